import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { Turns } from "../../src/platform/turns.js";

test("never more than allowed go on at once, all that stay have their turn, and who is aborted while waiting leaves", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.record({ steps: fc.nat(5), fails: fc.boolean(), aborted: fc.boolean() }), { maxLength: 20 }),
      async (most, jobs) => {
        const turns = new Turns(most);
        let now = 0;
        let highest = 0;
        const begun = new Set<number>();
        const results = await Promise.allSettled(
          jobs.map(({ steps, fails, aborted }, index) => {
            const abort = new AbortController();
            const turn = turns.take(abort.signal, async () => {
              begun.add(index);
              highest = Math.max(highest, ++now);
              for (let step = 0; step < steps; step++) await Promise.resolve();
              now--;
              if (fails) throw new Error("failed");
            });
            if (aborted) abort.abort(new Error("aborted"));
            return turn;
          }),
        );
        expect(highest).toBeLessThanOrEqual(most);
        for (const [index, { fails, aborted }] of jobs.entries()) {
          if (!aborted) expect(begun.has(index)).toBe(true);
          if (!begun.has(index)) expect(results[index]).toMatchObject({ reason: { message: "aborted" } });
          else expect(results[index]!.status).toBe(fails ? "rejected" : "fulfilled");
        }
        expect(await turns.take(new AbortController().signal, async () => "free")).toBe("free");
      },
    ),
    { numRuns: 300 },
  );
});
