import { IsInt, IsOptional, Length, Max, Min } from "class-validator";
import pg from "pg";
import { Field, InputType, Int, ObjectType } from "type-graphql";
import type { Fqn } from "../../src/platform/fqn.js";
import { AssetFqn } from "../../src/platform/scalars.js";
import { type ExecuteContext, TaskFailure, type TaskOutcome, type Workflow } from "../../src/workflows/contract.js";
import { WorkflowCategory } from "../../src/workflows/workflow-type.js";

@InputType("ScriptedParametersInput", { description: "Options of the tests' workflow." })
export class ScriptedInput {
  @IsInt()
  @Min(0)
  @Max(20_000)
  @Field(() => Int, { defaultValue: 3, description: "How many tasks." })
  tasks: number;

  @IsInt()
  @Min(1)
  @Max(32)
  @Field(() => Int, { defaultValue: 10, description: "Connections of a task." })
  parallelWorkers: number;

  @IsOptional()
  @Length(1, 63)
  @Field(() => String, { nullable: true, description: "Some text." })
  database?: string | null;
}

@ObjectType("ScriptedParameters", { description: "Options of the tests' workflow." })
export class ScriptedParameters {
  @Field(() => Int, { description: "How many tasks." })
  tasks: number;

  @Field(() => Int, { description: "Connections of a task." })
  parallelWorkers: number;

  @Field(() => String, { nullable: true, description: "Some text." })
  database: string | null;
}

@ObjectType("ScriptedOutput", { description: "What the tests' workflow found." })
export class ScriptedOutput {
  @Field(() => [AssetFqn], { description: "Targets that succeeded." })
  targets: string[];
}

/** Tables by which a test tells the workflow what to do and sees what it did. */
export const SCRIPT_TABLES = `
  create table test_script (target text primary key, behaviour text not null);
  create table test_plan (asset text primary key, behaviour text not null);
  create table test_execution (id bigint generated always as identity, run_id uuid, target text, worker text, at timestamptz default clock_timestamp(), ended timestamptz);
  create table test_saved (run_id uuid, target text, worker text);
`;
/** Whoever holds this lock keeps tasks that `hold` waiting. */
export const HOLD_LOCK = 4_242;
/** The same for the second execution of tasks that `hold-twice`; the first waits for the other lock. */
export const SECOND_HOLD_LOCK = 4_243;

/**
 * A workflow that does what the database tells it to: `test_script` has a behaviour for a target, alone or behind the type
 * as in `PROFILING t1`; it is `ok` when there is none.
 */
export class ScriptedWorkflow implements Workflow<ScriptedInput, ScriptedOutput> {
  readonly category = WorkflowCategory.INGESTION;
  readonly name: string;
  readonly description = "Does what a test tells it to.";
  readonly levels = ["DATABASE", "SCHEMA", "TABLE"] as const;
  readonly defaults = { tasks: 3, parallelWorkers: 1, database: null };
  readonly parametersInput = ScriptedInput;
  readonly parametersType = ScriptedParameters;
  readonly outputType = ScriptedOutput;
  readonly needsCatalog = true;

  constructor(
    private readonly pool: pg.Pool,
    private readonly url: string,
    private readonly worker: string,
    readonly type = "PROFILING",
    readonly member = "profiling",
  ) {
    this.name = type === "PROFILING" ? "Scripted" : `Scripted ${type}`;
  }

  async plan(context: Parameters<Workflow<ScriptedInput>["plan"]>[0]) {
    const { asset, parameters, tenantId, signal } = context;
    const { rows } = await this.pool.query<{ behaviour: string }>(
      "select behaviour from test_plan where asset in ($1, $2)",
      [asset.join("."), this.type],
    );
    await this.act(rows[0]?.behaviour ?? "ok", signal);
    const [service] = (await context.transact((manager) =>
      manager.query("select id from data_service where tenant_id = $1 and name = $2", [tenantId, asset[0]]),
    )) as { id: string }[];
    return Array.from({ length: parameters.tasks }, (_, index) => ({
      target: [...asset.slice(0, 3), `t${index + 1}`] as unknown as Fqn,
      serviceId: service!.id,
      connections: parameters.parallelWorkers,
      estimatedRows: 100,
    }));
  }

  async execute({ runId, target, signal, progress, log }: ExecuteContext<ScriptedInput>): Promise<TaskOutcome> {
    const name = target.at(-1)!;
    const { rows } = await this.pool.query<{ behaviour: string; id: string; before: number }>(
      `with mine as (insert into test_execution (run_id, target, worker) values ($1, $2, $3) returning id)
       select id, coalesce((select behaviour from test_script where target in ($2, $4) order by target = $2 limit 1), 'ok') as behaviour,
         (select count(*)::int from test_execution where run_id = $1 and target = $2) as before from mine`,
      [runId, name, this.worker, `${this.type} ${name}`],
    );
    const { behaviour, id, before } = rows[0]!;
    log.debug({ behaviour }, "executing");
    try {
      progress(0.5);
      if (behaviour === "skip") return { status: "SKIPPED", reason: "The script says so." };
      if (behaviour === "flaky" && before < 1) throw new TaskFailure("TEST_FLAKY", "It failed once.", true);
      if (behaviour === "kill-once" && before < 1) process.kill(process.pid, "SIGKILL");
      if (behaviour === "hold-twice") await this.hold(signal, before < 1 ? HOLD_LOCK : SECOND_HOLD_LOCK);
      await this.act(behaviour, signal);
      return {
        status: "SUCCEEDED",
        result: { name },
        save: async (manager) => {
          if (behaviour === "bad-save") await manager.query("select 1 / 0");
          await manager.query("insert into test_saved (run_id, target, worker) values ($1, $2, $3)", [
            runId,
            name,
            this.worker,
          ]);
        },
      };
    } finally {
      await this.pool.query("update test_execution set ended = clock_timestamp() where id = $1", [id]);
    }
  }

  async finish({ results }: Parameters<Workflow<ScriptedInput>["finish"]>[0]): Promise<ScriptedOutput> {
    const targets: string[] = [];
    for await (const { target } of results()) targets.push(target);
    return { targets };
  }

  private async act(behaviour: string, signal: AbortSignal): Promise<void> {
    if (behaviour === "fail") throw new TaskFailure("TEST_FAILED", "It failed.", false);
    if (behaviour === "fail-always") throw new TaskFailure("TEST_FAILED", "It failed.", true);
    if (behaviour === "bug") throw new Error("secret: a bug");
    if (behaviour === "slow") await this.pool.query("select pg_sleep(0.5)");
    if (behaviour === "kill") process.kill(process.pid, "SIGKILL");
    if (behaviour === "hold") await this.hold(signal, HOLD_LOCK);
  }

  /** Waits as a statement at a source does: until the lock is free, or the signal cancels it. */
  private async hold(signal: AbortSignal, lock: number): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, application_name: "test-hold" });
    client.on("error", () => undefined);
    await client.connect();
    const [{ pid }] = (await client.query<{ pid: number }>("select pg_backend_pid() as pid")).rows as [{ pid: number }];
    const cancel = () => void this.pool.query("select pg_cancel_backend($1)", [pid]);
    signal.addEventListener("abort", cancel);
    try {
      signal.throwIfAborted();
      await client.query(`select pg_advisory_lock_shared(${lock})`);
    } finally {
      signal.removeEventListener("abort", cancel);
      await client.end();
    }
  }
}
