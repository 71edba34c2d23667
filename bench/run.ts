import "reflect-metadata";

/** `npm run bench -- <name> [options]`; each benchmark is a file of this folder. */
const BENCHES: Readonly<Record<string, (options: readonly string[]) => Promise<void>>> = {
  latency: async () => (await import("./latency.js")).benchLatency(),
  profile: async (options) => (await import("./profile.js")).benchProfile(options),
  rules: async (options) => (await import("./rules.js")).benchRules(options),
  scorecard: async (options) => (await import("./scorecard.js")).benchScorecard(options),
  search: async (options) => (await import("./search.js")).benchSearch(options),
};

const [name = "", ...options] = process.argv.slice(2);
const bench = BENCHES[name];
if (bench) await bench(options);
else {
  console.error(`Name a benchmark: ${Object.keys(BENCHES).join(", ")}.`);
  process.exitCode = 1;
}
