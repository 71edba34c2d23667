import { z } from "zod";
import { type Justification as Justified, Origin, ProposedChangeKind } from "../../assets/changes/change.model.js";
import { ChangeDecision, type ProposedChange } from "../../assets/changes/proposed-change.entity.js";
import { shownText } from "../../assets/changes/shown-text.js";
import type { RequestContext } from "../../platform/context.js";
import { codes, fqn, named, pageOf, share, text, time, uuid } from "../fields.js";
import { lower } from "../names.js";

export const Justification = named("Justification", "Why something was found; values of the data are masked.", {
  summary: text("The reason in one or two sentences."),
  evidence: z
    .array(
      named("Evidence", "One reason for or against a finding.", {
        source: text("What found it, e.g. `column name`."),
        detail: text("What it found, in words."),
        weight: z.number().meta({ description: "How much it weighs: above 0 for the finding, below 0 against it." }),
      }),
    )
    .meta({ description: "Each piece of evidence, the weightiest first." }),
});

export const justificationOf = ({ summary, evidence }: Justified): z.infer<typeof Justification> => ({
  summary,
  evidence: evidence.map(({ source, detail, weight }) => ({ source, detail, weight })),
});

export const Change = named("ProposedChange", "One thing that a run found: a tag, a description, a rule …", {
  id: uuid("The change."),
  run_id: uuid("The run that proposes it."),
  target_fqn: fqn("The table or column that it is about."),
  kind: codes(ProposedChangeKind, "What of the asset it is about. More kinds may come."),
  before: text("What the catalog held then; rules and codings are masked without the scope data:read.").nullable(),
  after: text("What it would hold, null where it should go; masked likewise.").nullable(),
  confidence: share("How sure the run is."),
  justification: Justification,
  origin: codes(Origin, "Who wrote it."),
  decision: codes(ChangeDecision, "What became of it."),
  decided_at: time("When; null while it is pending.").nullable(),
  decided_by_client_id: text("The client that decided; null where none did.").nullable(),
  superseded_by_run_id: uuid("The later run that superseded it; null for none.").nullable(),
});

export const changeOf =
  (ctx: RequestContext) =>
  (change: ProposedChange): z.infer<typeof Change> => ({
    id: change.id,
    run_id: change.runId,
    target_fqn: change.targetFqn,
    kind: lower(change.kind),
    before: shownText(change.kind, change.before, ctx),
    after: shownText(change.kind, change.after, ctx),
    confidence: change.confidence,
    justification: justificationOf(change.justification),
    origin: lower(change.origin),
    decision: lower(change.decision),
    decided_at: change.decidedAt?.toISOString() ?? null,
    decided_by_client_id: change.decidedByClientId,
    superseded_by_run_id: change.supersededByRunId,
  });

export const ChangePage = pageOf("ProposedChangePage", Change);
