import { readFileSync } from "node:fs";

const FOLDER = new URL("../schema/operations/", import.meta.url);
const INTRO = `<!-- Made of schema/operations by \`npm run client:generate\`: do not edit. -->

# Operations by example

What people do most, ready to be sent: each is a file of [schema/operations](../schema/operations), a tab of GraphiQL on the demo
tenant, and a typed document of the [client](typed-client.md). What stands in \`<…>\` is yours to fill in; in GraphiQL the
configurations, and a run, are filled in already.`;

type Examples = Record<string, Record<string, object>>;

/** docs/operations-by-example.md: each operation with what it is for, and variables to try it with. */
export function operationsPage(): string {
  const examples = JSON.parse(read("examples.json")) as Examples;
  const groups = Object.entries(examples).map(([title, operations]) => [title, Object.entries(operations)] as const);
  const contents = groups.map(([title, operations]) => {
    const links = operations.map(([file]) => `[${nameOf(read(`${file}.graphql`))}](#${anchorOf(file)})`);
    return `* **${title}**: ${links.join(", ")}`;
  });
  const sections = groups.map(([title, operations]) =>
    [`## ${title}`, ...operations.map(([file, variables]) => section(file, variables))].join("\n\n"),
  );
  return `${[INTRO, contents.join("\n"), ...sections].join("\n\n")}\n`;
}

function section(file: string, variables: object): string {
  const lines = read(`${file}.graphql`).trim().split("\n");
  const begin = lines.findIndex((line) => !line.startsWith("#"));
  const words = lines.slice(0, begin).map((line) => line.replace(/^# ?/, ""));
  const code = lines.slice(begin).join("\n");
  const parts = [`### ${nameOf(code)}`, words.join("\n"), fenced("graphql", code)];
  if (Object.keys(variables).length > 0) parts.push(fenced("json", JSON.stringify(variables, null, 2)));
  return parts.join("\n\n");
}

const read = (file: string) => readFileSync(new URL(file, FOLDER), "utf8");
const fenced = (language: string, code: string) => `\`\`\`${language}\n${code}\n\`\`\``;
const nameOf = (text: string) => /^(?:query|mutation|subscription) (\w+)/m.exec(text)![1]!;
const anchorOf = (file: string) => nameOf(read(`${file}.graphql`)).toLowerCase();
