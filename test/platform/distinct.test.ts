import { expect, test } from "@jest/globals";
import { Distinct } from "../../src/platform/distinct.js";
import { validateInput } from "../../src/platform/validation.js";

class Input {
  @Distinct((item: string) => item.toLowerCase())
  names: unknown;
}
const check = (names: unknown) => validateInput(Object.assign(new Input(), { names }));

test("a list without repetition passes, and a long one holds nobody up", async () => {
  await check([]);
  await check(["a", "b"]);
  const start = Date.now();
  await check(Array.from({ length: 200_000 }, (_, n) => `n${n}`));
  expect(Date.now() - start).toBeLessThan(5_000); // half a minute where each is compared with all others
});

test("a repetition is refused, also one by the key alone", async () => {
  for (const names of [["a", "a"], ["a", "b", "A"], "a"]) {
    await expect(check(names)).rejects.toMatchObject({
      errors: [{ code: "VALIDATION_ERROR", message: "All names's elements must be unique.", path: ["names"] }],
    });
  }
});
