import { ErrorCode, UserErrors } from "../platform/errors.js";
import { FqnError, formatFqn, levelOf, parseFqn } from "../platform/fqn.js";
import type { Workflow } from "../workflows/contract.js";

/** The asset of a configuration as it is stored: a name of a level that the type takes. Whether it is there, a run asks. */
export function configuredAsset(workflow: Workflow, text: string | null | undefined): string | null {
  if (text == null) return null;
  try {
    const fqn = parseFqn(text);
    if (!workflow.levels.includes(levelOf(fqn))) {
      const levels = workflow.levels.join(", ").toLowerCase();
      throw UserErrors.one(
        ErrorCode.VALIDATION_ERROR,
        `${workflow.type} takes an asset of the level ${levels}.`,
        "assetFqn",
      );
    }
    return formatFqn(fqn);
  } catch (error) {
    if (error instanceof FqnError) throw UserErrors.one(ErrorCode.VALIDATION_ERROR, error.message, "assetFqn");
    throw error;
  }
}
