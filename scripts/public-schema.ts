import "reflect-metadata";
import { lexicographicSortSchema, printSchema } from "graphql";
import { RESOLVERS, SERVED_RESOLVERS } from "../src/app/resolvers.js";
import { subgraphSdl as subgraphSdlOf } from "../src/gateway/federation/subgraph-sdl.js";
import { buildGatewaySchema } from "../src/gateway/schema.js";
import { Container } from "../src/platform/container.js";

/** The public schema, without a database: nothing is resolved. */
export const publicSchema = buildGatewaySchema(RESOLVERS, new Container());

/** Sorted, so that it changes only where the schema does. */
export const publicSdl = `${printSchema(lexicographicSortSchema(publicSchema))}\n`;

/** With what federated gateways ask for. */
export const servedSchema = buildGatewaySchema(SERVED_RESOLVERS, new Container());

export const subgraphSdl = subgraphSdlOf(servedSchema);
