import { Field, Float, ObjectType, registerEnumType } from "type-graphql";

/** What of an asset a change is about. */
export enum ProposedChangeKind {
  TAG = "TAG",
  DESCRIPTION = "DESCRIPTION",
  DISPLAY_NAME = "DISPLAY_NAME",
  BUSINESS_DEFINITION = "BUSINESS_DEFINITION",
  DOMAIN = "DOMAIN",
  GRAIN = "GRAIN",
  RELATIONS = "RELATIONS",
  SEMANTIC_TYPE = "SEMANTIC_TYPE",
  UNIT = "UNIT",
  CODING = "CODING",
  DQ_RULE = "DQ_RULE",
}
registerEnumType(ProposedChangeKind, {
  name: "ProposedChangeKind",
  description: "What of an asset a change is about. More kinds may come: treat an unknown one as such.",
  valuesConfig: {
    TAG: { description: "A tag, e.g. `PII.Email`, `Sensitivity.Confidential` or `DataQuality.Completeness`." },
    DESCRIPTION: { description: "What the table or column holds, in words." },
    DISPLAY_NAME: { description: "A name for people." },
    BUSINESS_DEFINITION: { description: "What it means to the business." },
    DOMAIN: { description: "The part of the business that a table belongs to, e.g. Sales." },
    GRAIN: { description: "What one row of a table stands for." },
    RELATIONS: { description: "How a table hangs together with others, in words." },
    SEMANTIC_TYPE: { description: "What kind of thing the values of a column are, e.g. email address." },
    UNIT: { description: "The unit of a column's numbers." },
    CODING: { description: "What the codes of a column stand for." },
    DQ_RULE: { description: "A data quality rule." },
  },
});

/** Who wrote something. */
export enum Origin {
  RULES = "RULES",
  SOURCE_COMMENT = "SOURCE_COMMENT",
  LANGUAGE_MODEL = "LANGUAGE_MODEL",
  STEWARD = "STEWARD",
}
registerEnumType(Origin, {
  name: "Origin",
  description: "Where a tag, text or rule comes from.",
  valuesConfig: {
    RULES: { description: "A run, by rules and statistics." },
    SOURCE_COMMENT: { description: "A person's comment in the source, quoted." },
    LANGUAGE_MODEL: { description: "A run, written by a language model and checked." },
    STEWARD: { description: "A person; runs leave it as it is." },
  },
});

@ObjectType({ description: "One reason for or against a finding." })
export class Evidence {
  @Field(() => String, {
    description: "What found it, e.g. `column name`, `values: Luhn checksum`, `foreign key`, `profile`.",
  })
  source: string;

  @Field(() => String, { description: "What it found, in words; values of the data are masked." })
  detail: string;

  @Field(() => Float, {
    description: "How much it weighs: above 0 speaks for the finding, below 0 against it.",
  })
  weight: number;
}

@ObjectType({ description: "Why something was found." })
export class Justification {
  @Field(() => String, { description: "The reason in one or two sentences; values of the data are masked." })
  summary: string;

  @Field(() => [Evidence], { description: "Each piece of evidence, the weightiest first." })
  evidence: Evidence[];
}

/** Something that a run found of a table or of one of its columns. */
export interface Finding {
  /** Null where it is about the table itself. */
  readonly column: string | null;
  readonly kind: ProposedChangeKind;
  /** What tells findings of one kind apart: a tag's name, a rule's signature; empty for the others. */
  readonly name: string;
  /** The tag, the text, or the rule in words. */
  readonly value: string;
  /** 0 to 1. */
  readonly confidence: number;
  readonly justification: Justification;
  readonly origin: Origin;
  /** What `value` is short for, where there is more of it: a rule's definition. */
  readonly detail?: object;
}
