import { IsEnum, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from "class-validator";
import { Field, InputType, Int } from "type-graphql";
import { OneOf } from "../../platform/one-of.js";
import { TlsMode } from "../../sources/source-session.js";
import { IsPostgresName } from "./postgres-name.js";

export const DEFAULT_PORT = 5432;
export const DEFAULT_TLS_MODE = TlsMode.REQUIRE;

@InputType({ description: "Where a PostgreSQL server is, and who logs in. A role that can only read is enough." })
export class PostgresqlConnectionInput {
  @IsString()
  @MaxLength(255)
  @Field(() => String, {
    description: "Host name or IP address. Not every host is allowed: see docs/configuration.md.",
  })
  host: string;

  @IsInt()
  @Min(1)
  @Max(65_535)
  @Field(() => Int, { defaultValue: DEFAULT_PORT, description: "Port, 1 to 65535." })
  port: number = DEFAULT_PORT;

  @IsPostgresName()
  @Field(() => String, { description: "Role to log in as." })
  user: string;

  @IsOptional()
  @MaxLength(1024)
  @Matches(/^[^\0]*$/, { message: "password must not hold a NUL character" })
  @Field(() => String, {
    nullable: true,
    description: "Its password, stored encrypted and never shown. In an update: absent keeps it, null takes it away.",
  })
  password?: string | null;

  @IsPostgresName()
  @Field(() => String, { description: "Database to connect to first; the server's others are found from there." })
  database: string;

  @IsEnum(TlsMode)
  @Field(() => TlsMode, { defaultValue: DEFAULT_TLS_MODE, description: "How the connection is encrypted." })
  tlsMode: TlsMode = DEFAULT_TLS_MODE;
}

@OneOf()
@InputType({ description: "How to connect to a data service: exactly one member." })
export class DataServiceConnectionInput {
  @Field(() => PostgresqlConnectionInput, { nullable: true, description: "A PostgreSQL server, in its parts." })
  postgresql?: PostgresqlConnectionInput | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The same as a URL: postgres://user:password@host:5432/database?sslmode=require. `sslmode` may be disable, require or verify-full.",
  })
  url?: string | null;
}
