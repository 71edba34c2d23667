/** Beyond the first a numeric rounds to infinity as double precision, below the second to 0: PostgreSQL refuses both. */
const TOO_LARGE = "1.797693134862315807e308";
const TOO_SMALL = "2.4703282292062328e-324";

const direct = (value: string) => `${value}::float8`;
const real = (value: string) => `CASE WHEN abs(${value}) < 'Infinity' THEN ${value}::float8 END`;
const epoch = (value: string) => `CASE WHEN isfinite(${value}) THEN extract(epoch FROM ${value})::float8 END`;

const EXPRESSIONS: Readonly<Record<string, (value: string) => string>> = {
  int2: direct,
  int4: direct,
  int8: direct,
  oid: (value) => `${value}::int8::float8`,
  money: (value) => `${value}::numeric::float8`,
  float4: real,
  float8: real,
  numeric: (value) =>
    `CASE WHEN abs(${value}) >= ${TOO_LARGE} THEN NULL WHEN abs(${value}) < ${TOO_SMALL} THEN 0 ELSE ${value}::float8 END`,
  date: epoch,
  timestamp: epoch,
  timestamptz: epoch,
};

/** SQL for a value of the type as double precision (times: seconds since 1970 UTC), null where it isn't finite. */
export function asDouble(baseType: string): ((value: string) => string) | undefined {
  return EXPRESSIONS[baseType];
}

/** Types that have infinity, or NaN. */
export function hasNonFinite(baseType: string): boolean {
  return ["float4", "float8", "numeric", "date", "timestamp", "timestamptz"].includes(baseType);
}
