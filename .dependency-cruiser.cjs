/** The floors of ARCHITECTURE.md: an import never goes up, and there is no circle. */
const floors = [
  ["platform"],
  ["sources"],
  ["assets"],
  ["quality"],
  ["workflows"],
  ["runs", "configurations", "pipelines", "approvals", "schedules", "webhooks"],
  ["worker", "gateway", "rest"],
  ["app", "demo", "cli"],
];

module.exports = {
  forbidden: [
    // Decorators name classes lazily, which the language allows in a circle: only what runs at load counts.
    { name: "no-circle", severity: "error", from: {}, to: { circular: true } },
    ...floors.slice(0, -1).map((rooms, floor) => ({
      name: `nothing-above-${rooms[0]}`,
      severity: "error",
      from: { path: `^src/(${rooms.join("|")})/` },
      to: { path: `^src/(${floors.slice(floor + 1).flat().join("|")})/` },
    })),
    {
      name: "only-the-queue-knows-pg-boss",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/platform/queue" },
      to: { path: "node_modules/pg-boss" },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: false,
    doNotFollow: { path: "node_modules" },
  },
};
