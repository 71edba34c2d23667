import { type GraphQLSchema, parse, specifiedRules, type ValidationRule, validate } from "graphql";
import { codedError, ErrorCode } from "../../platform/errors.js";
import { LIMITS } from "../limits.js";
import { sha256 } from "./remembered-documents.js";
import { type Documents, mismatch, type SentDocument, sentId, sentText } from "./sent-document.js";

/** Executes what a list holds, named by its id or its SHA-256 or sent in full, and nothing else. */
export class TrustedDocuments implements Documents {
  private readonly texts: ReadonlySet<string>;
  private readonly byId: ReadonlyMap<string, string>;

  constructor(private readonly listed: ReadonlyMap<string, string>) {
    this.texts = new Set(listed.values());
    this.byId = new Map([...[...this.texts].map((text) => [sha256(text), text] as const), ...listed]);
  }

  textOf(sent: SentDocument): string | undefined {
    const id = sentId(sent);
    const text = sentText(sent);
    const known = id === undefined ? undefined : this.byId.get(id);
    if (text === undefined) {
      if (id !== undefined && known === undefined) throw notTrusted();
      return known;
    }
    if (!this.texts.has(text)) throw notTrusted();
    if (id !== undefined && known !== text) throw mismatch();
    return text;
  }

  /** Documents of the list that are refused all the same, with the reason: they don't fit this schema, or its limits. */
  unusable(schema: GraphQLSchema, rules: readonly ValidationRule[]): { id: string; problem: string }[] {
    return [...this.listed].flatMap(([id, text]) => {
      const problem = problemOf(text, schema, rules);
      return problem === undefined ? [] : [{ id, problem }];
    });
  }
}

function problemOf(text: string, schema: GraphQLSchema, rules: readonly ValidationRule[]): string | undefined {
  try {
    const document = parse(text, { maxTokens: LIMITS.tokens });
    return validate(schema, document, [...specifiedRules, ...rules])[0]?.message;
  } catch (error) {
    return (error as Error).message;
  }
}

const notTrusted = () =>
  codedError(
    ErrorCode.DOCUMENT_NOT_TRUSTED,
    "This gateway executes only the operations of its list of trusted documents.",
    {
      http: { status: 400 },
    },
  );
