/** Tests run as ES modules against a real PostgreSQL that test/support/global-setup.ts starts once. */
export default {
  testEnvironment: "node",
  runtime: "<rootDir>/test/support/native-runtime.ts",
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  modulePathIgnorePatterns: ["<rootDir>/.test-programs"],
  extensionsToTreatAsEsm: [".ts"],
  // A package's file may end in .json.js: that one is meant.
  moduleNameMapper: { "^(\\.{1,2}/.*)(?<!\\.json)\\.js$": "$1" },
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      {
        jsc: {
          parser: { syntax: "typescript", decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          target: "es2022",
          keepClassNames: true,
        },
        module: { type: "es6" },
        sourceMaps: "inline",
      },
    ],
  },

  globalSetup: "<rootDir>/test/support/global-setup.ts",
  globalTeardown: "<rootDir>/test/support/global-teardown.ts",
  testTimeout: 180_000,
  maxWorkers: 3, // more than the machines that they run on have cores: many tests wait
};
