import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { TableAsset } from "../../assets/catalog/table.entity.js";
import type { GraphQLContext } from "../../platform/context.js";
import { requestContext } from "../../platform/guard.js";
import { MetricSnapshot } from "./metric-snapshot.entity.js";
import { Metrics } from "./metrics.js";

@Resolver(() => TableAsset)
export class TableMetricsResolver {
  constructor(private readonly saved: Metrics) {}

  @FieldResolver(() => [MetricSnapshot], {
    description:
      "What its latest assessment of metadata measured, then what its latest one of data quality did; none before the first.",
  })
  metrics(@Root() { id }: TableAsset, @Ctx() ctx: GraphQLContext): Promise<MetricSnapshot[]> {
    return this.saved.latest(requestContext(ctx), id);
  }
}
