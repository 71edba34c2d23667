import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, PrimaryColumn, Unique } from "typeorm";
import type { Fqn } from "../../platform/fqn.js";
import { DateTime } from "../../platform/scalars.js";
import { TlsMode } from "../../sources/source-session.js";
import { AssetKind } from "../asset-kind.js";
import { DataAsset } from "../data-asset.js";

registerEnumType(TlsMode, {
  name: "TlsMode",
  description: "How a connection to a data service is encrypted.",
  valuesConfig: {
    DISABLE: { description: "Not at all: for a server on the same machine or in a trusted network." },
    REQUIRE: { description: "Encrypted; the server's certificate is not checked." },
    VERIFY_FULL: { description: "Encrypted; the certificate must be trusted and name the host." },
  },
});

@ObjectType({ implements: DataAsset, description: "A database server of the tenant that runs read." })
@Entity("data_service")
@Unique("data_service_name", ["tenantId", "name"])
export class DataService extends DataAsset {
  @Field(() => ID, { description: "Id of the data service." })
  @PrimaryColumn("uuid")
  id: string;

  @Column("text", { name: "tenant_id" })
  tenantId: string;

  @Field(() => String, { description: "Its name, the first part of the names of all assets in it. It never changes." })
  @Column("text")
  name: string;

  @Field(() => String, { description: "Host name or IP address." })
  @Column("text")
  host: string;

  @Field(() => Int, { description: "Port." })
  @Column("integer")
  port: number;

  @Field(() => String, { description: "The role that sessions log in as." })
  @Column("text", { name: "user_name" })
  user: string;

  @Field(() => String, { description: "The database that is connected to first; others are found from there." })
  @Column("text", { name: "database_name" })
  database: string;

  @Field(() => TlsMode, { description: "How connections are encrypted." })
  @Column("text")
  tls: TlsMode;

  @Field(() => Boolean, {
    description: "Whether rows may be read into the worker. Where not, profiles are computed inside the database.",
  })
  @Column("boolean", { name: "rows_may_leave" })
  rowsMayLeave: boolean;

  @Field(() => Int, { description: "How many connections runs and tests hold to it at once, at most." })
  @Column("integer", { name: "max_connections" })
  maxConnections: number;

  /** Sealed with the key `keyId`; read by nobody but `SealedPasswords`. */
  @Column("bytea", { name: "sealed_password", nullable: true, select: false })
  sealedPassword: Buffer | null;

  @Column("text", { name: "key_id", nullable: true })
  keyId: string | null;

  @Field(() => DateTime, { description: "When it was registered." })
  @Column("timestamptz", { name: "created_at" })
  createdAt: Date;

  @Field(() => DateTime, { description: "When it was changed last." })
  @Column("timestamptz", { name: "updated_at" })
  updatedAt: Date;

  readonly kind = AssetKind.SERVICE;
  /** A server has no comment of its own. */
  readonly comment = null;

  get fqn(): Fqn {
    return [this.name];
  }

  @Field(() => Boolean, { description: "Whether a password is stored. The password itself is never shown." })
  get hasPassword(): boolean {
    return this.keyId !== null;
  }
}
