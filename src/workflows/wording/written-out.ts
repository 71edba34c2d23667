/** What people write out: `email` is an address, `ship city` a city to ship to. */
export function writtenOut(words: readonly string[]): string {
  return words
    .join(" ")
    .replace(/\be ?mail$/, "email address")
    .replace(/\b(?<!pay )(phone|telephone|mobile|fax|pager)$/, "$1 number")
    .replace(/\bship to /, "shipping ")
    .replace(/\bbill to /, "billing ")
    .replace(/\bship (?=(name|address|city|region|state|country|postal|zip|ZIP|street|method|date)\b)/, "shipping ")
    .replace(/\bbill (?=(name|address|city|region|state|country|postal|zip|ZIP|street)\b)/, "billing ")
    .replace(/\bZIP\b(?! code)/, "ZIP code")
    .replace(/^on hand$/, "quantity on hand")
    .replace(/^birth date$/, "date of birth")
    .replace(/^address (line )?2$/, "second line of the address")
    .replace(/^address (line )?1$/, "first line of the address")
    .replace(/^line 1$/, "first line")
    .replace(/^line 2$/, "second line");
}
