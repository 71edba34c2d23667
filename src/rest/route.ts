import type { z } from "zod";
import type { RequestContext, Scope } from "../platform/context.js";
import type { ErrorCode } from "../platform/errors.js";
import type { RestServices } from "./services.js";

type Shape = z.ZodObject;

/** A request that was checked. */
export interface Call<Params, Query, Headers, Body> {
  readonly ctx: RequestContext;
  readonly params: Params;
  readonly query: Query;
  readonly headers: Headers;
  readonly body: Body;
  /** Sets a header of the answer. */
  header(name: string, value: string): void;
}

/** What clients send and what comes back, as data: requests are checked by it, and the OpenAPI document is made of it. */
export interface RouteShape<
  Params extends Shape = Shape,
  Query extends Shape = Shape,
  Headers extends Shape = Shape,
  Body extends z.ZodType = z.ZodType,
> {
  readonly method: "GET" | "POST" | "PATCH";
  /** Under /api/data-readiness, e.g. `/runs/{run_id}`. */
  readonly path: string;
  /** Name of the operation in the document. */
  readonly id: string;
  readonly tag: "Workflows" | "Runs" | "Approvals" | "Assets";
  readonly summary: string;
  readonly description?: string;
  readonly scope: Scope;
  readonly params?: Params;
  readonly query?: Query;
  /** By lower-case name. */
  readonly headers?: Headers;
  readonly body?: Body;
  /** What the document says of the body, where it says more than is checked before the handler. */
  readonly documentedBody?: z.ZodType;
  /** Errors beside those that every route may answer. */
  readonly errors?: readonly ErrorCode[];
  /** Headers of the answer, with what they say. */
  readonly answerHeaders?: Readonly<Record<string, string>>;
  /** Fields of the services' inputs that have another name here than their own in snake_case. */
  readonly renamed?: Readonly<Record<string, string>>;
}

/** A route that answers JSON. */
export interface JsonRoute<
  Params extends Shape = Shape,
  Query extends Shape = Shape,
  Headers extends Shape = Shape,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> extends RouteShape<Params, Query, Headers, Body> {
  readonly status?: 200 | 201;
  readonly answer: Answer;
  handle(
    call: Call<z.output<Params>, z.output<Query>, z.output<Headers>, z.output<Body>>,
    services: RestServices,
  ): Promise<z.input<Answer>>;
}

/** A stream of Server-Sent Events. */
export interface RestStream<T = unknown> {
  items(signal: AbortSignal): AsyncGenerator<T>;
  /** The text of an event. */
  text(item: T): string;
}

/** A route that answers Server-Sent Events; undefined where nothing will follow. */
export interface StreamRoute<Params extends Shape = Shape, Headers extends Shape = Shape>
  extends RouteShape<Params, Shape, Headers> {
  /** What the data of each event holds. */
  readonly event: z.ZodType;
  open(
    call: Call<z.output<Params>, object, z.output<Headers>, undefined>,
    services: RestServices,
  ): Promise<RestStream | undefined>;
}

export type Route = JsonRoute | StreamRoute;

/** Only says the types. */
export const jsonRoute = <
  Params extends Shape,
  Query extends Shape,
  Headers extends Shape,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(
  route: JsonRoute<Params, Query, Headers, Body, Answer>,
): Route => route as unknown as JsonRoute;

export const streamRoute = <Params extends Shape, Headers extends Shape>(route: StreamRoute<Params, Headers>): Route =>
  route as unknown as StreamRoute;

export const isStream = (route: Route): route is StreamRoute => "open" in route;
