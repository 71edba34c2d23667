import { exactShare } from "../exact-share.js";
import { DqExecutionStatus } from "./execution.entity.js";

const PLACES = 12;
const ONE = 10n ** BigInt(PLACES);

export interface Verdict {
  readonly status: DqExecutionStatus.PASSED | DqExecutionStatus.FAILED;
  /** Decimal of at most 12 places. */
  readonly failingShare: string;
}

/** Exact: 10 rows of 100 are no more than what a threshold of 0.9 allows, though `1 - 0.9` in a computer is less than 0.1. */
export function verdict(checked: number, failing: number, threshold: number): Verdict {
  const [all, bad] = [BigInt(checked), BigInt(failing)];
  if (all === 0n) return { status: DqExecutionStatus.PASSED, failingShare: "0" };
  const allowed = ONE - BigInt(threshold.toFixed(PLACES).replace(".", ""));
  const status = bad * ONE > allowed * all ? DqExecutionStatus.FAILED : DqExecutionStatus.PASSED;
  return { status, failingShare: exactShare(bad, all)! };
}
