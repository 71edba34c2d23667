import { describe, expect, it } from "@jest/globals";
import { validateInput } from "../../../src/platform/validation.js";
import { ServiceIngestionParametersInput } from "../../../src/workflows/service-ingestion/service-ingestion.types.js";

const check = (options: object) =>
  validateInput(Object.assign(new ServiceIngestionParametersInput(), options), ["parameters", "serviceIngestion"]);

describe("the options of an ingestion", () => {
  it("are names as PostgreSQL takes them, or nothing", async () => {
    for (const databases of [undefined, null, ["dvdrental"], ['a "b".c', "ü".repeat(31)]]) {
      await expect(check({ databases, schemas: databases })).resolves.toBeUndefined();
    }
  });

  it("are refused by name where they could never be right", async () => {
    for (const field of ["databases", "schemas"]) {
      for (const names of [[""], ["a\0user\0postgres"], ["ü".repeat(32)], [1], "dvdrental", Array(1001).fill("a")]) {
        await expect(check({ [field]: names })).rejects.toMatchObject({
          errors: expect.arrayContaining([
            expect.objectContaining({ code: "VALIDATION_ERROR", path: ["parameters", "serviceIngestion", field] }),
          ]),
        });
      }
    }
  });
});
