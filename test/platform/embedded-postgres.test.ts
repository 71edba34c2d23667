import { type ChildProcess, spawn } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, realpath, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import pg from "pg";
import { prepareEmbedded } from "../../src/platform/embedded-postgres/prepare-embedded.js";
import { canEnter } from "../../src/platform/embedded-postgres/run-command.js";
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from "../../src/platform/embedded-postgres/start-embedded-postgres.js";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));
const CHILD = join(PROJECT, "test/platform/embedded-postgres-child.ts");
const NOBODY = { uid: 65_534, gid: 65_534 };
const root = process.getuid?.() === 0;

let home: string;
const running = new Set<EmbeddedPostgres>();
const children = new Set<ChildProcess>();
const cleanups: (() => Promise<void>)[] = [];

beforeAll(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), "embedded postgres ")));
  await chmod(home, 0o755);
});

afterEach(async () => {
  for (const child of children) await killed(child);
  for (const server of running) await server.stop();
  running.clear();
});

afterAll(async () => {
  for (const cleanup of cleanups) await cleanup();
  await rm(home, { recursive: true, force: true });
});

async function start(dataDir: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir, settings: { fsync: "off" } });
  running.add(server);
  return server;
}

async function stop(server: EmbeddedPostgres): Promise<void> {
  running.delete(server);
  await server.stop();
}

async function query(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: "array" });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

/** Starts the stand-in as a process of its own and answers with its URL. */
async function startChild(dataDir: string, as: { uid?: number; gid?: number } = {}) {
  const child = spawn(process.execPath, ["--import", "@swc-node/register/esm-register", CHILD, dataDir], {
    ...as,
    cwd: PROJECT,
    env: { PATH: process.env.PATH ?? "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.add(child);
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString().trim()));
    child.once("exit", () => reject(new Error(errors)));
  });
  return { child, url };
}

async function killed(child: ChildProcess, signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
  children.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  await gone;
}

const pidFile = (dataDir: string) => join(dataDir, "postgres", "postmaster.pid");
const serverPid = async (file: string) => Number((await readFile(file, "utf8")).split("\n")[0]);

describe("the embedded PostgreSQL", () => {
  it("keeps its data over a restart, and its password file is private", async () => {
    const dataDir = join(home, "restart");
    const first = await start(dataDir);
    await query(first.superuserUrl, "create table kept as select 42 as answer");
    expect((await stat(join(dataDir, "postgres.json"))).mode & 0o777).toBe(0o600);
    expect(await query(first.superuserUrl, "show listen_addresses")).toBe("127.0.0.1");
    expect(await query(first.superuserUrl, "show server_encoding")).toBe("UTF8");
    await expect(query(first.urlOf("postgres", "postgres", "wrong"), "select 1")).rejects.toThrow("password");
    await stop(first);
    await expect(query(first.superuserUrl, "select 1")).rejects.toThrow();
    const second = await start(dataDir);
    expect(await query(second.superuserUrl, "select answer from kept")).toBe(42);
  });

  it("takes over from a gateway that was killed while its server lives on", async () => {
    const dataDir = join(home, "orphan");
    const { child, url } = await startChild(dataDir);
    await query(url, "create table kept as select 42 as answer");
    const orphan = await serverPid(pidFile(dataDir));
    await killed(child);
    expect(await query(url, "select answer from kept")).toBe(42);
    const server = await start(dataDir);
    expect(await query(server.superuserUrl, "select answer from kept")).toBe(42);
    expect(await serverPid(pidFile(dataDir))).not.toBe(orphan);
    await expect(query(url, "select 1")).rejects.toThrow();
  });

  it("starts after everything was killed", async () => {
    const dataDir = join(home, "all killed");
    const { child, url } = await startChild(dataDir);
    await query(url, "create table kept as select 42 as answer");
    const pid = await serverPid(pidFile(dataDir));
    child.kill("SIGKILL");
    process.kill(pid, "SIGKILL");
    await killed(child);
    const server = await start(dataDir);
    expect(await query(server.superuserUrl, "select answer from kept")).toBe(42);
  });

  it("is not misled by a stale pid file whose pid is another process now", async () => {
    const dataDir = join(home, "stale pid");
    const { child, url } = await startChild(dataDir);
    await query(url, "create table kept as select 42 as answer");
    const file = pidFile(dataDir);
    const server = await serverPid(file);
    child.kill("SIGKILL");
    process.kill(server, "SIGKILL");
    await killed(child);
    const stranger = spawn("sleep", ["60"], root ? await stat(join(dataDir, "postgres")).then(ownerOf) : {});
    children.add(stranger);
    const lines = (await readFile(file, "utf8")).split("\n");
    await writeFile(file, [String(stranger.pid), ...lines.slice(1)].join("\n"));
    const next = await start(dataDir);
    expect(await query(next.superuserUrl, "select answer from kept")).toBe(42);
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  });

  it("refuses to start beside a living gateway, and leaves that one alone", async () => {
    const dataDir = join(home, "owned");
    const first = await start(dataDir);
    await expect(start(dataDir)).rejects.toThrow("another gateway is already running on this DATA_DIR");
    expect(await query(first.superuserUrl, "select 1")).toBe(1);
  });

  it("lets one of two through that start at the same moment", async () => {
    const dataDir = join(home, "at once");
    const outcomes = await Promise.allSettled([start(dataDir), start(dataDir)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const failed = outcomes.find((outcome) => outcome.status === "rejected");
    expect(String(failed?.reason)).toContain("another gateway is already running on this DATA_DIR");
    for (const server of running) expect(await query(server.superuserUrl, "select 1")).toBe(1);
  });

  it("runs twice on one machine in different folders", async () => {
    const [one, two] = await Promise.all([start(join(home, "one")), start(join(home, "two"))]);
    expect(one.port).not.toBe(two.port);
    expect(await query(one.superuserUrl, "select 1")).toBe(1);
    expect(await query(two.superuserUrl, "select 2")).toBe(2);
  });

  it("ignores what a killed initdb left", async () => {
    const dataDir = join(home, "half");
    await mkdir(join(dataDir, "postgres.new-0", "cluster"), { recursive: true });
    await writeFile(join(dataDir, "postgres.new-0", "cluster", "PG_VERSION"), "18\n");
    const server = await start(dataDir);
    expect(await query(server.superuserUrl, "select 1")).toBe(1);
  });

  it("comes back on the same port when the server alone is killed, and still keeps others out", async () => {
    const dataDir = join(home, "crash");
    const server = await start(dataDir);
    process.kill(await serverPid(pidFile(dataDir)), "SIGKILL");
    let answer: unknown;
    for (let attempt = 0; attempt < 100 && answer !== 1; attempt++) {
      await sleep(100);
      answer = await query(server.superuserUrl, "select 1").catch(() => undefined);
    }
    expect(answer).toBe(1);
    await expect(start(dataDir)).rejects.toThrow("another gateway is already running on this DATA_DIR");
  });

  it("prepares the gateway's and the sample database, each for its own roles only", async () => {
    for (const round of [1, 2]) {
      const prepared = await prepareEmbedded(join(home, "prepared"), () => undefined);
      running.add(prepared.server);
      const { sample, server } = prepared;
      expect(await query(prepared.appUrl, "select rolsuper from pg_roles where rolname = current_user")).toBe(false);
      if (round === 1) await query(prepared.appUrl, "create table owned as select 1 as one");
      expect(await query(prepared.appUrl, "select one from owned")).toBe(1);
      await query(prepared.sampleOwnerUrl, `create table sample_${round} as select ${round} as n`);
      const readerUrl = server.urlOf(sample.database, sample.user, sample.password);
      expect(await query(readerUrl, `select n from sample_${round}`)).toBe(round);
      await expect(query(readerUrl, "create table mine (n int)")).rejects.toThrow("permission denied");
      await expect(query(readerUrl, "delete from sample_1")).rejects.toThrow("permission denied");
      const strange = server.urlOf("gateway", sample.user, sample.password);
      await expect(query(strange, "select 1")).rejects.toThrow("permission denied");
      await stop(server);
    }
  });
});

describe("as root", () => {
  const asRoot = root ? it : it.skip;

  asRoot("starts in a folder that the server's account can't enter, and forgets a deleted one", async () => {
    const closed = await mkdtemp(join(tmpdir(), "closed-"));
    cleanups.push(() => rm(closed, { recursive: true, force: true }));
    await chmod(closed, 0o700);
    const dataDir = join(closed, "data");
    const first = await start(dataDir);
    const elsewhere = String(await query(first.superuserUrl, "show data_directory"));
    cleanups.push(() => rm(dirname(elsewhere), { recursive: true, force: true }));
    expect(elsewhere.startsWith(closed)).toBe(false);
    await query(first.superuserUrl, "create table kept as select 42 as answer");
    await stop(first);
    const second = await start(dataDir);
    expect(await query(second.superuserUrl, "select answer from kept")).toBe(42);
    await stop(second);
    await rm(dataDir, { recursive: true });
    const fresh = await start(dataDir);
    const anew = String(await query(fresh.superuserUrl, "show data_directory"));
    cleanups.push(() => rm(dirname(anew), { recursive: true, force: true }));
    expect(await query(fresh.superuserUrl, "select to_regclass('kept')")).toBeNull();
  });

  asRoot("a plain user starts it as well, and root goes on with that user's data", async () => {
    if (!(await canEnter(PROJECT, NOBODY))) return; // a project under /root is root's alone
    const dataDir = join(home, "plain");
    await mkdir(dataDir);
    const { chown } = await import("node:fs/promises");
    await chown(dataDir, NOBODY.uid, NOBODY.gid);
    const { child, url } = await startChild(dataDir, NOBODY);
    await query(url, "create table kept as select 42 as answer");
    await killed(child, "SIGTERM");
    const server = await start(dataDir);
    expect(await query(server.superuserUrl, "select answer from kept")).toBe(42);
  });
});

function ownerOf({ uid, gid }: { uid: number; gid: number }) {
  return { uid, gid };
}
