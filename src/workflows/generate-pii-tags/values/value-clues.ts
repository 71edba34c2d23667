import type { TypeFamily } from "../type-family.js";
import { addressClues, cityClues, emailClues, phoneClues, postalClues } from "./contact-values.js";
import { documentClues, nationalIdClues, passwordClues, usernameClues } from "./identity-values.js";
import { accountClues, cardClues, ibanClues } from "./money-values.js";
import { ipClues, macClues } from "./network-values.js";
import { nameClues } from "./person-values.js";
import type { Sampled } from "./sampled.js";
import { freeTextClues, photoClues } from "./text-values.js";
import { ageClues, birthClues, bloodClues, coordinateClues, genderClues } from "./trait-values.js";
import type { ValueClue } from "./value-clue.js";

type Recogniser = (sampled: Sampled) => ValueClue[];

const OF_TEXTS: readonly Recogniser[] = [
  nameClues,
  emailClues,
  phoneClues,
  addressClues,
  cityClues,
  postalClues,
  ipClues,
  macClues,
  cardClues,
  ibanClues,
  accountClues,
  nationalIdClues,
  documentClues,
  passwordClues,
  usernameClues,
  genderClues,
  ageClues,
  birthClues,
  bloodClues,
  coordinateClues,
  freeTextClues,
  photoClues,
];

const RECOGNISERS: Partial<Record<TypeFamily, readonly Recogniser[]>> = {
  text: OF_TEXTS,
  integer: [phoneClues, postalClues, cardClues, accountClues, nationalIdClues, genderClues, ageClues, birthClues],
  decimal: [ageClues, coordinateClues],
  date: [birthClues],
  timestamp: [birthClues],
  bytes: [photoClues],
  ip: [ipClues],
  mac: [macClues],
  point: [coordinateClues],
};

/** What the values of a column say of each kind; nothing where there are none. */
export function valueClues(sampled: Sampled, family: TypeFamily): readonly ValueClue[] {
  if (sampled.values.length === 0) return [];
  return (RECOGNISERS[family] ?? []).flatMap((recogniser) => recogniser(sampled));
}
