/** How German nouns begin and end that are made of two. */
const BEGINNINGS: Readonly<Record<string, string>> = {
  bestell: "order",
  kauf: "purchase",
  konto: "account",
  kredit: "credit",
  kunden: "customer",
  liefer: "delivery",
  mitglieds: "member",
  produkt: "product",
  rechnungs: "invoice",
  versand: "shipping",
  wunsch: "requested",
  zahlungs: "payment",
};
const ENDINGS: Readonly<Record<string, string>> = {
  adresse: "address",
  art: "type",
  betrag: "amount",
  datum: "date",
  dienst: "service",
  gruppe: "group",
  karte: "card",
  menge: "quantity",
  name: "name",
  nummer: "number",
  ort: "place",
  preis: "price",
  status: "status",
};

/** `kaufdatum` is a purchase date; undefined where the word is not made of two of these. */
export function germanCompound(word: string): string | undefined {
  for (const [beginning, first] of Object.entries(BEGINNINGS)) {
    const ending = word.slice(beginning.length);
    if (word.startsWith(beginning) && Object.hasOwn(ENDINGS, ending)) return `${first} ${ENDINGS[ending]}`;
  }
  return undefined;
}
