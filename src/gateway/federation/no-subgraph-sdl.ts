import { type ASTVisitor, GraphQLError, type ValidationContext } from "graphql";

/** A validation rule beside that against introspection: where the schema is not shown, this is no way around it. */
export function noSubgraphSdl(context: ValidationContext): ASTVisitor {
  return {
    Field(node) {
      if (node.name.value !== "_service") return;
      const message = "This gateway does not show its schema: compose with schema/subgraph.graphql of its release.";
      context.reportError(new GraphQLError(message, { nodes: [node] }));
    },
  };
}
