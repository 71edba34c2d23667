import { expect, test } from "@jest/globals";
import { factsOf } from "../hand-made-facts.js";
import { saidOfColumns, saidOfTable } from "./said.js";

const primary = (...columns: string[]) => ({ kind: "PRIMARY_KEY" as const, name: "pk", columns });
const reference = (column: string, table: string) => ({
  kind: "FOREIGN_KEY" as const,
  name: `fk_${column}`,
  columns: [column],
  target: { schema: "public", table, columns: ["id"] },
});

const descriptions = async (...of: Parameters<typeof factsOf>) =>
  Object.fromEntries(
    Object.entries(await saidOfColumns(factsOf(...of))).map(([name, said]) => [name, said.DESCRIPTION]),
  );

test("a column that only repeats its name has no description; one whose type or key adds to it has", async () => {
  const said = await descriptions("transactions", {
    columns: { transaction_type: "text", transaction_amount_eur: "numeric(10,2)", rowguid_x: "text" },
  });
  expect(said).toEqual({
    transaction_type: undefined,
    transaction_amount_eur: "Amount of the transaction, in EUR.",
    rowguid_x: undefined,
  });
});

test("a name that is not understood, or that the table has, is no noun for what is referred to", async () => {
  const keys = { constraints: [reference("spezlieferadrid", "adressen"), reference("card_id", "cards")] as never };
  const said = await descriptions("card_payments", {
    columns: { spezlieferadrid: "integer", card_id: "integer", amount: "numeric" },
    ...keys,
  });
  expect([said.spezlieferadrid, said.card_id]).toEqual(["Refers to adressen.", "Refers to cards."]);
});

test("what stands beside a column says what it means", async () => {
  const person = await descriptions("member", { columns: { vorname: "text", name: "text", plz: "text", ort: "text" } });
  expect(person).toMatchObject({ vorname: "First name of the member.", name: "Last name of the member." });
  const address = await saidOfColumns(
    factsOf("addresses", { columns: { street: "text", number: "text", city: "text" } }),
  );
  expect(address.number).toMatchObject({
    DESCRIPTION: "House number of the address.",
    SEMANTIC_TYPE: "street address",
  });
  const post = await descriptions("post", {
    columns: {
      removed: "boolean",
      deleted: "boolean",
      comments: "integer",
      show_votes: "boolean",
      featured_local: "boolean",
    },
  });
  expect(post).toEqual({
    removed: "Whether the post is removed.",
    deleted: "Whether the row is marked as deleted.",
    comments: "Number of comments of the post.",
    show_votes: undefined,
    featured_local: undefined,
  });
});

test("German compounds, keys and periods are read", async () => {
  const said = await saidOfColumns(
    factsOf("bestellung", {
      columns: {
        bestellungid: "integer",
        kundeid: "integer",
        kaufdatum: "date",
        lieferadresse: "text",
        von: "date",
        bis: "date",
      },
      constraints: [primary("bestellungid"), reference("kundeid", "kunde")] as never,
    }),
  );
  expect(said.kundeid).toMatchObject({
    DISPLAY_NAME: "Kunde ID",
    DESCRIPTION: "Customer of the order; refers to kunde.",
  });
  expect(said.kaufdatum!.DESCRIPTION).toBe("Purchase date of the order.");
  expect(said.lieferadresse!.DESCRIPTION).toBe("Delivery address of the order.");
  expect([said.von!.DESCRIPTION, said.bis!.DESCRIPTION]).toEqual([
    "Start of the period of the order.",
    "End of the period of the order.",
  ]);
});

test("a table of foreign keys alone links, though no key is declared", () => {
  const said = saidOfTable(
    factsOf("customers_addresses", {
      columns: { customer_id: "integer", address_id: "integer" },
      constraints: [reference("customer_id", "customers"), reference("address_id", "addresses")] as never,
    }),
  );
  expect(said.DESCRIPTION).toBe("Links customers and addresses.");
  expect(said.GRAIN).toBe("One row per pair of customer and address. No key is declared.");
});

test("letters that a column has too are a word of the table's name", () => {
  const columns = { xq_id: "integer", amount: "numeric" };
  expect(saidOfTable(factsOf("xq_transactions", { columns })).DISPLAY_NAME).toBe("Xq Transactions");
  expect(saidOfTable(factsOf("wp_posts", { columns })).DISPLAY_NAME).toBe("Posts");
});
