import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn, Unique } from "typeorm";
import { AssetKind, type AssetLevel } from "../assets/asset-kind.js";
import { WorkflowCategory, WorkflowType } from "../workflows/workflow-type.js";

@ObjectType({ description: "A template of one workflow type, the same for all tenants." })
@Entity("workflow_definition")
@Unique("workflow_definition_type", ["type"])
export class WorkflowDefinition {
  @Field(() => ID, { description: "Id of the definition." })
  @PrimaryColumn("uuid")
  id: string;

  @Field(() => WorkflowType, { description: "What it does." })
  @Column("text")
  type: WorkflowType;

  @Field(() => String, { description: "Its name." })
  @Column("text")
  name: string;

  @Field(() => String, { description: "What it does, in a sentence." })
  @Column("text")
  description: string;

  @Field(() => WorkflowCategory, { description: "Its group." })
  @Column("text")
  category: WorkflowCategory;

  @Field(() => [AssetKind], { description: "The kinds of assets that it takes." })
  @Column("jsonb", { name: "asset_levels" })
  assetKinds: AssetLevel[];

  @Column("jsonb", { name: "default_parameters" })
  defaultParameters: Record<string, unknown>;

  @Field(() => Boolean, { description: "Whether it can be used." })
  @Column("boolean")
  active: boolean;

  @Field(() => Boolean, { description: "Whether its results need an approval when they are not saved at once." })
  @Column("boolean", { name: "requires_approval" })
  requiresApproval: boolean;
}
