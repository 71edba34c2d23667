/** SQL of the types that the table uses besides the built-in ones. */
export const TYPES_SQL = `
  create type mood as enum ('sad', 'ok', 'happy', 'Ångström', 'with ''quote');
  create domain percent as numeric(5,2) check (value between 0 and 100);
  create domain small_percent as percent check (value < 50);
  create domain short_text as varchar(20);
  create type pair as (a int, "b c" text);
  create collation any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
  create extension citext;
  create extension hstore;
  create extension ltree;
`;

const quoted = (...texts: string[]) => texts.map((text) => `'${text.replaceAll("'", "''")}'`);

const TEXTS = quoted(
  "",
  " ",
  " \t\n\r\f\v ",
  "plain",
  "Plain",
  "PLAIN",
  " padded",
  "padded ",
  "padded\n",
  "\tpadded",
  "\u00a0not white space here",
  "two\nlines\r\n",
  "tab\there",
  'quote \' and "double"',
  "back\\slash",
  "\\N",
  "\\.",
  "\\\\",
  ",",
  "a,b",
  '"',
  '""',
  "NULL",
  "null",
  "NaN",
  "über",
  "ÜBER",
  "日本語",
  "שלום עולם",
  "مرحبا",
  "e\u0301 and é",
  "😀 family 👨‍👩‍👧",
  "\u{10ffff}",
  "\u0001control\u001f\u007f",
  "Ä1b2C3",
  "X".repeat(300),
  "AaAaAa1a".repeat(30),
  "12",
  "-7",
  "007",
  "1.50",
  "1e5",
  "123456789012345678901234567890",
  "true",
  "N",
  "mary@example.com",
  "mary@example",
  "https://example.com/a?b=c",
  "HTTP://EXAMPLE.COM",
  "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
  "+49 30 901820",
  "(555) 123-4567",
  "2024-02-29",
  "29.2.2024",
  "2024-02-29T12:00:00Z",
  "2024-02-29 12:00",
  "192.168.0.1",
  "300.1.1.1",
  "fe80::1",
  "::",
  '{"a": 1}',
  "[1, 2]",
  "[note]",
  "{}",
);

const DOUBLES = quoted(
  "NaN",
  "Infinity",
  "-Infinity",
  "0",
  "-0",
  "1",
  "1.5",
  "-1.5",
  "0.1",
  "3.141592653589793",
  "1e15",
);

const TIMES = quoted(
  "2024-02-29 23:59:59.999999",
  "2024-02-29 00:00:00",
  "1970-01-01",
  "1969-12-31 23:59:59.5",
  "0001-01-01",
  "9999-12-31",
  "1999-12-31 12:00:00.123",
);
const FAR_TIMES = [...TIMES, ...quoted("infinity", "-infinity", "4713-01-01 BC", "0044-03-15 BC", "294276-12-31")];
const REG_NAMES = ["regclass:pg_class", "regtype:int4", "regproc:now", "regprocedure:now()", "regrole:postgres"];
const OTHERS = ["regnamespace:pg_catalog", "regconfig:simple", "regdictionary:simple", 'regcollation:"C"'];

const SEVERAL_OF_ALL: Record<string, readonly string[]> = {
  int2: quoted("-32768", "32767", "0", "1", "1", "2"),
  int4: quoted("-2147483648", "2147483647", "0", "7", "7", "7"),
  int8: quoted("-9223372036854775808", "9223372036854775807", "9007199254740993", "9007199254740992", "0"),
  numeric: [
    ...quoted("NaN", "Infinity", "-Infinity", "1.0", "1.00", "1", "0", "0.000", "-12345678901234567890.123456789"),
    ...quoted("12345678901234567890.123456789", "0.000000000000000000000000001", "2.5", "2.50"),
  ],
  "numeric(12,2)": quoted("NaN", "1.5", "1.50", "-9999999999.99", "9999999999.99", "0", "0.01"),
  "numeric(38,10)": quoted("1234567890123456789012345678.1234567890", "1.1", "-1.1", "0"),
  "numeric(3,-2)": quoted("12345", "100", "99900", "0"),
  money: quoted("1.00", "-1234567.89", "0", "1", "92233720368547758.07"),
  float4: [...DOUBLES, ...quoted("1e-45", "3.4028235e38")],
  float8: DOUBLES,
  oid: quoted("0", "1", "4294967295", "1"),
  bool: quoted("true", "false", "true"),
  date: quoted("2024-02-29", "1970-01-01", "0044-03-15 BC", "infinity", "-infinity", "9999-12-31", "1969-12-31"),
  "date[]": quoted("{2024-02-29,infinity}", "{}"),
  timestamp: TIMES,
  "timestamp(0)": TIMES,
  timestamptz: [...TIMES, ...quoted("2024-02-29 12:00:00+05:30", "infinity", "-infinity")],
  time: quoted("00:00:00", "24:00:00", "12:34:56.789012", "12:34:56.789012"),
  timetz: quoted("00:00:00+00", "12:00:00+02", "10:00:00+00", "12:34:56.78-11:30", "24:00:00+14:59"),
  interval: [
    ...quoted("1 day", "24 hours", "1 mon", "30 days", "-1 year 2 mons", "1 day -00:00:01", "0", "00:00:00.000001"),
    ...quoted("178000000 years", "-178000000 years", "1 year 2 mons 3 days 04:05:06.789"),
  ],
  uuid: quoted(
    "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
    "00000000-0000-0000-0000-000000000000",
    "FFFFFFFF-ffff-4fff-bfff-ffffffffffff",
  ),
  inet: quoted("10.0.0.1", "10.0.0.1/8", "::1", "fe80::/10", "192.168.0.1/32", "9.255.0.1"),
  cidr: quoted("10.0.0.0/8", "192.168.100.128/25", "::/0", "2001:db8::/32"),
  macaddr: quoted("08:00:2b:01:02:03", "ff:ff:ff:ff:ff:ff", "08-00-2b-01-02-04"),
  macaddr8: quoted("08:00:2b:01:02:03:04:05", "ff:ff:ff:ff:ff:ff:ff:ff"),
  "bit(5)": ["B'10101'", "B'00000'", "B'11111'"],
  varbit: ["B''", "B'1'", "B'10'", "B'0000000011'"],
  pg_lsn: quoted("0/0", "16/B374D848", "FFFFFFFF/FFFFFFFF", "2/0", "10/0"),
  text: [...TEXTS, "repeat('long äöü 12 ', 8000)", "repeat(' ', 5000)"],
  varchar: TEXTS,
  "varchar(7)": quoted("short", "1234567", ""),
  "char(6)": quoted("ab", "ab    ", "", " ab", "abcdef", "      "),
  bpchar: quoted("ab", "ab    ", "", " ab", "abcdef", "AB"),
  "text collate any_case": quoted("Abc", "abc", "ABC", "b", "B"),
  name: quoted("pg_class", "", "Ünï", "x".repeat(63), "007"),
  citext: quoted("Abc", "abc", "ABC", "b", "B ", "ÄÖ", "äö", "", " ", "Mary@Example.com", "mary@example.com"),
  xml: quoted("<a/>", "<a></a>", "<b>text &amp; more</b>", " <a/>"),
  bytea: ["'\\x'", "'\\x00ff'", "'\\xdeadbeef'", "'\\x00ff'", "decode(repeat('ab', 5000), 'hex')"],
  json: quoted('{"a":1}', '{"a": 1}', "[]", "null", '"text"', "1.0", "1.00", '{"nested":{"deep":["ü",null]}}'),
  jsonb: quoted('{"a":1}', '{"a": 1}', "[]", "null", '"text"', "1.0", "1.00", '{"b":1,"a":2}', '"\\u00e9\\n"'),
  jsonpath: quoted("$.a[*] ? (@ > 1)", "$"),
  tsvector: quoted("a fat cat", "", "'quoted ''word':1A"),
  tsquery: quoted("fat & (rat | cat)", "a <-> b"),
  int4range: quoted("[1,5)", "(1,4]", "empty", "[1,)", "(,)"),
  numrange: quoted("[1.0,2.0]", "[1,2]", "empty"),
  tstzrange: quoted("[2024-01-01,2024-02-01)", "(,infinity]"),
  daterange: quoted("[2024-01-01,2024-02-01)", "(2023-12-31,2024-01-31]"),
  int4multirange: quoted("{[1,3),[5,7)}", "{}"),
  tsmultirange: quoted("{[2024-01-01,2024-02-01)}", "{}"),
  point: quoted("(1,2)", "(1.5,-0)", "(1.5,0)", "(NaN,Infinity)"),
  line: quoted("{1,2,3}", "{-1,0,5}"),
  lseg: quoted("[(0,0),(1,1)]"),
  box: quoted("(1,1),(0,0)", "(2,2),(0,0)"),
  path: quoted("[(0,0),(1,1),(2,0)]", "((0,0),(1,1))"),
  polygon: quoted("((0,0),(1,1),(2,0))"),
  circle: quoted("<(0,0),5>", "<(1,1),5>"),
  '"char"': quoted("a", "", "Z", " "),
  tid: quoted("(0,1)", "(42,7)"),
  xid: quoted("1", "4294967295"),
  xid8: quoted("1", "18446744073709551615"),
  cid: quoted("1", "2"),
  refcursor: quoted("cursor", "Cursor 2"),
  pg_snapshot: quoted("10:20:10,14,15"),
  txid_snapshot: quoted("10:20:10,14,15"),
  aclitem: quoted("postgres=r/postgres"),
  int2vector: quoted("1 2 3", ""),
  oidvector: quoted("1 2", "4294967295"),
  ...Object.fromEntries(
    [...REG_NAMES, ...OTHERS]
      .map((each) => each.split(":") as [string, string])
      .map(([type, name]) => [type, quoted(name)]),
  ),
  "int4[]": quoted("{1,2,3}", "{}", "{NULL,1}", "{{1,2},{3,4}}", "[0:1]={7,8}"),
  "text[]": ["array['a,b', '\"', '\\', '', null, 'NULL']", "'{}'", "array['ü', E'\\n']"],
  "numeric[]": quoted("{1.0}", "{1.00}", "{NaN}"),
  "jsonb[]": ["array['{\"a\":1}'::jsonb]"],
  "bytea[]": ["array['\\x00'::bytea]"],
  mood: quoted("happy", "sad", "ok", "ok", "Ångström", "with 'quote"),
  "mood[]": quoted("{happy,sad}"),
  percent: quoted("0", "99.99", "50.5", "50.50"),
  small_percent: quoted("0", "49.99"),
  short_text: quoted("short", " padded", ""),
  pair: ["row(1, 'x')::pair", "row(null, null)::pair", "row(1, null)::pair", "row(2, 'a,\"b\\c')::pair"],
  "pair[]": ["array[row(1, 'x')::pair]"],
  hstore: quoted('a=>1, b=>NULL, "c d"=>"e f"', ""),
  ltree: quoted("Top.Science.Astronomy", "Top"),
  pg_node_tree: ["null"],
  gtsvector: ["null"],
  pg_mcv_list: ["null"],
};

/** Types with values of which some other column of the table would hide what is to be seen. */
const ALONE: Record<string, readonly [type: string, values: readonly string[]]> = {
  "huge doubles": ["float8", quoted("1e308", "-1e308", "1.7976931348623157e308", "1")],
  "opposite huge doubles": ["float8", quoted("1.7e308", "-1.7e308")],
  "tiny doubles": ["float8", quoted("5e-324", "1e-310", "-5e-324", "0")],
  "mixed doubles": ["float8", quoted("1e200", "1e-200", "0", "-1", "3")],
  "large, close together": ["float8", quoted("1000000000000000.125", "1000000000000000.25", "1000000000000000.5")],
  "one constant": ["float8", quoted("0.1", "0.1", "0.1")],
  "only not a number": ["float8", quoted("NaN", "Infinity")],
  "beyond doubles": ["numeric", ["1e400::numeric", "-1e400::numeric", "1e-400::numeric", "'5'", "'7'"]],
  "far dates": ["date", quoted("5874897-12-31", "4713-01-01 BC", "2000-01-01")],
  "far times": ["timestamp", FAR_TIMES],
  "far times with zone": ["timestamptz", FAR_TIMES],
  "only infinity": ["timestamptz", quoted("infinity", "-infinity")],
  "an hour": [
    "timestamptz",
    quoted("2024-03-31 00:00+00", "2024-03-31 00:15:00.000001+00", "2024-03-31 00:59:59.999999+00"),
  ],
  "tied outliers": ["numeric(3,1)", [...quoted("-0.1", "0.1"), ...Array.from({ length: 7 }, () => "'0.0'")]],
  outliers: ["int4", [...Array.from({ length: 30 }, (_, n) => `'${100 + (n % 3)}'`), "'900'", "'-700'"]],
  "integers in text": ["text", quoted("1", "2", "-3")],
  "numbers in text": ["text", quoted("1", "2.5")],
  "days in text": ["text", quoted("2024-01-01", "2024-01-01 10:00:00")],
  "all null": ["int4", ["null"]],
  "all null text": ["text", ["null"]],
};

interface Column {
  readonly name: string;
  readonly type: string;
  readonly values: readonly string[];
}

export const EVERY_TYPE: readonly Column[] = [
  ...Object.entries(SEVERAL_OF_ALL).map(([type, values]) => ({ name: `of ${type}`, type, values })),
  ...Object.entries(ALONE).map(([name, [type, values]]) => ({ name, type, values })),
];

/** A table with a column of each type; the last value of every column but one is followed by a null. */
export function everyTypeSql(table: string, rowCount: number): string {
  const columns = EVERY_TYPE.map(({ name, type }) => `"${name.replaceAll('"', '""')}" ${type}`);
  const rows = Array.from({ length: rowCount }, (_, row) => {
    const values = EVERY_TYPE.map(({ values }) => values[row % (values.length + 1)] ?? "null");
    return `(${values.join(", ")})`;
  });
  const names = EVERY_TYPE.map(({ name }) => `"${name.replaceAll('"', '""')}"`);
  const identity = 'id int generated always as identity, doubled int8 generated always as ("of int4"::int8 * 2) stored';
  return `create table ${table} (${identity}, ${columns.join(", ")});
    insert into ${table} (${names.join(", ")}) values ${rows.join(",\n")};`;
}
