import "reflect-metadata";
import { startApp } from "./app/start-app.js";
import { StartError } from "./app/start-error.js";
import { type Config, ConfigError, readConfig } from "./config.js";
import { DEMO_TOKEN } from "./demo/demo-tenant.js";
import { developmentToken } from "./platform/auth/development-token.js";
import { OtherGatewayError } from "./platform/embedded-postgres/other-gateway-error.js";
import { makeLog } from "./platform/log.js";

/** Reads the configuration, starts the roles asked for, and ends in good order on SIGTERM or SIGINT; a second one ends at once. */
async function main(): Promise<void> {
  const config = readConfig();
  const { default: dataSource } = await import("../ormconfig.js"); // which reads the configuration too
  const log = makeLog(config.logLevel);
  const app = await startApp(config, dataSource, log);
  let ending = false;
  const end = () => {
    if (ending) process.exit(1);
    ending = true;
    log.info("ending");
    app.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, "the end was not in good order");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", end).on("SIGINT", end);
  if (app.url && !config.production) await greet(app.url, config);
}

async function greet(url: string, config: Config): Promise<void> {
  const lines = ["", `  GraphiQL  ${url}/graphql`];
  if (config.demo && !config.jwt.jwksUrl) {
    const token = await developmentToken(config, DEMO_TOKEN);
    lines.push(`  Token     ${token}`, "            (tenant demo, 30 days; GraphiQL has it filled in)");
  }
  process.stdout.write(`${[...lines, "", ""].join("\n")}`);
}

main().catch((error: unknown) => {
  const known = error instanceof ConfigError || error instanceof StartError || error instanceof OtherGatewayError;
  process.stderr.write(known ? `${error.message}\n` : `The gateway did not start: ${(error as Error).stack}\n`);
  process.exit(1);
});
