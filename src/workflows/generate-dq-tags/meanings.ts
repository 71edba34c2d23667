import { DqDimension } from "../../quality/rule.model.js";
import type { Industry } from "../vocabulary/industry.js";
import { Phrases } from "../vocabulary/name-words.js";
import type { TypeFamily } from "../vocabulary/type-family.js";

const { COMPLETENESS, UNIQUENESS, VALIDITY, ACCURACY, TIMELINESS } = DqDimension;

/** What a name can say of values. */
export interface Meaning {
  readonly phrases: Phrases;
  /** Only as the last word: `category_name` is no category. */
  readonly atEnd?: boolean;
  readonly types: readonly TypeFamily[];
  /** What the values are, in words. */
  readonly are: string;
  readonly matters: Partial<Readonly<Record<DqDimension, number>>>;
  /** In these industries it matters more. */
  readonly moreIn?: readonly Industry[];
}

const NUMBER: readonly TypeFamily[] = ["number"];
const TEXT: readonly TypeFamily[] = ["text"];
const CODES: readonly TypeFamily[] = ["text", "number", "other"];

/** What names say of values, in English and, where they differ, German, French, Spanish and Portuguese. */
export const MEANINGS: readonly Meaning[] = [
  {
    phrases: new Phrases(
      "amount, price, cost, costs, fee, fees, salary, wage, total, subtotal, balance, revenue, turnover, tax, vat, budget, premium, charge, freight, payment, refund, profit, betrag, preis, kosten, gehalt, umsatz, montant, prix, cout, importe, precio, costo, valor, preco, custo",
    ),
    types: NUMBER,
    are: "the numbers are money",
    matters: { [ACCURACY]: 0.7, [COMPLETENESS]: 0.15 },
    moreIn: ["banking", "insurance", "retail"],
  },
  {
    phrases: new Phrases(
      "quantity, qty, stock, units in stock, units on order, on hand, weight, height, width, length, depth, distance, duration, temperature, pressure, speed, area, volume, latitude, longitude, dosage, dose, menge, bestand, gewicht, quantite, poids, cantidad, peso, quantidade",
    ),
    types: NUMBER,
    are: "the numbers are measured or counted",
    matters: { [ACCURACY]: 0.55, [VALIDITY]: 0.25 },
    moreIn: ["logistics", "health care"],
  },
  {
    phrases: new Phrases("stock, units in stock, units on order, on hand, inventory level, exchange rate, bestand"),
    types: NUMBER,
    are: "the numbers are true for a while only",
    matters: { [TIMELINESS]: 0.5 },
    moreIn: ["retail", "logistics"],
  },
  {
    phrases: new Phrases(
      "percent, percentage, pct, ratio, probability, rating, score, age, year, month, latitude, longitude",
    ),
    types: NUMBER,
    are: "the numbers have natural bounds",
    matters: { [VALIDITY]: 0.6 },
  },
  {
    phrases: new Phrases(
      "status, state, type, kind, category, class, level, priority, stage, phase, gender, sex, flag, role, zustand, estado, statut, tipo",
    ),
    atEnd: true,
    types: TEXT,
    are: "the values are of a list",
    matters: { [VALIDITY]: 0.5 },
  },
  {
    phrases: new Phrases("status, state, type, kind, priority, gender, sex, flag, estado, statut, tipo"),
    atEnd: true,
    types: NUMBER,
    are: "the values are codes of a list",
    matters: { [VALIDITY]: 0.5 },
  },
  {
    phrases: new Phrases(
      "email, mail, url, website, homepage, iban, bic, postal code, postcode, zip, zip code, phone, telephone, mobile, fax, country code, currency, currency code, language code, ip, ip address, mac address, isbn, ean, uuid, guid, plz, telefon",
    ),
    types: TEXT,
    are: "the values have a form that can be checked",
    matters: { [VALIDITY]: 0.65 },
  },
  {
    phrases: new Phrases(
      "email, phone, telephone, mobile, address, street, postal code, zip, telefon, direccion, adresse, endereco",
    ),
    types: TEXT,
    are: "people and places are reached by it",
    matters: { [ACCURACY]: 0.55, [COMPLETENESS]: 0.2 },
    moreIn: ["logistics"],
  },
  {
    phrases: new Phrases(
      "uuid, guid, isbn, ean, upc, sku, barcode, serial number, iban, vin, slug, username, user name, login, passport number, ssn",
    ),
    types: ["text", "uuid", "number"],
    are: "each value stands for one thing",
    matters: { [UNIQUENESS]: 0.55 },
  },
  {
    phrases: new Phrases("code, number, no, nr, num, reference, ref, email, key, nummer, numero"),
    types: TEXT,
    are: "the values tell things apart",
    matters: { [UNIQUENESS]: 0.25 },
  },
  {
    phrases: new Phrases(
      "name, title, full name, last name, first name, company name, bezeichnung, titel, nombre, nom, nome",
    ),
    types: TEXT,
    are: "people know the row by it",
    matters: { [COMPLETENESS]: 0.25 },
  },
  {
    phrases: new Phrases(
      "diagnosis, icd, medication, blood type, blood group, allergy, allergies, treatment, diagnose",
    ),
    types: CODES,
    are: "people are treated by it",
    matters: { [ACCURACY]: 0.6, [COMPLETENESS]: 0.3 },
    moreIn: ["health care"],
  },
];
