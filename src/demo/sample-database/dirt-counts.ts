/**
 * How many rows carry which dirt. docs/sample-database.md lists the same numbers, each with the query that finds the
 * rows, and a test runs those queries.
 */
export const DIRT = {
  actors: { padded: 4, duplicated: 3, shouting: 5 },
  cities: { duplicated: 2 },
  addresses: { postalMissing: 9, postalEmpty: 4, postalMalformed: 21, phoneEmpty: 2, phoneMalformed: 15, blank: 3 },
  customers: {
    emailMissing: 18,
    emailMalformed: 24,
    duplicated: 5,
    strangeStore: 6,
    created1900: 5,
    contradictory: 9,
    stale: 40,
    withoutRental: 3,
  },
  films: {
    undescribed: 6,
    yearMissing: 4,
    lengthMissing: 8,
    lengthAbsurd: 3,
    featuresMissing: 12,
    titleTwice: 3,
    free: 4,
  },
  inventory: { strangeStore: 12 },
  rentals: { returnedBefore: 11, inFuture: 4, open: 183 },
  payments: { orphaned: 25, duplicated: 10, negative: 7, epoch: 3 },
} as const;
