import { Arg, Authorized, Ctx, Mutation, Query, Resolver } from "type-graphql";
import type { WorkflowConfiguration } from "../configurations/configuration.entity.js";
import { Configurations } from "../configurations/configuration.service.js";
import type { GraphQLContext } from "../platform/context.js";
import { withUserErrors } from "../platform/errors.js";
import { requestContext } from "../platform/guard.js";
import { DateTime } from "../platform/scalars.js";
import {
  RemoveWorkflowScheduleInput,
  SchedulePreview,
  SetWorkflowScheduleInput,
  WorkflowSchedulePayload,
} from "./schedule.inputs.js";
import { Schedules } from "./schedules.js";

@Resolver()
export class ScheduleResolver {
  constructor(
    private readonly schedules: Schedules,
    private readonly configurations: Configurations,
  ) {}

  @Authorized("runs:read")
  @Query(() => SchedulePreview, { description: "When a schedule would fire that is not set yet." })
  previewSchedule(
    @Arg("cronExpression", () => String, { description: "Five fields, as of a schedule." }) cronExpression: string,
    @Arg("timezone", () => String, { defaultValue: "UTC", description: "The time zone, by its IANA name." })
    timezone: string,
    @Arg("startDate", () => DateTime, { nullable: true, description: "Not before this time." }) startDate: Date | null,
    @Ctx() ctx: GraphQLContext,
  ): Promise<SchedulePreview> {
    const when = { cronExpression, timezone, startDate };
    return withUserErrors(async () => ({ times: await this.schedules.preview(requestContext(ctx), when) }), {
      times: [] as Date[],
    });
  }

  @Authorized("runs:write")
  @Mutation(() => WorkflowSchedulePayload, {
    nullable: true,
    description: "Sets when a configuration's runs are started by themselves, in place of the schedule it has.",
  })
  setWorkflowSchedule(
    @Arg("input", () => SetWorkflowScheduleInput, { description: "The schedule." }) input: SetWorkflowScheduleInput,
    @Ctx() ctx: GraphQLContext,
  ): Promise<WorkflowSchedulePayload> {
    return answer(() => this.schedules.set(requestContext(ctx), input));
  }

  @Authorized("runs:write")
  @Mutation(() => WorkflowSchedulePayload, {
    nullable: true,
    description: "Removes a configuration's schedule. What it has started goes on; what waits is skipped.",
  })
  removeWorkflowSchedule(
    @Arg("input", () => RemoveWorkflowScheduleInput, { description: "Which one." }) input: RemoveWorkflowScheduleInput,
    @Ctx() ctx: GraphQLContext,
  ): Promise<WorkflowSchedulePayload> {
    return answer(async () => {
      await this.schedules.remove(requestContext(ctx), input.configurationId);
      return this.configurations.find(requestContext(ctx), input.configurationId);
    });
  }
}

const answer = (work: () => Promise<WorkflowConfiguration | null>): Promise<WorkflowSchedulePayload> =>
  withUserErrors<{ workflowConfiguration: WorkflowConfiguration | null }>(
    async () => ({ workflowConfiguration: await work() }),
    { workflowConfiguration: null },
  );
