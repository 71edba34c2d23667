import { ErrorCode, UserErrors } from "../../platform/errors.js";
import { exactlyOne } from "../../platform/one-of.js";
import { validateInput } from "../../platform/validation.js";
import { TlsMode } from "../../sources/source-session.js";
import {
  type DataServiceConnectionInput,
  DEFAULT_PORT,
  DEFAULT_TLS_MODE,
  PostgresqlConnectionInput,
} from "./connection.inputs.js";

const LONGEST_URL = 4096;
const SSL_MODES: Record<string, TlsMode> = {
  disable: TlsMode.DISABLE,
  require: TlsMode.REQUIRE,
  "verify-full": TlsMode.VERIFY_FULL,
};

export interface ReadConnection {
  readonly parts: PostgresqlConnectionInput;
  /** Where in the input the host stands, for what is wrong with it. */
  readonly hostPath: readonly string[];
}

/** The checked parts of a connection, whichever member said them. */
export async function readConnection(
  input: DataServiceConnectionInput,
  path: readonly string[],
): Promise<ReadConnection> {
  const member = exactlyOne(input, path);
  const here = [...path, member];
  if (member === "url") {
    const parts = partsOfUrl(input.url!, here);
    await validateInput(parts, here);
    return { parts, hostPath: here };
  }
  const parts = Object.assign(new PostgresqlConnectionInput(), input.postgresql);
  await validateInput(parts, here);
  return { parts, hostPath: [...here, "host"] };
}

/** The messages hold nothing of the URL: a part of it may be a password that was not encoded. */
function partsOfUrl(text: string, path: readonly string[]): PostgresqlConnectionInput {
  const wrong = (message: string) => UserErrors.one(ErrorCode.VALIDATION_ERROR, message, ...path);
  const url = text.length <= LONGEST_URL ? URL.parse(text) : null;
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw wrong("The URL must look like postgres://user:password@host:5432/database; encode special characters.");
  }
  const unknown = [...url.searchParams.keys()].some((name) => name !== "sslmode");
  if (unknown || url.hash) throw wrong("Of a URL's parameters only sslmode is taken; encode special characters.");
  const sslModes = url.searchParams.getAll("sslmode");
  const tlsMode = sslModes.length === 0 ? DEFAULT_TLS_MODE : SSL_MODES[sslModes.join()];
  if (!tlsMode) throw wrong("sslmode must be disable, require or verify-full.");
  const decoded = (part: string) => {
    try {
      return decodeURIComponent(part);
    } catch {
      throw wrong("The URL holds a % that is not the start of an encoded character: write it as %25.");
    }
  };
  return Object.assign(new PostgresqlConnectionInput(), {
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: url.port ? Number(url.port) : DEFAULT_PORT,
    user: decoded(url.username),
    password: url.password ? decoded(url.password) : undefined,
    database: decoded(url.pathname.slice(1)),
    tlsMode,
  });
}
