import { DOMAIN_WORDS } from "./domains.js";

/**
 * English words that names of tables and columns are made of. They decide where a name without separators is parted, and
 * whether a name is English enough to be put into a sentence; what is not here is quoted rather than bent.
 */
const GENERAL =
  "abbreviation above absolute academic accepted accrual action active activity actual actor added additional adjusted " +
  "adjustment admin administrator after age agency agent agreement alias allocated allocation allowed alternate amount " +
  "annual answer answered application applied approval approved approximate april archive archived arrival arrived " +
  "assigned assignee assistant attachment attempt attribute attributes august author authorisation authorised available " +
  "average position avatar award background backup bad bar barcode base batch before begin below benefit best billed biography " +
  "birth birthday birthplace blocked blood body bonus bool boolean born brand bucket business button buy bytes calculated " +
  "cancelled canceled cancellation capacity caption category cause cell cents certificate change changed channel charge " +
  "charges check checked checksum child children city class clear clicked client closed closing code collection color " +
  "colour column comment comments commission common company compensation competitor complete completed completion " +
  "component condition confirmed consent contact contacts content contents context continent coordinate copy copyright " +
  "cost count counter counts created creation creator current custom customer daily damage data dataset date datetime day " +
  "days deadline death debt december default defect deleted demand demographic demographics departed department departure " +
  "depth description destination detail details device diameter difference digest dimension dimensions direct direction " +
  "disabled discontinued discount display distance distribution district division documents dose draft due duration early " +
  "earnings edit edition education effective elevation eligible email employer employment empty enabled end ended ending " +
  "engine enrolled entered entity entries entry error errors estimate estimated evaluation event exchange excluded " +
  "execution expected expense expiration expired expires expiry export extension external fact factor failed failure " +
  "family fare father favorite favourite fax feature features february feedback fields figure file filename final " +
  "finish finished first fixed flag flags floor followed follower food form format former forward free freight frequency " +
  "friday from full fulltext function gender general given goal goods grade grand gross ground group groups grouping guarantee " +
  "hash head header heading headline heart height hidden high hire hired history hits home homepage hour hourly hours house " +
  "icon identification identifier identity image images import important imported included income index individual industry " +
  "info information initial initials input inserted installed instance institution instruction instructions insurance " +
  "internal interval invited invoiced island items january july june key keys keyword keywords kind label labels landing " +
  "language last late latest latitude launch layer layout legal length letter level license licence licensed limit line " +
  "lines link links list local locale location locked logo long longitude loss lower mail mailing main male manual map " +
  "march margin marital mark marks market master maximum meaning measure measured media medium member members memo merged " +
  "message metadata method metric middle minimum minute minutes missing mobile mode modified modifier monday money month " +
  "monthly months mother motor move name names nationality native net new next nickname night note notes notice november " +
  "number numbers numeric object occupation october offer office offset old online open opened opening operation operator " +
  "option options ordered ordinal organisation organization origin original other out output outcome outstanding overall " +
  "override overtime owed owner ownership packed paid pair parent parents participant participants partner parts password " +
  "path pattern peak pending per percent percentage performance period permanent phase phone phrase picked picture pieces " +
  "plan planned platform plate point points population posted postal postcode potential power preference preferred prefix " +
  "preparation presence previous primary print prior priority private probability problem processed processing profile " +
  "profit program programme progress promised proof provider province public publication published purchased purpose " +
  "quality quantity quarter query question questions quota raised range rank ranking rate rates rating ratio raw reason " +
  "received recent recipe recipient recommended record recorded records redirect reference references referral refunded " +
  "region registered registration rejected related relation relationship release released religion remaining remark " +
  "remarks reminder removed rent replacement replied reply report reported reports request requested requests required " +
  "requirement residence resolved response responses responsible restriction result results retail return returned reviewed " +
  "review reviewer reviews revision reward right risk root round row rows rule rules running salutation sample saturday " +
  "saved scale scan scheduled scheme scope score screen search seasonal second secondary seconds secret section sector " +
  "segment select seller sender sent sentiment september sequence serial serviced service services setup severity share " +
  "shared shipped short sick side sign signature signed signup size slot slug snapshot social sold sort source special " +
  "specialisation specialization specialty species specification speed stage standard standing start started starting " +
  "starts station statistics step steps stop storage street strength string style subcategory submission submitted subtotal " +
  "suffix suggestion suite sum summary sunday support surcharge surface surname suspended symbol system tag tags target " +
  "telephone temperature template temporary term terms terminal territory test tests text theme threshold thumbnail " +
  "thursday tier time timeline times timestamp timezone tip tolerance tone tool topic total totals town traffic training " +
  "translation transmission transport trial trigger tuesday turnover type types unique unit units university unread until " +
  "update updated updates upload uploaded upper urgent usage use used user username users valid validated validation " +
  "validity value values variance variation vat velocity verified verification via viewed viewer views village visible visit " +
  "visited visitor visitors visits volume vote voter votes wage wages wait waiting warning warranty watch wave weather " +
  "website wednesday week weekday weekend weekly weeks weight wholesale widget width wind winner wins withdrawn word words " +
  "work worked workflow working workplace written year yearly years zip rented borrowed borrower loaned vin plate mileage " +
  "odometer fuel humidity pressure voltage current altitude accuracy precision humidity rainfall dosage strength freight " +
  "courtesy nicer slower but list employer gateway blob payload hash salt expires fine fines mark exam chart trend sector " +
  "id is has can not and for the of in on to at by with as or if was be";

/** Words of many trades. */
const OF_TRADES =
  "multiple choice choices nation clerk extended commit receipt instruct menu excerpt activation meta living bedroom bathroom waterfront lot renovated upvote adult basic cast batting pitch fielding death hundred positivity rollout joined superuser sub runtime membership partnership leadership sponsorship scholarship citizenship internship township dealership mentorship friendship ship outline hotline helpline guideline sex gym pet car bus van web app top low fix fit vet gas oil ice bed day hub set status category type group tag star helpful experience terminated termination discharged discharge admitted decided " +
  "deceased prescribed taken since refill vital appointment prerequisite advisor approver mentor mentee overdraft " +
  "residency principal maturity battery firmware installed seen mfa composer liked followed booked counted loaded moved " +
  "movement origin representative support credit national medical atc blood systolic diastolic pulse oxygen term rate " +
  "slug vote agent sourcing theme preference parent sibling spouse emergency hometown religion ethnicity biography " +
  "achievement badge tournament stadium coach referee score goals assists wins losses draws prefix suffix salutation " +
  "contact subscriber tier plan quota usage meter tariff outage circuit cable tower antenna bandwidth latency packet " +
  "node edge graph vertex cluster pod container invoice remittance voucher ledger posting reconciliation accrual " +
  "depreciation amortisation asset liability equity cashflow forecast actual variance headcount bonus overtime harvest " +
  "crop field soil moisture animal species breed habitat sample specimen experiment observation protocol assay dosage " +
  "trial consent site investigator subject visit crime suspect officer court hearing verdict sentence permit inspection " +
  "violation citizen resident household ballot election candidate party recipe ingredient dish cuisine nutrition calorie " +
  "protein allergen serving chef kitchen table reservation waiter tip insured insurer coverage deductible premium " +
  "claimant adjuster peril exposure treaty cedent broker mileage engine transmission chassis tyre brake warranty recall " +
  "dealer owner seller buyer auction bid lot hammer gate runway crew pilot baggage terminal connection layover cabin " +
  "deck port vessel cargo berth voyage train rail platform stop line schedule headway donation donor volunteer charity " +
  "grant pledge fund beneficiary cause exam quiz answer option attempt certificate module lecture topic skill competency " +
  "sensor reading alarm threshold gateway actuator valve pump compressor turbine boiler tank pipe flow pressure level " +
  "commit branch repository build release pipeline deploy incident bug feature sprint epic story backlog label assignee " +
  "reporter milestone aircraft departure arrival delay scheduled cancelled diverted holder checked raw payload md csat " +
  "response urgent name title note value view file folder path route endpoint client server browser referrer referer " +
  "campaign medium keyword landing session bounce conversion tenant workspace organisation team member invitation seat " +
  "licence subscription renewal churn upgrade downgrade length width height depth weight area radius angle speed " +
  "distance duration age";

/** Pieces of names that are no words by themselves. */
const SHORT_PIECES = ["id", "cust", "guid", "uuid"];

const NEVER_FUSED = [
  "has",
  "out",
  "off",
  "with",
  "can",
  "not",
  "and",
  "for",
  "the",
  "but",
  "was",
  "age",
  "cat",
  "ate",
  "per",
  "red",
  "bid",
  "lot",
  "pod",
  "bug",
  "tip",
  "rail",
  "port",
  "edge",
  "node",
  "deck",
  "gate",
  "form",
];

const singulars = [...DOMAIN_WORDS.keys()].flatMap((word) => word.split("_"));
const all = new Set([...GENERAL.split(" "), ...OF_TRADES.split(" "), ...singulars]);

/** Whether a word is English as far as we know; singular or as listed. */
export const ENGLISH_WORDS: ReadonlySet<string> = all;

/** Words that a name without separators may be parted into. */
export const KNOWN_WORDS: ReadonlySet<string> = new Set([
  ...SHORT_PIECES,
  ...[...all].filter((word) => word.length > 2 && !NEVER_FUSED.includes(word)),
]);
