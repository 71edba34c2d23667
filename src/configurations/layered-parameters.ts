import { ErrorCode, UserErrors } from "../platform/errors.js";
import { exactlyOne } from "../platform/one-of.js";
import { validateInput } from "../platform/validation.js";
import type { Workflow } from "../workflows/contract.js";
import type { WorkflowParametersInput } from "../workflows/parameters.js";

type Options = Record<string, unknown>;

/**
 * The options that a client sent, of the member that fits the workflow type. `sent` is the input as it came: GraphQL
 * fills the schema's defaults in, and a default must not win over the configuration's own value.
 */
export async function memberOptions(
  workflow: Workflow,
  input: WorkflowParametersInput | null | undefined,
  sent: unknown,
): Promise<Options> {
  if (input == null) return {};
  const present = Object.fromEntries(Object.entries(input).filter(([, value]) => value != null));
  const member = exactlyOne(present, ["parameters"]) as string;
  if (member !== workflow.member) {
    throw UserErrors.one(
      ErrorCode.VALIDATION_ERROR,
      `The configuration is of type ${workflow.type}: give the member \`${workflow.member}\`, not \`${member}\`.`,
      "parameters",
      member,
    );
  }
  const options = present[member] as Options;
  await validateInput(Object.assign(new workflow.parametersInput(), options), ["parameters", member]);
  const own = (sent as Options | undefined)?.[member];
  const keys = Object.keys(own && typeof own === "object" ? own : options);
  return Object.fromEntries(keys.filter((key) => options[key] !== undefined).map((key) => [key, options[key]]));
}

/** Lays options over each other, the later over the earlier; an explicit null takes an option away. */
export function layer(...layers: readonly Options[]): Options {
  return Object.assign({}, ...layers) as Options;
}
