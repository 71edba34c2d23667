import ipaddr from "ipaddr.js";

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
 * Whether the request comes from this machine, and was sent to a name of its loopback. A page of a stranger can make its own
 * name point here, and would then be of our origin: such a name never sees a token.
 */
export function isLocal(remoteAddress: string | undefined, host: string | undefined): boolean {
  if (!isLoopback(remoteAddress ?? "") || !host || !URL.canParse(`http://${host}`)) return false;
  const name = new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, "");
  return name === "localhost" || isLoopback(name);
}

const isLoopback = (address: string) => ipaddr.isValid(address) && ipaddr.process(address).range() === "loopback";
