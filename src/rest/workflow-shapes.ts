import type { GraphQLInputObjectType, GraphQLSchema, GraphQLType } from "graphql";
import { getMetadataStorage } from "type-graphql";
import { z } from "zod";
import type { RequestContext } from "../platform/context.js";
import type { Workflow } from "../workflows/contract.js";
import type { WorkflowType } from "../workflows/workflow-type.js";
import { answerOf, answerSchema } from "./graph-answers.js";
import { sentFields, sentSchema } from "./graph-inputs.js";
import { kebabType } from "./names.js";
import { readInput } from "./read-input.js";

/** Types whose options stand under a key of their own. */
const UNDER: Readonly<Record<WorkflowType, string>> = { PROFILING: "config" };

interface Types {
  readonly sent: GraphQLInputObjectType;
  readonly options: GraphQLType;
  readonly output: GraphQLType;
}

/** What a workflow type's options and output look like in REST. */
export class WorkflowShape {
  /** What may be sent as `parameters`. */
  readonly parameters: z.ZodType;
  /** What is answered as such. */
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  private readonly under: string | undefined;
  private readonly types: Types;

  constructor(
    schema: GraphQLSchema,
    readonly workflow: Workflow,
  ) {
    const types = typesOf(schema, workflow);
    const { type, name, parametersType } = workflow;
    const under = UNDER[type];
    const meta = { description: `Parameters of ${kebabType(type)}: ${name}.` };
    const options = sentSchema(types.sent);
    const answered = answerSchema(types.options, true);
    const nested = parametersType.name.replace(/Parameters$/, "Input");
    this.types = types;
    this.under = under;
    this.parameters = (under ? z.strictObject({ [under]: options.nullish() }) : options).meta({
      ...meta,
      id: `${parametersType.name}Input`,
    });
    this.input = under ? z.object({ [under]: answered }).meta({ ...meta, id: nested }) : answered;
    this.output = answerSchema(types.output, true);
  }

  /** The options that a client sent, under the names that the services know; and all of them, with the type's defaults. */
  read(sent: unknown): { readonly options: Record<string, unknown>; readonly all: Record<string, unknown> } {
    const refusal = `is no parameter of ${kebabType(this.workflow.type)}.`;
    const read = readInput(this.parameters, sent, ["parameters"], refusal) as Record<string, unknown>;
    const own = (this.under ? (read[this.under] ?? {}) : read) as Record<string, unknown>;
    const options = sentFields(this.types.sent, own);
    return { options, all: { ...this.workflow.defaults, ...options } };
  }

  /** A place among the service's options, as the client knows it. */
  place(path: readonly string[]): string[] {
    return [...path.slice(0, 1), ...(this.under ? [this.under] : []), ...path.slice(2)];
  }

  /** Stored options as they are answered: as they could be sent. */
  inputOf(stored: object, ctx: RequestContext): Record<string, unknown> {
    const options = answerOf(this.types.options, stored, ctx) as Record<string, unknown>;
    return this.under ? { [this.under]: options } : options;
  }

  outputOf(stored: object, ctx: RequestContext): Record<string, unknown> {
    return answerOf(this.types.output, stored, ctx) as Record<string, unknown>;
  }
}

/** Of all types. */
export class WorkflowShapes {
  readonly all: readonly WorkflowShape[];

  constructor(schema: GraphQLSchema, workflows: readonly Workflow[]) {
    this.all = workflows.map((workflow) => new WorkflowShape(schema, workflow));
  }

  of(type: WorkflowType): WorkflowShape {
    const shape = this.all.find(({ workflow }) => workflow.type === type);
    if (!shape) throw new Error(`No workflow of type ${type}.`);
    return shape;
  }

  /** One of what the types have. */
  anyOf(part: "parameters" | "input" | "output"): z.ZodUnion {
    return z.union(this.all.map((shape) => shape[part]) as [z.ZodType, z.ZodType]);
  }
}

function typesOf(schema: GraphQLSchema, { parametersInput, parametersType, outputType }: Workflow): Types {
  const { inputTypes, objectTypes } = getMetadataStorage();
  const typeOf = (target: object) =>
    schema.getType([...inputTypes, ...objectTypes].find((each) => each.target === target)!.name)!;
  return {
    sent: typeOf(parametersInput) as GraphQLInputObjectType,
    options: typeOf(parametersType),
    output: typeOf(outputType),
  };
}
