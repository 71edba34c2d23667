import { allLocales } from "@faker-js/faker";

/** Names of people and places of many countries, folded: without accents, in lower case. */
interface KnownNames {
  readonly first: ReadonlySet<string>;
  readonly last: ReadonlySet<string>;
  readonly cities: ReadonlySet<string>;
}

let known: KnownNames | undefined;

/** Read when first asked for: it takes a tenth of a second and some megabytes. */
export function knownNames(): KnownNames {
  known ??= readNames();
  return known;
}

export const folded = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function readNames(): KnownNames {
  const first = new Set<string>();
  const last = new Set<string>();
  const cities = new Set<string>();
  for (const { person, location } of Object.values(allLocales)) {
    addTexts(first, person?.first_name);
    addTexts(last, person?.last_name);
    addTexts(cities, location?.city_name);
  }
  for (const name of COMMON_CITIES.split("|")) cities.add(name);
  return { first, last, cities };
}

/** Locale data are lists of texts, or objects of such. */
function addTexts(names: Set<string>, data: unknown): void {
  if (typeof data === "string") names.add(folded(data));
  else if (data && typeof data === "object") for (const each of Object.values(data)) addTexts(names, each);
}

/** Large ones that the locales leave out. */
const COMMON_CITIES =
  "london|paris|berlin|madrid|lisboa|lisbon|sao paulo|rio de janeiro|new york|los angeles|chicago|houston|seattle|boston|san francisco|toronto|vancouver|montreal|mexico city|mexico d.f.|buenos aires|santiago|bogota|lima|caracas|tokyo|osaka|beijing|shanghai|hong kong|singapore|mumbai|delhi|new delhi|bangalore|sydney|melbourne|auckland|johannesburg|cape town|cairo|lagos|nairobi|istanbul|moscow|warsaw|prague|vienna|wien|zurich|geneva|geneve|bern|brussels|bruxelles|amsterdam|rotterdam|copenhagen|stockholm|oslo|helsinki|dublin|edinburgh|manchester|birmingham|rome|roma|milan|milano|turin|torino|naples|barcelona|valencia|sevilla|porto|lyon|marseille|lille|toulouse|nice|bordeaux|strasbourg|nantes|hamburg|munchen|munich|koln|cologne|frankfurt|stuttgart|dusseldorf|leipzig|dresden|hannover|bremen|nurnberg|athens|budapest|bucharest|kiev|dubai|tel aviv|jakarta|manila|bangkok|seoul|taipei|kuala lumpur";
