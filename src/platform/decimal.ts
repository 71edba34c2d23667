/** An exact decimal: `units` of 10 to the minus `places`. */
export interface ExactDecimal {
  readonly units: bigint;
  readonly places: number;
}

const DECIMAL = /^([+-]?)(\d{1,40})(?:\.(\d{1,40}))?$/;

/** Reads plain digits, without an exponent, exactly; undefined where the text is something else, or longer than anybody needs. */
export function parseDecimal(text: string): ExactDecimal | undefined {
  const match = DECIMAL.exec(text);
  if (!match) return undefined;
  const [, sign, whole, fraction = ""] = match;
  const digits = fraction.replace(/0+$/, "");
  const units = BigInt(whole + digits);
  return { units: sign === "-" ? -units : units, places: digits.length };
}

/** Of what is not negative, without needless zeros. */
export function formatDecimal({ units, places }: ExactDecimal): string {
  const digits = units.toString().padStart(places + 1, "0");
  const fraction = digits.slice(digits.length - places).replace(/0+$/, "");
  return digits.slice(0, digits.length - places) + (fraction && `.${fraction}`);
}
