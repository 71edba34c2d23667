/** What SQL of rules may consist of: names as PostgreSQL's parser gives them. */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Nodes of the parse tree. */
export const NODES = words(`
  SelectStmt ResTarget ColumnRef A_Star A_Const A_Expr A_ArrayExpr A_Indirection A_Indices BoolExpr BooleanTest NullTest
  CaseExpr CaseWhen CoalesceExpr MinMaxExpr FuncCall NamedArgExpr SubLink TypeCast TypeName CollateClause RowExpr List
  RangeVar RangeSubselect RangeTableSample JoinExpr WithClause CommonTableExpr SortBy WindowDef GroupingSet GroupingFunc
  SQLValueFunction Alias String Integer Float Boolean BitString`);

/** Functions of pg_catalog: none that writes, waits, reads files or settings, answers at random, or makes much of little. */
export const FUNCTIONS = words(`
  count sum avg min max bool_and bool_or every stddev stddev_pop stddev_samp variance var_pop var_samp corr
  percentile_cont percentile_disc mode row_number rank dense_rank lag lead first_value last_value ntile
  abs ceil ceiling floor round trunc mod div sign sqrt power exp ln log width_bucket isfinite
  lower upper initcap length char_length character_length octet_length bit_length btrim ltrim rtrim left right
  substring substr position strpos replace translate reverse concat concat_ws split_part starts_with md5 ascii
  regexp_replace regexp_match regexp_count regexp_like regexp_substr like_escape similar_to_escape normalize is_normalized
  to_char to_date to_timestamp to_number make_date make_time make_timestamp make_interval date_trunc date_part extract age
  now timezone overlaps justify_days justify_hours justify_interval
  array_length array_ndims cardinality array_position unnest json_typeof jsonb_typeof json_array_length jsonb_array_length
  num_nulls num_nonnulls pg_input_is_valid family masklen host`);

/** Types that values may be cast to: those of PostgreSQL itself whose input changes and looks up nothing. */
export const TYPES = words(`
  bool boolean int2 int4 int8 smallint integer bigint numeric decimal float4 float8 real text varchar bpchar char name
  date time timetz timestamp timestamptz interval uuid json jsonb inet cidr macaddr macaddr8 bytea bit varbit money`);
