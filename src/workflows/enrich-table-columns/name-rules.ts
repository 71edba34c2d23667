import type { SemanticType } from "../wording/semantic-types.js";
import type { TypeFamily } from "../wording/type-family.js";

/** What a name, written out in lower case, says of the values, where the type goes with it. */
export interface NameRule {
  readonly pattern: RegExp;
  readonly families: readonly TypeFamily[];
  readonly type: SemanticType;
  readonly confidence: number;
}

const TEXT: readonly TypeFamily[] = ["text", "own"];
const NUMBER: readonly TypeFamily[] = ["integer", "decimal", "money"];
const CODED: readonly TypeFamily[] = ["text", "own", "integer"];

const rule = (pattern: RegExp, families: readonly TypeFamily[], type: SemanticType, confidence = 0.85): NameRule => ({
  pattern,
  families,
  type,
  confidence,
});

/** The first that fits says it: the special before the general. */
export const NAME_RULES: readonly NameRule[] = [
  rule(/\b(email|e mail)( address| addr)?( \d+)?$/, TEXT, "email address", 0.93),
  rule(
    /\b(password|passwd|passphrase|passcode|secret|access token|refresh token|api key|private key|salt)( hash)?$/,
    TEXT,
    "credential",
    0.9,
  ),
  rule(/\b(md5|sha|sha 1|sha 256|checksum|digest|hash)$/, TEXT, "hash", 0.9),
  rule(
    /\b(phone|telephone|mobile|cell|cellphone|fax|landline)( number| no)?( \d+)?$/,
    [...TEXT, "integer"],
    "phone number",
    0.92,
  ),
  rule(/\b(postal code|zip code|post code|postcode|zip|zip 4)$/i, [...TEXT, "integer"], "postal code", 0.93),
  rule(/\b(first|given|fore) ?names?$|^forename$/, TEXT, "first name", 0.95),
  rule(/\b(last|family) ?name$|\bsurname$/, TEXT, "last name", 0.95),
  rule(/\bmiddle (name|names|initial|initials)$/, TEXT, "middle name", 0.95),
  rule(/\b(user ?name|login|login name|screen name|nickname|handle)$/, TEXT, "user name", 0.88),
  rule(/\b(full|contact|display) name$/, TEXT, "full name", 0.75),
  rule(
    /\b(company|organisation|organization|business|employer|legal|trading|bank|hospital|school) name$|^company$|^organisation$|^employer$/,
    TEXT,
    "organisation name",
    0.85,
  ),
  rule(/\b(salutation|title of courtesy|courtesy title|honorific)$/, TEXT, "salutation", 0.9),
  rule(/\b(job title|contact title|job position|occupation|profession)$/, TEXT, "job title", 0.88),
  rule(/\b(gender|sex)$/, CODED, "gender", 0.92),
  rule(/\bcountry( (code|iso|iso code|iso ?\d?|abbreviation))$|^iso ?[23]$|\balpha ?[23]$/, TEXT, "country code", 0.9),
  rule(/\b(country|nationality|country name|country of \w+)$/, TEXT, "country", 0.88),
  rule(/\b(city|town|city name|municipality|village)$/, TEXT, "city", 0.9),
  rule(
    /\b(region|province|district|county|territory|canton|prefecture|state province|province state)( name)?$/,
    TEXT,
    "region",
    0.85,
  ),
  rule(/\bcurrency( code| iso)?$|^iso 4217$/, TEXT, "currency code", 0.85),
  rule(/\b(time ?zone|timezone)$/, TEXT, "time zone", 0.93),
  rule(/\b(language|locale)( code)?$/, TEXT, "language", 0.88),
  rule(/\bip( address)?$/i, [...TEXT, "network"], "ip address", 0.9),
  rule(/\bmac( address)?$/i, [...TEXT, "hardware address"], "mac address", 0.85),
  rule(/\b(url|uri|website|web site|homepage|home page|web page|link|permalink|web address)$/i, TEXT, "url", 0.88),
  rule(/\b(mime type|media type|content type)$/i, TEXT, "media type", 0.9),
  rule(/\b(file name|filename|original name)$/, TEXT, "file name", 0.88),
  rule(/\b(path|file path|directory|folder|storage key)$/, TEXT, "file path", 0.8),
  rule(/\bhouse (number|no)$/, [...TEXT, "integer"], "street address", 0.85),
  rule(
    /\b(street|street address|street name|address|address line|billing address|shipping address|line)( line)?( \d+)?$/,
    TEXT,
    "street address",
    0.85,
  ),
  rule(/\b(colou?r)( code)?$/, TEXT, "colour", 0.85),
  rule(/\b(unit of measure|uom)$|^unit$/, TEXT, "unit", 0.75),
  rule(/\b(iban|account number|bank account)$/i, [...TEXT, "integer"], "account number", 0.88),
  rule(/\bstatus( code)?$|\b(state|stage|phase)$/, CODED, "status code", 0.85),
  rule(
    /\b(type|kind|category|class|genre|tier|segment|channel|mode|priority|severity|gradation|classification|method|reason|reason code|group)( code| name)?$/,
    CODED,
    "category",
    0.8,
  ),
  rule(/\b(grade|rating|level)$/, TEXT, "category", 0.75),
  rule(
    /\b(sku|isbn|ean|upc|gtin|barcode|bar code|vin|imei|licen[cs]e plate|plate number|slug|serial number|part number|ticker|symbol)$/i,
    [...TEXT, "integer"],
    "code",
    0.85,
  ),
  rule(
    /\b(description|notes?|comments?|remarks?|body|message|biography|bio|summary|instructions|memo|feedback|text|content|contents|details|abstract|reply|review)$/,
    TEXT,
    "free text",
    0.82,
  ),
  rule(/\b(version|revision)( number)?$/, [...TEXT, "integer"], "version", 0.85),
  rule(/\b(code|abbreviation|reference|number)$/, TEXT, "code", 0.75),
  rule(/\b(title|name|label|caption|headline|subject)$/, TEXT, "name", 0.8),

  rule(/\b(latitude|longitude)$/, [...NUMBER, "text"], "geo-coordinate", 0.95),
  rule(/\b(year|year of \w+)$/, [...CODED, "decimal"], "year", 0.88),
  rule(/^(\w+ )?month$/, ["integer"], "month", 0.75),
  rule(/\bage$|\bage in years$/, NUMBER, "age", 0.85),
  rule(/\bexchange rate$|\bfx rate$/, NUMBER, "exchange rate", 0.92),
  rule(
    /\b(percent|percentage|ratio|share|probability|proportion)$|\b(tax|vat|interest|conversion|growth|success|error|churn|click|open|bounce|commission|discount|utilisation|utilization|occupancy|completion|unemployment) rate$|\bcommission pct$/i,
    NUMBER,
    "percentage or ratio",
    0.88,
  ),
  rule(
    /\b(quantity|units? in stock|units? on order|stock|stock level|on hand|reorder (level|point|quantity)|quantity on hand|pieces)$|^units? (in|on) \w+$/,
    NUMBER,
    "quantity",
    0.88,
  ),
  rule(
    /^number of\b|\b(count|counter|total count|views|clicks|impressions|hits|visits|downloads|likes|shares|upvotes|downvotes|votes|comments|posts|replies|followers|subscribers|attempts|retries|capacity|seats|members|population)$/,
    NUMBER,
    "count",
    0.85,
  ),
  rule(
    /\b(price|cost|costs|amount|fee|fees|salary|wage|wages|revenue|budget|freight|charge|charges|income|expense|profit|fare|premium|deposit|refund|subtotal|sub total|balance|credit limit|earnings|tip|rental rate|hourly rate|daily rate|day rate|list price|msrp|turnover|sales|bonus|fine|tax|payment|debt|compensation|tuition|rent)( (usd|eur|gbp|cents|net|gross))?$/i,
    NUMBER,
    "currency amount",
    0.8,
  ),
  rule(
    /\b(duration|elapsed|elapsed time|runtime|lead time|response time|uptime|downtime|tenure|timeout|interval)( (days|hours|minutes|seconds|ms|months|years|weeks|s|min))?$/,
    NUMBER,
    "duration",
    0.85,
  ),
  rule(
    /\b(weight|height|width|depth|length|distance|temperature|speed|velocity|pressure|volume|area|humidity|elevation|altitude|mileage|voltage|power|energy|diameter|radius|mass|dosage|dose|concentration|rainfall|odometer|heart rate|square feet|square meters)( (max|min|maximum|minimum|avg|average))?$/,
    NUMBER,
    "measurement",
    0.8,
  ),
  rule(/\b(score|points|rating|stars|gpa|grade)$/, NUMBER, "score", 0.8),
  rule(
    /\b(rank|ranking|position|sequence|ordinal|sort order|display order|line number|sort|sequence number|order number|row number|step|place)$|^(line|item|sort|display|list) (number|order|position)$/,
    ["integer"],
    "ordinal",
    0.75,
  ),
  rule(/\b(level)$/, ["integer"], "ordinal", 0.65),
  rule(/\b(number|code)$/, ["integer"], "code", 0.6),
  rule(/\b(total)$|^total \w+$/, ["decimal", "money"], "currency amount", 0.6),
];
