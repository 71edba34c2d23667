import { setTimeout as wait } from "node:timers/promises";
import OpenAI, { APIConnectionError, APIError } from "openai";
import { zodResponseFormat } from "openai/helpers/zod";
import type { z } from "zod";
import { AnswerTooLong, boundedFetch } from "./bounded-fetch.js";
import { LanguageModelProblem } from "./problems.js";
import type { LanguageModelSettings } from "./settings.js";

const MAX_ANSWER_BYTES = 1_000_000;
const RETRY_AFTER_MS = 500;

export interface Messages {
  readonly system: string;
  readonly user: string;
}

/** What the endpoint answered, not checked yet, or why it did not. */
export type Answered = { readonly body: unknown } | { readonly problem: LanguageModelProblem };

/** What some models don't take, with what they take instead. They say so, and are asked again. */
const INSTEAD: Readonly<Record<string, (settings: LanguageModelSettings) => object>> = {
  temperature: () => ({}),
  seed: () => ({}),
  max_tokens: ({ maxTokens }) => ({ max_completion_tokens: maxTokens }),
};

/** An OpenAI-compatible endpoint. Imported only when one is asked: the client is large. */
export class Endpoint {
  private readonly client: OpenAI;
  private readonly notTaken = new Set<string>();

  constructor(private readonly settings: LanguageModelSettings) {
    const { baseUrl, apiKey, timeoutMs } = settings;
    this.client = new OpenAI({
      baseURL: baseUrl,
      // Where these are not said, the client takes them from environment variables that are meant for others.
      apiKey: apiKey || "none",
      adminAPIKey: null,
      organization: null,
      project: null,
      webhookSecret: null,
      defaultHeaders: { Authorization: apiKey ? `Bearer ${apiKey}` : null },
      logLevel: "off",
      timeout: timeoutMs,
      maxRetries: 0, // its own waits can't be cancelled, and last as long as the endpoint likes
      fetch: boundedFetch(MAX_ANSWER_BYTES),
    });
  }

  /** Asks, and where that may help once more, as long as `signal` lets it. */
  async ask(schema: z.ZodType, messages: Messages, signal: AbortSignal): Promise<Answered> {
    let mayRetry = true;
    for (;;) {
      try {
        return { body: await this.send(schema, messages, signal) };
      } catch (error) {
        signal.throwIfAborted();
        if (this.learn(error)) continue;
        if (!mayRetry || !passes(error)) return { problem: problemOf(error) };
        mayRetry = false;
        await wait(retryAfter(error), undefined, { signal });
      }
    }
  }

  private send(schema: z.ZodType, { system, user }: Messages, signal: AbortSignal): Promise<unknown> {
    const usual: Record<string, unknown> = { temperature: 0, seed: 1, max_tokens: this.settings.maxTokens };
    const options = Object.entries(usual).map(([name, value]) =>
      this.notTaken.has(name) ? INSTEAD[name]?.(this.settings) : { [name]: value },
    );
    return this.client.chat.completions.create(
      {
        model: this.settings.model,
        messages: [
          { role: "system", content: system },
          { role: "user", content: user },
        ],
        response_format: zodResponseFormat(schema, "answer"),
        ...Object.assign({}, ...options),
      },
      { signal },
    );
  }

  /** Whether it is known now what to leave out. */
  private learn(error: unknown): boolean {
    const param = error instanceof APIError && error.status === 400 ? error.param : undefined;
    if (!param || !Object.hasOwn(INSTEAD, param) || this.notTaken.has(param)) return false;
    this.notTaken.add(param);
    return true;
  }
}

/** Whether it may pass by itself: a connection that broke, too many requests, an error of the server. */
function passes(error: unknown): boolean {
  if (error instanceof APIConnectionError) return !(error.cause instanceof AnswerTooLong);
  return (
    error instanceof APIError && [408, 409, 429].concat(error.status >= 500 ? error.status : []).includes(error.status)
  );
}

function retryAfter(error: unknown): number {
  const seconds = Number((error instanceof APIError && error.headers?.get("retry-after")) || Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 86_400) * 1000 : RETRY_AFTER_MS;
}

function problemOf(error: unknown): LanguageModelProblem {
  if (error instanceof APIConnectionError) {
    return error.cause instanceof AnswerTooLong
      ? LanguageModelProblem.ANSWER_TOO_LONG
      : LanguageModelProblem.UNREACHABLE;
  }
  if (!(error instanceof APIError)) return LanguageModelProblem.NOT_THE_SCHEMA; // what calls itself JSON and is none
  const status = error.status as number;
  if (status === 401 || status === 403) return LanguageModelProblem.NOT_ALLOWED;
  if (status === 413 || error.code === "context_length_exceeded") return LanguageModelProblem.REQUEST_TOO_LONG;
  if (status === 429) return LanguageModelProblem.RATE_LIMITED;
  return status >= 500 || status < 400 || status === 408
    ? LanguageModelProblem.UNREACHABLE
    : LanguageModelProblem.REJECTED;
}
