/**
 * How sure it is, in log-odds, that what has such a name is a natural person. A customer or an owner may also be a company.
 */
export const PERSON_ROLES: ReadonlyMap<string, number> = new Map([
  ["person", 3.5],
  ["employee", 3.5],
  ["staff", 3.5],
  ["actor", 3.2],
  ["author", 3.2],
  ["passenger", 3.5],
  ["patient", 3.5],
  ["student", 3.5],
  ["teacher", 3.5],
  ["doctor", 3.5],
  ["driver", 3.2],
  ["player", 3.2],
  ["user", 3],
  ["member", 2.8],
  ["customer", 2],
  ["guest", 3],
  ["applicant", 3.5],
  ["citizen", 3.5],
  ["family", 3.5],
  ["kin", 3.5],
  ["contact", 3],
  ["artist", 1.4],
  ["director", 2.8],
  ["speaker", 3],
  ["owner", 1.6],
  ["cardholder", 3],
  ["manager", 3],
  ["seller", 2],
  ["recipient", 1.8],
  ["sender", 2.2],
  ["subscriber", 2.4],
  ["scientist", 3.2],
  ["profile", 1.6],
  ["account", 0.3],
  ["provider", 0.2],
  ["party", 0.5],
]);

/** Those whom an organisation works for: an order's address is theirs, and not the clerk's. */
export const SERVED: ReadonlySet<string> = new Set([
  "customer",
  "user",
  "member",
  "guest",
  "passenger",
  "patient",
  "student",
  "contact",
  "person",
  "subscriber",
  "recipient",
  "citizen",
  "applicant",
  "player",
  "owner",
  "cardholder",
]);

export const ORGANISATIONS: ReadonlySet<string> = new Set([
  "company",
  "supplier",
  "shipper",
  "store",
  "bank",
  "school",
  "hospital",
  "hotel",
  "team",
  "department",
  "publisher",
]);

export const PLACES: ReadonlySet<string> = new Set([
  "city",
  "region",
  "country",
  "location",
  "place",
  "postal",
  "street",
]);

export const THINGS: ReadonlySet<string> = new Set([
  "product",
  "category",
  "film",
  "music",
  "book",
  "title",
  "file",
  "device",
  "software",
  "setting",
  "project",
  "vehicle",
  "building",
  "currency",
  "spoken",
  "animal",
  "element",
  "role",
  "schedule",
  "type",
  "status",
  "code",
  "template",
  "count",
  "flag",
  "date",
  "photo",
]);

/** What happens between people and organisations. */
export const EVENTS: ReadonlySet<string> = new Set([
  "order",
  "invoice",
  "payment",
  "sale",
  "rental",
  "shipment",
  "visit",
  "cart",
  "comment",
  "policy",
  "health",
  "log",
  "post",
]);

/** Tables that hold a part of what is known of something else. */
export const DETAILS: ReadonlySet<string> = new Set([
  "address",
  "card",
  "phone",
  "email",
  "password",
  "birth",
  "national",
  "note",
  "credit",
  "income",
]);

/** Words of a table's name that say nothing of what it is about. */
export const SAYS_NOTHING: ReadonlySet<string> = new Set(["generic", "data", "number", "link"]);
