import { expect } from "@jest/globals";

/** Stands for anything: a whole value, the rest of a list or of an object's members, or a part of a text. */
const ANYTHING = "…";

/** An answer is as a page shows it; members that the page leaves out must not be there. */
export function expectShown(answer: unknown, shown: unknown): void {
  expect(cut(answer, shown)).toEqual(shown);
}

/** The answer with `…` where what is shown has it and it fits. */
function cut(answer: unknown, shown: unknown): unknown {
  if (shown === ANYTHING) return answer === undefined ? answer : shown;
  if (typeof shown === "string") return typeof answer === "string" && fits(answer, shown) ? shown : answer;
  if (Array.isArray(shown) && Array.isArray(answer)) {
    const open = shown.at(-1) === ANYTHING;
    const length = open ? shown.length - 1 : answer.length;
    const items = answer.slice(0, length).map((each, index) => cut(each, shown[index]));
    return open ? [...items, ANYTHING] : items;
  }
  if (typeof shown === "object" && shown && typeof answer === "object" && answer) {
    const members = Object.entries(answer).filter(([key]) => key in shown || !(ANYTHING in shown));
    const seen = members.map(([key, each]) => [key, cut(each, (shown as Record<string, unknown>)[key])]);
    return Object.fromEntries(ANYTHING in shown ? [...seen, [ANYTHING, ANYTHING]] : seen);
  }
  return answer;
}

/** Whether a text is as it is shown, with `…` for any part of it. */
export function fits(text: string, shown: string): boolean {
  const pattern = shown.split(ANYTHING).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${pattern.join("[\\s\\S]*")}$`).test(text);
}
