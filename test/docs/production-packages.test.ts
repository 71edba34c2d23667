import { globSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { expect, test } from "@jest/globals";

/** Pages of GraphiQL are bundled when we are built. */
const BUNDLED = "src/gateway/graphiql/";

test("what runs in production needs no package that `npm prune --omit=dev` takes away", () => {
  const { dependencies } = JSON.parse(readFileSync("package.json", "utf8")) as { dependencies: object };
  const needed = new Set<string>();
  for (const file of globSync("src/**/*.ts").filter((path) => !path.startsWith(BUNDLED))) {
    const text = readFileSync(file, "utf8");
    for (const [, name] of text.matchAll(/(?:^(?:import|export)[^;"]*|import\()"((?:@[\w-]+\/)?[\w.-]+)(?:\/[^"]*)?"/g))
      if (!name!.startsWith(".") && !name!.startsWith("node:")) needed.add(name!);
  }
  for (const name of builtinModules) needed.delete(name);
  expect(needed.size).toBeGreaterThan(20);
  expect(Object.keys(dependencies)).toEqual(expect.arrayContaining([...needed]));
});
