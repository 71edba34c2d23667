import { Field, Float, ID, ObjectType } from "type-graphql";
import { DateTime } from "../../platform/scalars.js";
import { Justification, Origin } from "../changes/change.model.js";

@ObjectType({ description: "A tag on an asset, with where it comes from." })
export class AppliedTag {
  @Field(() => String, {
    description: "The tag, e.g. `PII.Email`, `Sensitivity.Confidential`, `DataQuality.Validity`.",
  })
  name: string;

  @Field(() => Float, { description: "How sure it is, 0 to 1." })
  confidence: number;

  @Field(() => Justification, { description: "Why the asset has it." })
  justification: Justification;

  @Field(() => Origin, { description: "Who put it there." })
  origin: Origin;

  @Field(() => ID, { nullable: true, description: "The run that found it; null where a person put it there." })
  runId: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The client of the person who put it there (`client_id` of its token); null where a run found it.",
  })
  clientId: string | null;

  @Field(() => DateTime, { description: "When it was put there, or found again last." })
  changedAt: Date;
}

@ObjectType({ description: "A text about an asset, with where it comes from." })
export class Description {
  @Field(() => String, { description: "The text, plain." })
  text: string;

  @Field(() => Float, { description: "How sure it is, 0 to 1." })
  confidence: number;

  @Field(() => Justification, { description: "What it rests on." })
  justification: Justification;

  @Field(() => Origin, { description: "Who wrote it." })
  origin: Origin;

  @Field(() => ID, { nullable: true, description: "The run that wrote it; null where a person did." })
  runId: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The client of the person who wrote it (`client_id` of its token); null where a run did.",
  })
  clientId: string | null;

  @Field(() => DateTime, { description: "When it was written, or found again last." })
  changedAt: Date;
}
