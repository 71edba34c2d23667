import { ApprovalStatus } from "../approvals/approval.entity.js";
import { ChangeDecision } from "../assets/changes/proposed-change.entity.js";
import { type UserError, UserErrors } from "../platform/errors.js";
import { WorkflowRunStatus } from "../runs/run-status.js";
import { WORKFLOW_TYPES } from "../workflows/workflow-type.js";
import { kebabType, lower, snakeCase } from "./names.js";

type Renamed = Readonly<Record<string, string>>;

/** Mistakes as the services name them, in the words that a caller of REST knows: places, fields, types and statuses. */
export function inCallersWords(error: UserErrors, renamed: Renamed = {}): UserErrors {
  return new UserErrors(error.errors.map((each) => restated(each, renamed)));
}

function restated({ code, message, path }: UserError, renamed: Renamed): UserError {
  const name = (field: string) => renamed[field] ?? snakeCase(field);
  // The filter of a list is the query itself here.
  const place = (path[0] === "filter" ? path.slice(1) : path).map(name);
  const fields = message
    .replace(/`([a-z]+(?:[A-Z][a-z]+)*)`/g, (_, field: string) => `\`${name(field)}\``)
    .replace(/^[a-z]+(?:[A-Z][a-z]+)+(?= )/, (word) => (word === path.at(-1) ? name(word) : word)); // or an asset's name
  return { code, message: withCodes(fields), path: place };
}

/** Words in capitals that are a type or a status; a part of a name of an asset is left alone. */
function withCodes(message: string): string {
  const statuses = new Set<string>(
    [WorkflowRunStatus, ApprovalStatus, ChangeDecision].flatMap((members) => Object.values(members)),
  );
  return message.replace(/(?<![\w."])[A-Z][A-Z_]+(?![\w"])/g, (word) => {
    if (statuses.has(word)) return lower(word);
    return WORKFLOW_TYPES.includes(word) ? kebabType(word) : word;
  });
}
