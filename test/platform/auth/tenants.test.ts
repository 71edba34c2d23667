import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { tenantOf } from "../../../src/platform/auth/claims.js";
import { EVERY_TENANT } from "../../../src/platform/database.js";

const name = fc.oneof(fc.constantFrom("*", "[", '["a","b"]', '["*"]'), fc.string({ minLength: 1 }));
const pair = fc.tuple(name, fc.option(name, { nil: undefined }));

test("no two pairs of project and organisation are one tenant, and none is the system's name for all of them", () => {
  fc.assert(
    fc.property(pair, pair, ([project, org], [otherProject, otherOrg]) => {
      expect(tenantOf(project, org)).not.toBe(EVERY_TENANT);
      const same = project === otherProject && org === otherOrg;
      expect(tenantOf(project, org) === tenantOf(otherProject, otherOrg)).toBe(same);
    }),
    { numRuns: 1_000 },
  );
});
