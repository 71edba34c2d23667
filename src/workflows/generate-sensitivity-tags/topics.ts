import type { Industry } from "../vocabulary/industry.js";
import { Phrases } from "../vocabulary/name-words.js";
import type { TypeFamily } from "../vocabulary/type-family.js";
import { SensitivityLevel } from "./level.js";

/** What of its table a topic's level depends on. */
export interface TopicContext {
  /** Its rows are about people, or refer to some. */
  readonly aboutPeople: boolean;
  readonly industries: ReadonlySet<Industry>;
}

/** Something that names speak of and that has to be protected, beside what the tags of personal data say. */
export interface Topic {
  readonly phrases: Phrases;
  /** Words that turn it into something else, e.g. the number of tokens. */
  readonly not?: Phrases;
  readonly types: readonly TypeFamily[];
  /** In words that go on from "because". */
  readonly detail: string;
  readonly weight: number;
  /** Undefined where it is nothing to protect in this table. */
  level(context: TopicContext): SensitivityLevel | undefined;
}

const { CONFIDENTIAL, RESTRICTED } = SensitivityLevel;
const TEXTS: readonly TypeFamily[] = ["text", "binary", "uuid", "document"];
const NUMBERS: readonly TypeFamily[] = ["number", "text"];
const ANY: readonly TypeFamily[] = ["text", "number", "boolean", "document", "binary", "time", "other"];

/** By the field's words, in English and, where they differ, German, French, Spanish and Portuguese. */
export const TOPICS: readonly Topic[] = [
  {
    phrases: new Phrases(
      "password, passwd, pwd, passphrase, password hash, secret, secrets, token, tokens, api key, apikey, access key, private key, secret key, encryption key, signing key, credential, credentials, otp secret, recovery code, recovery codes, security answer, passwort, kennwort, geheimnis, mot de passe, contrasena, clave secreta, senha",
    ),
    not: new Phrases(
      "count, counts, type, kind, status, policy, hint url, limit, name, length, usage, used, endpoint, url, uri",
    ),
    types: TEXTS,
    detail: "it is named after a secret that lets somebody in",
    weight: 0.9,
    level: () => RESTRICTED,
  },
  {
    phrases: new Phrases("pin, pin code, pin hash, cvv, cvc, cvv2, card verification, security code"),
    types: [...TEXTS, "number"],
    detail: "it is named after a code that payments are released with",
    weight: 0.85,
    level: () => RESTRICTED,
  },
  {
    phrases: new Phrases(
      "salary, salaries, wage, wages, payroll, compensation, pay rate, hourly rate, pay grade, base pay, net pay, gross pay, income, bonus, commission pct, gehalt, lohn, einkommen, salaire, remuneration, sueldo, salario, ingresos, salarios, renda",
    ),
    types: NUMBERS,
    detail: "it is named after what somebody earns",
    weight: 0.85,
    level: ({ aboutPeople }) => (aboutPeople ? RESTRICTED : CONFIDENTIAL),
  },
  {
    phrases: new Phrases(
      "balance, account balance, credit limit, credit score, credit rating, debt, overdraft, net worth, amount due, outstanding amount, kontostand, saldo, kreditlimit, solde, limite credito",
    ),
    not: new Phrases("stock, inventory, load, wheel, sheet"),
    types: NUMBERS,
    detail: "it is named after how somebody stands with money",
    weight: 0.75,
    level: ({ industries }) => (industries.has("banking") ? RESTRICTED : CONFIDENTIAL),
  },
  {
    phrases: new Phrases(
      "account number, account no, sort code, routing number, kontonummer, numero compte, numero cuenta, numero conta, kundennummer bank",
    ),
    types: ["text", "number"],
    detail: "in banking an account's number is what money is moved with",
    weight: 0.8,
    level: ({ industries }) => (industries.has("banking") ? RESTRICTED : undefined),
  },
  {
    phrases: new Phrases(
      "diagnosis, diagnoses, icd, icd code, icd10, disease, condition code, symptom, symptoms, treatment, medication, medications, prescription, dosage, blood type, blood group, blood pressure, allergy, allergies, disability, hiv status, pregnancy, lab result, test result, therapy, medical history, vaccination, bmi, diagnose, krankheit, behandlung, medikament, blutgruppe, allergie, diagnostic, maladie, traitement, diagnostico, enfermedad, tratamiento, doenca, tratamento",
    ),
    types: ANY,
    detail: "it is named after somebody's health, a special category of personal data",
    weight: 0.85,
    level: ({ aboutPeople, industries }) =>
      aboutPeople ? RESTRICTED : industries.has("health care") ? CONFIDENTIAL : undefined,
  },
  {
    phrases: new Phrases(
      "religion, religious, ethnicity, ethnic, ethnic group, race, sexual orientation, political party, political affiliation, union member, trade union, criminal record, conviction, convictions, biometric, fingerprint, face embedding, genome, dna, konfession, ethnie, origine ethnique, etnia, religiao, orientacion sexual",
    ),
    types: ANY,
    detail: "it is named after a special category of personal data",
    weight: 0.85,
    level: ({ aboutPeople }) => (aboutPeople ? RESTRICTED : undefined),
  },
  {
    phrases: new Phrases(
      "grade, grades, gpa, mark, marks, score, scores, exam result, exam score, transcript, disciplinary, attendance, noten, moyenne, calificacion, nota, notas",
    ),
    types: NUMBERS,
    detail: "in education grades are a part of somebody's records",
    weight: 0.8,
    level: ({ aboutPeople, industries }) => (aboutPeople && industries.has("education") ? CONFIDENTIAL : undefined),
  },
  {
    phrases: new Phrases(
      "call duration, called number, calling number, caller, callee, imsi, imei, msisdn, cell id, cell tower, data usage, sms text, rufnummer",
    ),
    types: [...TEXTS, "number"],
    detail: "it is named after who talks with whom, from where, or on which device",
    weight: 0.8,
    level: ({ industries }) => (industries.has("telecommunication") ? RESTRICTED : CONFIDENTIAL),
  },
  {
    phrases: new Phrases(
      "claim amount, claim reason, policy number, premium, sum insured, schadenshohe, police nummer, prime assurance",
    ),
    types: NUMBERS,
    detail: "in insurance policies and claims are between the insurer and the insured",
    weight: 0.75,
    level: ({ industries }) => (industries.has("insurance") ? CONFIDENTIAL : undefined),
  },
  {
    phrases: new Phrases(
      "cost price, unit cost, standard cost, purchase price, purchase cost, production cost, manufacturing cost, supplier price, wholesale price, dealer price, contract price, negotiated price, margin, gross margin, markup, mark up, profit, gross profit, net profit, revenue, forecast, budget, einkaufspreis, marge, gewinn, umsatz, prix achat, chiffre affaires, precio compra, beneficio, ganancia, margem, lucro",
    ),
    types: NUMBERS,
    detail: "it is named after costs, margins or plans that competitors would like to know",
    weight: 0.7,
    level: () => CONFIDENTIAL,
  },
];

/** Tables whose prices are not everybody's: lists of prices that were agreed on. */
export const PRICE_LISTS = new Phrases(
  "price list, price lists, price agreement, price agreements, pricing, preisliste, liste prix, lista precios, lista precos",
);
export const PRICES = new Phrases("price, prices, rate, discount, preis, prix, precio, preco");
