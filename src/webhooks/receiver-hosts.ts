import { HostRules } from "../sources/host-rules.js";
import { type Lookup, type ResolvedHost, resolveHost, systemLookup } from "../sources/resolve-host.js";
import { SourceError } from "../sources/source-error.js";
import { DeliveryError } from "./delivery-error.js";
import { hostOf, wrong } from "./webhook-url.js";

const LOOKUP_MS = 3_000;

/** Where webhooks may go: public addresses, and private ones that the operator names. */
export class ReceiverHosts {
  private readonly rules: HostRules;

  constructor(
    { allowHosts, denyHosts }: { readonly allowHosts: readonly string[]; readonly denyHosts: readonly string[] },
    private readonly lookup: Lookup = systemLookup,
  ) {
    this.rules = new HostRules(allowHosts, denyHosts, { prefix: "WEBHOOK", publicOnly: true });
  }

  /**
   * Refuses a URL to a host that must not be connected to as things stand. A name that can't be looked up is not refused:
   * it may come to be known, and where it leads is checked with each connection.
   */
  async check(url: URL): Promise<void> {
    try {
      await this.resolve(url, AbortSignal.timeout(LOOKUP_MS));
    } catch (error) {
      if (error instanceof DeliveryError && error.code === "WEBHOOK_ADDRESS_FORBIDDEN") {
        throw wrong(
          "Webhooks of this gateway must not go to this host: it is, or leads to, a private or reserved address.",
        );
      }
    }
  }

  /** The checked addresses: connect to these and to nothing that a later lookup says. */
  async resolve(url: URL, signal: AbortSignal): Promise<ResolvedHost> {
    try {
      return await resolveHost(this.rules, this.lookup, hostOf(url), signal);
    } catch (error) {
      const forbidden = error instanceof SourceError && error.code === "SOURCE_HOST_FORBIDDEN";
      throw DeliveryError.of(forbidden ? "WEBHOOK_ADDRESS_FORBIDDEN" : "WEBHOOK_HOST_UNKNOWN");
    }
  }
}
