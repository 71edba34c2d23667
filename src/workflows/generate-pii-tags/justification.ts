import type { Justification } from "../../assets/changes/change.model.js";
import type { Verdict } from "./judge-column.js";
import { SAID } from "./name-clues.js";

const IN_SUMMARY = 3;

/** The reason of a tag: the weightiest evidence in words, then each piece. */
export function justification({ kind, clues }: Verdict): Justification {
  const evidence = clues.map(({ source, detail, weight }) => ({ source, detail, weight }));
  const reasons = evidence.filter(({ weight }) => weight > 0).slice(0, IN_SUMMARY);
  const because = reasons.map(({ source, detail }) => `${source}: ${detail}`).join(" ");
  return { summary: `It holds ${SAID[kind]}. ${because}`.trim(), evidence };
}
