import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { AssetFqn, DateTime } from "../platform/scalars.js";
import { WorkflowType } from "../workflows/workflow-type.js";

export enum ConfigurationStatus {
  ACTIVE = "ACTIVE",
  ARCHIVED = "ARCHIVED",
}
registerEnumType(ConfigurationStatus, {
  name: "WorkflowConfigurationStatus",
  description: "Whether a configuration can be run.",
  valuesConfig: {
    ACTIVE: { description: "Can be run." },
    ARCHIVED: { description: "Kept for its past runs; can't be run any more." },
  },
});

@ObjectType({ description: "A tenant's instance of a definition: a name, options, and perhaps an asset of its own." })
@Entity("workflow_configuration")
@Index("workflow_configuration_name", { synchronize: false })
@Index("workflow_configuration_default", { synchronize: false })
export class WorkflowConfiguration {
  @Field(() => ID, { description: "Id of the configuration." })
  @PrimaryColumn("uuid")
  id: string;

  @Column("text", { name: "tenant_id" })
  tenantId: string;

  @Column("uuid", { name: "definition_id" })
  definitionId: string;

  @Field(() => WorkflowType, { description: "What its runs do." })
  @Column("text", { name: "workflow_type" })
  workflowType: WorkflowType;

  @Field(() => String, { description: "Its name, unique among the tenant's active configurations." })
  @Column("text")
  name: string;

  @Field(() => String, { nullable: true, description: "What it is for." })
  @Column("text", { nullable: true })
  description: string | null;

  @Column("jsonb")
  parameters: Record<string, unknown>;

  @Field(() => AssetFqn, { nullable: true, description: "The asset of a run that names none." })
  @Column("text", { name: "asset_fqn", nullable: true })
  assetFqn: string | null;

  @Field(() => ConfigurationStatus, { description: "Whether it can be run." })
  @Column("text")
  status: ConfigurationStatus;

  @Field(() => Boolean, { description: "Whether it is the one that the tenant got for its type at the start." })
  @Column("boolean", { name: "is_default" })
  isDefault: boolean;

  @Field(() => String, { description: "The client that made it." })
  @Column("text", { name: "created_by_client_id" })
  createdByClientId: string;

  @Field(() => DateTime, { description: "When it was made." })
  @Column("timestamptz", { name: "created_at" })
  createdAt: Date;

  @Field(() => DateTime, { description: "When it was changed last." })
  @Column("timestamptz", { name: "updated_at" })
  updatedAt: Date;
}
