import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";

type Json = Record<string, any>;

export const document: Json = JSON.parse(readFileSync("schema/openapi.json", "utf8"));
export const BASE = "/api/data-readiness";

/** Fields that the document does not know would be a mistake of ours, though it lets clients meet new ones. */
function strict(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strict);
  if (!value || typeof value !== "object") return value;
  const made = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, strict(each)]));
  return "properties" in made ? { additionalProperties: false, ...made } : made;
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
ajv.addFormat("int32", { type: "number", validate: (value) => Number.isInteger(value) && Math.abs(value) < 2 ** 31 });
ajv.addFormat("uuid", /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
ajv.addFormat("date-time", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
ajv.addSchema({ $id: "document", components: strict(document.components) as object });
const known = new Map<string, ValidateFunction>();

/** Throws where a value is not what the document says of it. */
export function conforms(schema: object, value: unknown, what: string): void {
  const text = JSON.stringify(strict(schema)).replaceAll('"#/components/', '"document#/components/');
  const validate = known.get(text) ?? ajv.compile(JSON.parse(text) as object);
  known.set(text, validate);
  if (!validate(value)) throw new Error(`${what} is not as documented: ${ajv.errorsText(validate.errors)}`);
}

export interface RestAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: any;
}

export interface RestClient {
  /** The text of a body is sent as it is; each answer is held against the document. */
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<RestAnswer>;
  get(path: string): Promise<any>;
  post(path: string, body?: unknown): Promise<any>;
}

export function restClient(url: string, token: string): RestClient {
  const send: RestClient["send"] = async (method, path, body, headers = {}) => {
    const response = await fetch(`${url}${BASE}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer = { status: response.status, headers: response.headers, body: text && JSON.parse(text) };
    check(method, `${BASE}${path}`, answer);
    return answer;
  };
  const well = async (method: string, path: string, body?: unknown) => {
    const answer = await send(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  return { send, get: (path) => well("GET", path), post: (path, body) => well("POST", path, body) };
}

/** Refusals of a request that is none of the operation's: their shape is that of any other error. */
const NOT_OF_OPERATIONS = new Set([405, 406, 413, 415]);

function check(method: string, path: string, { status, headers, body }: RestAnswer): void {
  if (method === "HEAD") return;
  const what = `${status} of ${method} ${path.split("?")[0]}`;
  const template = Object.keys(document.paths).find((each) =>
    new RegExp(`^${each.replace(/\{\w+\}/g, "[^/]+")}$`).test(path.split("?")[0]!),
  );
  const responses = template ? document.paths[template][method.toLowerCase()]?.responses : undefined;
  if (responses && !responses[status] && !NOT_OF_OPERATIONS.has(status)) throw new Error(`${what} is not documented.`);
  const response = responses?.[status];
  const schema = response?.content?.["application/json"].schema ?? { $ref: "#/components/schemas/Error" };
  if (status >= 400 && body.request_id !== headers.get("x-request-id")) throw new Error(`${what} has no request id.`);
  conforms(schema, body, what);
}
