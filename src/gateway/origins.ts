import { isIP } from "node:net";

/** Whether a page of this origin may talk to us: it is our own, or one of CORS_ORIGINS. No origin: not a browser. */
export function originAllowed(
  origin: string | undefined,
  host: string | undefined,
  corsOrigins: readonly string[],
): boolean {
  if (origin === undefined || corsOrigins.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}

/**
 * Whether the request was sent to this machine by a name that only it has. A page of a stranger can make its own name
 * point here, and would then be of our origin: such a name never sees a token.
 */
export function isLocalHost(host: string | undefined): boolean {
  if (!host || !URL.canParse(`http://${host}`)) return false;
  const name = new URL(`http://${host}`).hostname;
  return name === "localhost" || isIP(name.replace(/^\[|\]$/g, "")) !== 0;
}
