import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";

export interface ChatRequest {
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  /** As it came over the wire. */
  readonly raw: string;
  readonly body: any;
  /** The document that the user message is. */
  readonly data: any;
}

export type Reply = (request: ChatRequest, response: ServerResponse) => void;

/** An OpenAI-compatible endpoint: POST …/chat/completions, answered as the test says. */
export class ModelServer {
  readonly requests: ChatRequest[] = [];
  /** For each question that is not in `replies` any more. */
  reply: Reply = says({});
  /** For the next questions, in order. */
  readonly replies: Reply[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<ModelServer> {
    const server = createServer();
    const made = new ModelServer(server);
    server.on("request", (request, response) => void made.answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return made;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await text(request);
    const body = raw ? JSON.parse(raw) : {};
    const user = body.messages?.find(({ role }: { role: string }) => role === "user")?.content ?? "null";
    const asked = { url: request.url ?? "", headers: request.headers, raw, body, data: JSON.parse(user) };
    this.requests.push(asked);
    (this.replies.shift() ?? this.reply)(asked, response);
  }
}

/** A chat completion around the content, as the protocol has it. */
const completion = (message: object, finish_reason: string) => ({
  id: "chatcmpl-1",
  object: "chat.completion",
  created: 1_700_000_000,
  model: "test",
  choices: [{ index: 0, finish_reason, message: { role: "assistant", ...message } }],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});

function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

const content =
  (text: string, finishReason = "stop"): Reply =>
  (_, response) =>
    json(response, 200, completion({ content: text, refusal: null }, finishReason));

export const says = (value: unknown): Reply => content(JSON.stringify(value));
/** Answers out of what it was asked. */
export const answers =
  (answer: (request: ChatRequest) => unknown): Reply =>
  (request, response) =>
    says(answer(request))(request, response);
export const saysText = (text: string): Reply => content(text);
export const cutOff = (text: string): Reply => content(text, "length");
export const refuses: Reply = (_, response) =>
  json(response, 200, completion({ content: null, refusal: "I can't help with that." }, "stop"));
export const fails =
  (status: number, headers: Record<string, string> = {}, error: object = { message: "no" }): Reply =>
  (_, response) =>
    json(response, status, { error }, headers);
/** Never answers; ends when the client gives up. */
export const hangs: Reply = () => undefined;
/** Answers the head at once, and of the body a part only. */
export const stalls: Reply = (_, response) => {
  response.writeHead(200, { "content-type": "application/json" }).write('{"choices": [');
};
export const breaksOff: Reply = (_, response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "100000" }).write('{"choices": [');
  setImmediate(() => response.destroy());
};
export const noJson: Reply = (_, response) => {
  response.writeHead(200, { "content-type": "text/html" }).end("<html><body>Welcome to the proxy</body></html>");
};
export const brokenJson: Reply = (_, response) => {
  response.writeHead(200, { "content-type": "application/json" }).end('{"choices": [{"message": ');
};
export const redirects =
  (to: string): Reply =>
  (_, response) => {
    response.writeHead(307, { location: to }).end();
  };

/** Sends white space for as long as the client reads, at most `bytes`; tells how much was taken when it has ended. */
export function floods(bytes: number, ended: (sent: number) => void): Reply {
  const block = Buffer.alloc(65_536, " ");
  return (_, response) => {
    let sent = 0;
    const send = () => {
      while (sent < bytes && !response.destroyed) {
        sent += block.length;
        if (!response.write(block)) return void response.once("drain", send);
      }
      response.end();
    };
    response.once("close", () => ended(sent));
    response.writeHead(200, { "content-type": "application/json" });
    send();
  };
}

/** A small body that is a large one when it is unpacked. */
export const bombs =
  (bytes: number): Reply =>
  (_, response) => {
    response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
    response.end(gzipSync(Buffer.alloc(bytes, " ")));
  };
