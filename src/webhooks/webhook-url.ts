import { ErrorCode, UserErrors } from "../platform/errors.js";

const LONGEST_URL = 2048;

/** Checks what can be seen of a URL itself, and gives its one spelling. */
export function readWebhookUrl(text: string): URL {
  if (text.length > LONGEST_URL) throw wrong(`The URL is longer than ${LONGEST_URL} characters.`);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== "https:") throw wrong("The URL must begin with https:// and name a host.");
  if (url.username !== "" || url.password !== "") throw wrong("The URL must not hold a user or a password.");
  if (text.includes("#")) throw wrong("The URL must not have a fragment (#…).");
  if (url.href.length > LONGEST_URL) throw wrong(`The URL is longer than ${LONGEST_URL} characters.`);
  return url;
}

/** As certificates and address rules name it: an IPv6 address without its brackets. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, "$1");

export const wrong = (message: string) => UserErrors.one(ErrorCode.VALIDATION_ERROR, message, "url");
