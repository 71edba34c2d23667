import { existsSync } from "node:fs";
import { type LoadHookSync, type ResolveHookSync, registerHooks } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import jestRuntime from "jest-runtime";
import "reflect-metadata";

/** Its types are those of its CommonJS form; imported, it is the class itself. */
const JestRuntime = jestRuntime as unknown as typeof jestRuntime.default;
type Arguments = ConstructorParameters<typeof JestRuntime>;

/**
 * Lets Node itself load what a test file needs, in place of jest's sandbox. The sandbox loads all packages anew, with cold
 * code, for each test file; so loaded, a worker has them once. What is ours is still loaded anew for each test file.
 */
export default class NativeRuntime extends JestRuntime {
  constructor(...args: Arguments) {
    super(...args);
    const [, environment, , given] = args;
    if (!transformer) registerHooks({ resolve, load });
    transformer = given;
    // jest's own matchers run in the sandbox: `expect.any(String)` there means the String that tests know.
    for (const name of Object.getOwnPropertyNames(globalThis)) {
      const value = globalThis[name as keyof typeof globalThis];
      if (/^[A-Z]/.test(name) && typeof value === "function") Object.assign(environment.global, { [name]: value });
    }
  }

  override unstable_shouldLoadAsEsm(): boolean {
    return true;
  }

  override async unstable_importModule(path: string): Promise<void> {
    for (const name of DECORATORS) Reflect.deleteProperty(globalThis, name);
    Object.assign(globalThis, { [GLOBALS]: this.requireModuleOrMock(path, "@jest/globals") });
    await import(`${pathToFileURL(path)}?file=${++files}`);
  }

  override getSourceMaps(): Map<string, string> {
    return sourceMaps;
  }
}

let transformer: Arguments[3] | undefined;
let files = 0;
const sourceMaps = new Map<string, string>();

/** Where jest's functions of the test file at work are. */
const GLOBALS = "jest:globals";
const NAMES = ["afterAll", "afterEach", "beforeAll", "beforeEach", "describe", "expect", "it", "jest", "test"];

/** Where packages keep what decorators say of classes; that of an earlier test file's classes is of no use. */
const DECORATORS = ["TypeGraphQLMetadataStorage", "typeormMetadataArgsStorage", "classValidatorMetadataStorage"];

/** Sources import each other as `.js`; each test file has its own instance of them, by the query of their addresses. */
const resolve: ResolveHookSync = (specifier, context, next) => {
  if (specifier === "@jest/globals") return { url: `${GLOBALS}?${files}`, format: "module", shortCircuit: true };
  const { parentURL = "" } = context;
  if (!specifier.startsWith(".") || !parentURL.includes("?file=")) return next(specifier, context);
  const { search } = new URL(parentURL);
  const source = new URL(specifier.replace(/\.js$/, ".ts") + search, parentURL);
  if (existsSync(fileURLToPath(source))) return { url: source.href, format: "module", shortCircuit: true };
  return next(specifier + search, context);
};

const load: LoadHookSync = (url, context, next) => {
  if (url.startsWith(GLOBALS)) return { source: globalsModule(), format: "module", shortCircuit: true };
  if (!new URL(url).pathname.endsWith(".ts")) return next(url, context);
  const { code, sourceMapPath } = transformer!.transform(fileURLToPath(url), OPTIONS);
  if (sourceMapPath) sourceMaps.set(url, sourceMapPath);
  return { source: code, format: "module", shortCircuit: true };
};

const OPTIONS: Parameters<Arguments[3]["transform"]>[1] = {
  isInternalModule: false,
  supportsDynamicImport: true,
  supportsExportNamespaceFrom: true,
  supportsStaticESM: true,
  supportsTopLevelAwait: true,
  collectCoverage: false,
  collectCoverageFrom: [],
  coverageProvider: "v8",
};

const globalsModule = () => `export const { ${NAMES.join(", ")} } = globalThis["${GLOBALS}"];`;
