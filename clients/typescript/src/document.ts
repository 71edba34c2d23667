import { type DocumentNode, parse } from "graphql";

/** Makes a document of an operation's text: what the generated operations are written with. */
export function gql(text: string): DocumentNode {
  return parse(text, { noLocation: true });
}
