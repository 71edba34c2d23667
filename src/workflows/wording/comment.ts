import { inertText } from "./inert-text.js";

/** How much of a comment is quoted, in characters. */
const LONGEST_COMMENT = 500;

/** The comment as it is quoted in a text; null where there is nothing to read in it. */
export function quotedComment(comment: string | null): string | null {
  if (comment === null) return null;
  const text = inertText(comment, LONGEST_COMMENT);
  return /[\p{L}\p{N}]/u.test(text) ? `"${text}" (comment in the source)` : null;
}
