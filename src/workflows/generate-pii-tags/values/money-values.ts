import cardValidator from "card-validator";
import { countrySpecs, isValidIBAN } from "ibantools";
import { PiiKind } from "../pii-kind.js";
import { type Sampled, share } from "./sampled.js";
import { percent, type ValueClue } from "./value-clue.js";

const compact = (value: string) => value.replace(/[\s-]/g, "");

/** Luhn, length and the issuer's prefix. One number in ten passes Luhn by chance: only many together say something. */
export function cardClues({ distinct }: Sampled): ValueClue[] {
  const source = "values: card numbers with their checksum";
  const valid = share(
    distinct,
    (value) => /^[\d\s-]{13,23}$/.test(value) && cardValidator.number(compact(value)).isValid,
  );
  const shaped = share(
    distinct,
    (value) => /^[\dX*\s-]{12,23}$/i.test(value) || /^(?:[X*]{2,}|\.{2,})[ -]?\d{4}$/i.test(value),
  );
  if (valid >= 0.9 && distinct.length >= 4)
    return [
      {
        kind: PiiKind.CardNumber,
        source,
        detail: `${percent(valid)} of ${distinct.length} distinct values pass.`,
        weight: 7.5,
      },
    ];
  if (valid >= 0.5) return [{ kind: PiiKind.CardNumber, source, detail: `${percent(valid)} pass.`, weight: 2 }];
  if (shaped < 0.2 && distinct.length >= 3 && share(distinct, (value) => /^\d{3,4}$/.test(value)) < 0.8)
    return [{ kind: PiiKind.CardNumber, source, detail: "Hardly any has the shape of a card number.", weight: -3.5 }];
  return [];
}

export function ibanClues({ distinct }: Sampled): ValueClue[] {
  const source = "values: IBANs with their checksum";
  const valid = share(distinct, (value) => isValidIBAN(compact(value).toUpperCase()));
  const shaped = share(distinct, (value) => /^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/i.test(compact(value)));
  const detail = `${percent(valid)} pass.`;
  if (valid >= 0.8) return [{ kind: PiiKind.Iban, source, detail, weight: 9 }];
  // Made-up ones fail the checksum, yet nothing else is as long and begins like this.
  const long = share(distinct, (value) => hasLengthOfIban(compact(value).toUpperCase()));
  if (long >= 0.9 && distinct.length >= 3)
    return [
      { kind: PiiKind.Iban, source, detail: `${percent(long)} are as long as IBANs of their country.`, weight: 7 },
    ];
  if (shaped >= 0.7)
    return [{ kind: PiiKind.Iban, source, detail: `${percent(shaped)} have the shape of an IBAN.`, weight: 2 }];
  return distinct.length >= 3 ? [{ kind: PiiKind.Iban, source, detail, weight: -2 }] : [];
}

const hasLengthOfIban = (value: string): boolean =>
  /^[A-Z]{2}\d{2}[A-Z0-9]*\d{6}[A-Z0-9]*$/.test(value) && value.length === countrySpecs[value.slice(0, 2)]?.chars;

export function accountClues({ distinct }: Sampled): ValueClue[] {
  const source = "values: account numbers";
  const digits = share(distinct, (value) => /^\d{7,18}$/.test(compact(value)));
  if (digits >= 0.8)
    return [{ kind: PiiKind.BankAccount, source, detail: `${percent(digits)} are long numbers.`, weight: 1 }];
  if (distinct.length >= 3 && share(distinct, (value) => /^[\dA-Z* -]{5,34}$/i.test(value)) < 0.3)
    return [{ kind: PiiKind.BankAccount, source, detail: "They do not look like account numbers.", weight: -3 }];
  return share(distinct, (value) => /^[A-Z]{2,}-?\d+$/i.test(value)) > 0.8
    ? [
        {
          kind: PiiKind.BankAccount,
          source,
          detail: "They begin with letters, like a seller's own account numbers.",
          weight: -1.5,
        },
      ]
    : [];
}
