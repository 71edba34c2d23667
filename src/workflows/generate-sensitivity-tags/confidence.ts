import type { Assessed } from "./column-levels.js";

/** Of the reasons for the level alone: each leaves a part of the doubt that the others left. */
export function confidence({ level, reasons }: Assessed): number {
  const doubt = reasons.filter((reason) => reason.level === level).reduce((left, { weight }) => left * (1 - weight), 1);
  return Math.min(0.99, Math.round((1 - doubt) * 100) / 100);
}
