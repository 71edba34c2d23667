import { Missing, startFederation } from "./federated-gateway.js";

const gatewayUrl = (process.env.GATEWAY_URL ?? "http://127.0.0.1:4000").replace(/\/$/, "");
const port = Number(process.env.PORT ?? 4100);

try {
  const { url, stop } = await startFederation(gatewayUrl, port);
  console.log(`One graph of runs, tables and their owners: ${url}/graphql (Ctrl-C ends it)`);
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
} catch (error) {
  if (!(error instanceof Missing)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
