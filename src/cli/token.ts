import { parseArgs } from "node:util";
import { ConfigError, readConfig } from "../config.js";
import { developmentToken, secondsOf, type TokenRequest } from "../platform/auth/development-token.js";
import { SCOPES } from "../platform/context.js";

const USAGE = `Usage: npm run -s token -- --project ID --client ID [--scope "…"] [--expires 1h] [--org ID]

Prints a development token.
  --project   project_id claim: the tenant
  --client    client_id claim: who acts
  --scope     scopes with spaces between: ${SCOPES.join(" ")}
  --expires   when it ends, from now: 90s, 15m, 12h, 30d (1h when absent)
  --org       org_id claim`;

/** `npm run -s token`: the token on standard output and nothing else; whatever is wrong goes to standard error. */
async function main(): Promise<number> {
  const request = readRequest(process.argv.slice(2));
  if (typeof request === "string") {
    console.error(`${request}\n\n${USAGE}`);
    return 2;
  }
  try {
    process.stdout.write(`${await developmentToken(readConfig(), request)}\n`);
    return 0;
  } catch (error) {
    console.error(error instanceof ConfigError ? `Configuration: ${error.message}` : (error as Error).message);
    return 1;
  }
}

/** What was asked for, or what is wrong with it. */
function readRequest(args: string[]): TokenRequest | string {
  const text = { type: "string" } as const;
  try {
    const { values } = parseArgs({
      args,
      options: { project: text, client: text, scope: text, expires: text, org: text },
    });
    const { project, client, scope, expires = "1h", org } = values;
    if (!project) return "--project is missing.";
    if (!client) return "--client is missing.";
    if (org === "") return "--org is empty.";
    const unknown = scope?.split(" ").find((name) => name && !(SCOPES as readonly string[]).includes(name));
    if (unknown) return `There is no scope ${unknown}.`;
    if (secondsOf(expires) === undefined) return "--expires must be like 90s, 15m, 12h or 30d.";
    return { project, client, expires, ...(scope !== undefined && { scope }), ...(org && { org }) };
  } catch (error) {
    return (error as Error).message;
  }
}

process.exitCode = await main();
