import { Arg, Authorized, Ctx, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import type { GraphQLContext } from "../../platform/context.js";
import { withUserErrors } from "../../platform/errors.js";
import { requestContext } from "../../platform/guard.js";
import { Cursor } from "../../platform/scalars.js";
import { DataService } from "./data-service.entity.js";
import {
  RegisterDataServiceInput,
  RemoveDataServiceInput,
  TestDataServiceInput,
  UpdateDataServiceInput,
} from "./data-service.inputs.js";
import {
  DataServiceConnection,
  DataServicePayload,
  RemoveDataServicePayload,
  TestDataServicePayload,
} from "./data-service.types.js";
import { DataServices } from "./data-services.js";

const NO_SERVICE: DataServicePayload = { dataService: null, userErrors: [] };

@Resolver(() => DataService)
export class DataServiceResolver {
  constructor(private readonly services: DataServices) {}

  @Authorized("runs:read")
  @Query(() => DataService, {
    nullable: true,
    description: "One data service; null where the tenant has none of this id.",
  })
  dataService(
    @Ctx() context: GraphQLContext,
    @Arg("id", () => ID, { description: "Its id." }) id: string,
  ): Promise<DataService | null> {
    return this.services.find(requestContext(context), id);
  }

  @Authorized("runs:read")
  @Query(() => DataServiceConnection, { description: "The tenant's data services in the order of their registration." })
  dataServices(
    @Ctx() context: GraphQLContext,
    @Arg("first", () => Int, { nullable: true, description: "So many from the start, 1 to 100; 20 when absent." })
    first?: number,
    @Arg("after", () => Cursor, { nullable: true, description: "From here on." }) after?: string,
    @Arg("last", () => Int, { nullable: true, description: "So many from the end, 1 to 100." }) last?: number,
    @Arg("before", () => Cursor, { nullable: true, description: "Up to here." }) before?: string,
  ) {
    return this.services.list(requestContext(context), { first, after, last, before });
  }

  @Authorized("admin")
  @Mutation(() => DataServicePayload, {
    nullable: true,
    description: "Registers a data service. It is not connected to yet: `testDataService` tries that.",
  })
  registerDataService(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => RegisterDataServiceInput, { description: "The data service." }) input: RegisterDataServiceInput,
  ): Promise<DataServicePayload> {
    const work = async () => ({
      ...NO_SERVICE,
      dataService: await this.services.register(requestContext(context), input),
    });
    return withUserErrors(work, NO_SERVICE);
  }

  @Authorized("admin")
  @Mutation(() => DataServicePayload, { nullable: true, description: "Changes a data service; what is absent stays." })
  updateDataService(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => UpdateDataServiceInput, { description: "What to change." }) input: UpdateDataServiceInput,
  ): Promise<DataServicePayload> {
    const work = async () => ({
      ...NO_SERVICE,
      dataService: await this.services.update(requestContext(context), input),
    });
    return withUserErrors(work, NO_SERVICE);
  }

  @Authorized("admin")
  @Mutation(() => TestDataServicePayload, {
    nullable: true,
    description: "Connects to a data service, registered or not, and says what it found or why that failed.",
  })
  testDataService(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => TestDataServiceInput, { description: "What to test." }) input: TestDataServiceInput,
  ): Promise<TestDataServicePayload> {
    const work = async () => ({ result: await this.services.test(requestContext(context), input), userErrors: [] });
    return withUserErrors<TestDataServicePayload>(work, { result: null, userErrors: [] });
  }

  @Authorized("admin")
  @Mutation(() => RemoveDataServicePayload, {
    nullable: true,
    description:
      "Removes a data service with all that is known of its assets. Refused with CONFLICT while runs of it are under way.",
  })
  removeDataService(
    @Ctx() context: GraphQLContext,
    @Arg("input", () => RemoveDataServiceInput, { description: "Which one." }) input: RemoveDataServiceInput,
  ): Promise<RemoveDataServicePayload> {
    const work = async () => ({
      removedId: await this.services.remove(requestContext(context), input.id),
      userErrors: [],
    });
    return withUserErrors<RemoveDataServicePayload>(work, { removedId: null, userErrors: [] });
  }
}
