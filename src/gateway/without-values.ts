const VARIABLE = /^Variable "(\$\w+)" got invalid value /;
const PLACE = / at "(\w[\w.[\]]*)"; /g;

/** What graphql-js says is wrong with a variable's value, where it says so with names and types of the schema alone. */
const REASONS = [
  /Expected type "[\w![\]]+" to be an object\.$/,
  /Expected non-nullable type "[\w![\]]+" not to be null\.$/,
  /Field "\w+" of required type "[\w![\]]+" was not provided\.$/,
  /Field "\w+" is not defined by type "\w+"\.( Did you mean [\w", ]+\?)?$/,
  /Exactly one key must be specified for OneOf type "\w+"\.$/,
  /Field "\w+" must be non-null\.$/,
];

/**
 * The words of an error of graphql-js without the values that it quotes: an input may hold a password, and errors are
 * kept in places where inputs are not.
 */
export function withoutValues(message: string): string {
  const variable = VARIABLE.exec(message)?.[1];
  if (!variable) return literalWithoutValue(message);
  const place = [...message.matchAll(PLACE)].at(-1)?.[1];
  const reason = REASONS.map((pattern) => pattern.exec(message)?.[0]).find((found) => found !== undefined);
  const type = /; ((?:Enum )?"?\w+"?) cannot represent /.exec(message)?.[1];
  const enumeration = /does not exist in ("\w+" enum)\./.exec(message)?.[1];
  const why =
    reason ??
    (enumeration && `The value does not exist in ${enumeration}.`) ??
    (type ? `${type} cannot represent this value.` : "The value is not of its type.");
  return `Variable "${variable}" got an invalid value${place ? ` at "${place}"` : ""}; ${why}`;
}

function literalWithoutValue(message: string): string {
  return message
    .replace(/^((?:Enum )?"?\w+"?) cannot represent ([a-z][a-z -]*):.*$/s, "$1 cannot represent $2.")
    .replace(/^(\w+) cannot represent (?![a-z -]+\.$).*$/s, "$1 cannot represent this value.")
    .replace(/^(Expected value of type "[\w![\]]+"), found .*$/s, "$1.")
    .replace(/^Value .* does not exist in ("\w+" enum)\..*$/s, "The value does not exist in $1.")
    .replace(/^(Syntax Error: .*?)(found|Unexpected) (String|BlockString|Int|Float|Name) ".*$/s, "$1$2 $3.");
}
