/** A decision in a process of its own, for tests that kill it. */
import "reflect-metadata";
import { DataSource } from "typeorm";
import config from "../../ormconfig.js";
import { makeWorkflows, type WorkflowParts } from "../../src/app/workflows.js";
import { ApprovalAction } from "../../src/approvals/approval.inputs.js";
import { Approvals } from "../../src/approvals/approvals.js";
import { Cursors } from "../../src/platform/cursor.js";
import { Database } from "../../src/platform/database.js";
import { KeyRing } from "../../src/platform/keys.js";
import { WorkflowRegistry } from "../../src/workflows/registry.js";

const [url, workflowRunId, action] = process.argv.slice(2);
const dataSource = new DataSource({ ...config.options, url, applicationName: "decide-process" } as never);
await dataSource.initialize();
const approvals = new Approvals(
  new Database(dataSource),
  new Cursors(new KeyRing([Buffer.alloc(32, 7).toString("base64")])),
  new WorkflowRegistry(makeWorkflows({} as WorkflowParts)),
);
const identity = { tenantId: "acme", projectId: "acme", clientId: "process", scopes: new Set(), expiresAt: 0 } as never;
await approvals.decide(
  { requestId: "r", identity, loaders: new Map() },
  { workflowRunId: workflowRunId!, action: action as ApprovalAction },
);
process.stdout.write("decided\n");
process.exit(0);
