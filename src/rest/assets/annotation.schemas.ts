import { z } from "zod";
import type { AppliedTag, Description } from "../../assets/annotations/annotation.types.js";
import { Origin } from "../../assets/changes/change.model.js";
import { Justification, justificationOf } from "../approvals/change.schemas.js";
import { codes, named, share, text, time, uuid } from "../fields.js";
import { lower } from "../names.js";

const SOURCE = {
  confidence: share("How sure it is."),
  justification: Justification,
  origin: codes(Origin, "Who wrote it."),
  run_id: uuid("The run that found it; null where a person wrote it.").nullable(),
  client_id: text("The client of the person who wrote it; null where a run found it.").nullable(),
  changed_at: time("When it was written, or found again last."),
};

const sourceOf = (source: Omit<AppliedTag, "name">) => ({
  confidence: source.confidence,
  justification: justificationOf(source.justification),
  origin: lower(source.origin),
  run_id: source.runId,
  client_id: source.clientId,
  changed_at: source.changedAt.toISOString(),
});

export const Tag = named("Tag", "A tag on an asset, with where it comes from.", {
  name: text("The tag, e.g. `PII.Email`."),
  ...SOURCE,
});

export const tagOf = (tag: AppliedTag): z.infer<typeof Tag> => ({ name: tag.name, ...sourceOf(tag) });

export const Text = named("Text", "A text about an asset, with where it comes from.", {
  text: text("The text, plain."),
  ...SOURCE,
});

export const textOf = (found: Description | null): z.infer<typeof Text> | null =>
  found && { text: found.text, ...sourceOf(found) };

export const TEXTS = {
  description: Text.nullable().meta({ description: "What it holds, in words; null while nobody wrote that." }),
  display_name: Text.nullable().meta({ description: "A name for people; null while nobody gave one." }),
  business_definition: Text.nullable().meta({ description: "What it means to the business; null for nothing." }),
  tags: z.array(Tag).meta({ description: "Its tags, by name." }),
};
