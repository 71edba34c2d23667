import { GraphQLError } from "graphql";
import {
  Arg,
  Args,
  ArgsType,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
  Subscription,
} from "type-graphql";
import { buildGatewaySchema } from "../../../src/gateway/schema.js";
import { CodedFailure } from "../../../src/platform/coded-failure.js";
import { Container } from "../../../src/platform/container.js";
import type { GraphQLContext } from "../../../src/platform/context.js";
import { codedError, ErrorCode, UserErrors } from "../../../src/platform/errors.js";
import { OneOf } from "../../../src/platform/one-of.js";
import { connectionOf } from "../../../src/platform/paging.js";
import { streamErrors } from "../../../src/runs/feed/stream-errors.js";
import { streams } from "./test-streams.js";

@ObjectType({ description: "A thing with things in it." })
class Thing {
  @Field(() => Int, { description: "Its number." })
  n: number;
}
const Things = connectionOf("Thing", () => Thing);

@OneOf()
@InputType({ description: "Exactly one of its members." })
class Choice {
  @Field(() => String, { nullable: true, description: "This." })
  left?: string;

  @Field(() => Int, { nullable: true, description: "Or that." })
  right?: number;
}

@InputType({ description: "An input with a default." })
class Sent {
  @Field(() => Int, { defaultValue: 10, description: "Ten, when absent." })
  size: number;
}

@ArgsType()
class PageArguments {
  @Field(() => Int, { nullable: true, description: "Page size." })
  first?: number;
}

/** Errors by name: of the client, of the work, and of nobody's intention. */
const FAILURES: Record<string, () => Error> = {
  user: () => UserErrors.one(ErrorCode.VALIDATION_ERROR, "Too small.", "input", "size"),
  coded: () => codedError(ErrorCode.RESOURCE_NOT_FOUND, "Not there."),
  failure: () => new CodedFailure("SOURCE_UNREACHABLE", "The source does not answer.", true),
  graphql: () => new GraphQLError("select password from users", { extensions: { code: "23505" } }),
  plain: () => Object.assign(new Error("relation secret_table does not exist"), { parameters: ["a cell"] }),
  outage: () => Object.assign(new Error("connect ECONNREFUSED 10.0.0.7:5432"), { code: "ECONNREFUSED" }),
  lagged: streamErrors.lagged,
  expired: streamErrors.authExpired,
  cursor: streamErrors.cursorExpired,
};
const failure = (how: string) => (FAILURES[how] as () => Error)();

@Resolver(() => Thing)
class TestResolver {
  @Query(() => String, { nullable: true, description: "For everybody." })
  open(): string {
    return "open";
  }

  @Authorized("runs:read")
  @Query(() => String, { nullable: true, description: "Who asks, as JSON." })
  whoAmI(@Ctx() { identity }: GraphQLContext): string {
    return JSON.stringify({ ...identity, scopes: [...(identity?.scopes ?? [])] });
  }

  @Authorized("admin")
  @Query(() => String, { nullable: true, description: "For administrators." })
  adminOnly(): string {
    return "secret";
  }

  @Query(() => String, { nullable: true, description: "What arrived, as JSON." })
  received(
    @Arg("sent", () => Sent, { nullable: true, description: "An input." }) sent: Sent | null,
    @Ctx() { variables }: GraphQLContext,
  ): string {
    return JSON.stringify({ sent, variables });
  }

  @Query(() => String, { nullable: true, description: "The choice, as JSON." })
  choose(@Arg("choice", () => Choice, { description: "Which." }) choice: Choice): string {
    return JSON.stringify(choice);
  }

  @Query(() => Thing, { nullable: true, description: "A thing." })
  thing(): Thing {
    return { n: 1 };
  }

  @FieldResolver(() => Thing, { description: "The thing within." })
  inner(): Thing {
    return { n: 1 };
  }

  @FieldResolver(() => Things, { description: "Things within." })
  things(@Args(() => PageArguments) _page: PageArguments) {
    return { edges: [], nodes: [], pageInfo: { hasNextPage: false, hasPreviousPage: false } };
  }

  @Query(() => String, { nullable: true, description: "Fails." })
  fail(@Arg("how", () => String, { description: "How." }) how: string): string {
    throw failure(how);
  }

  @Query(() => String, { nullable: true, description: "Takes its time." })
  held(): Promise<string> {
    return streams.hold();
  }

  @Query(() => Int, { nullable: true, description: "Never answers a number." })
  broken(): number {
    return "no number" as never;
  }

  @Mutation(() => String, { nullable: true, description: "Says it again." })
  echo(@Arg("text", () => String, { description: "What." }) text: string): string {
    return text;
  }

  @Authorized("runs:read")
  @Subscription(() => Int, { description: "Counts.", subscribe: ({ args }) => streams.numbers(args.upTo as number) })
  count(@Root() n: number, @Arg("upTo", () => Int, { description: "The last number." }) _upTo: number): number {
    return n;
  }

  @Authorized("runs:read")
  @Subscription(() => String, {
    description: "Counts with a heavy message each time.",
    subscribe: ({ args }) => streams.numbers(args.upTo as number),
  })
  heavy(@Root() n: number, @Arg("upTo", () => Int, { description: "The last number." }) _upTo: number): string {
    return String(n).padEnd(100_000, ".");
  }

  @Authorized("runs:read")
  @Subscription(() => Int, {
    description: "One message, then silence.",
    subscribe: ({ context }) => streams.quiet((context as GraphQLContext).signal),
  })
  quiet(@Root() n: number): number {
    return n;
  }

  @Subscription(() => Int, {
    description: "One message, then an error.",
    subscribe: ({ args }) => streams.failing(FAILURES[args.how as string] as () => Error),
  })
  failing(@Root() n: number, @Arg("how", () => String, { description: "How." }) _how: string): number {
    return n;
  }

  @Subscription(() => Int, {
    description: "Does not open.",
    subscribe: ({ args }) => {
      throw failure(args.how as string);
    },
  })
  closed(@Root() n: number, @Arg("how", () => String, { description: "How." }) _how: string): number {
    return n;
  }

  @Subscription(() => Int, { description: "How many loaders an event finds.", subscribe: () => streams.numbers(3) })
  loaders(@Root() n: number, @Ctx() { loaders }: GraphQLContext): number {
    return loaders.set(`loader ${n}`, n).size;
  }
}

const container = new Container();
container.add(new TestResolver());

export const testSchema = buildGatewaySchema([TestResolver], container);
