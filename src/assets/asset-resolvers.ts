import {
  AssetAnnotationsResolver,
  ColumnAnnotationsResolver,
  TableAnnotationsResolver,
} from "./annotations/annotation.resolver.js";
import { AssetResolver } from "./catalog/asset.resolver.js";
import { ColumnKeyResolver, ForeignKeyResolver, TableConstraintResolver } from "./catalog/constraint.resolver.js";
import {
  ColumnTreeResolver,
  DatabaseTreeResolver,
  DataServiceTreeResolver,
  SchemaTreeResolver,
  TableTreeResolver,
} from "./catalog/tree.resolver.js";
import { ColumnPendingChangesResolver, TablePendingChangesResolver } from "./changes/pending-changes.resolver.js";
import { ColumnHistoryResolver, TableHistoryResolver } from "./history/history.resolver.js";
import {
  ColumnProfileResolver,
  ColumnProfilesResolver,
  TableProfileResolver,
  TableProfilesResolver,
} from "./profiles/profile.resolver.js";

/** Each takes the `Catalog`. */
export const CATALOG_RESOLVERS = [
  AssetResolver,
  DataServiceTreeResolver,
  DatabaseTreeResolver,
  SchemaTreeResolver,
  TableTreeResolver,
  ColumnTreeResolver,
  TableConstraintResolver,
  ForeignKeyResolver,
  ColumnKeyResolver,
] as const;

/** Each takes the `Profiles`. */
export const PROFILE_RESOLVERS = [
  TableProfilesResolver,
  TableProfileResolver,
  ColumnProfilesResolver,
  ColumnProfileResolver,
] as const;

/** Each takes the `Annotations`. */
export const ANNOTATION_RESOLVERS = [
  AssetAnnotationsResolver,
  TableAnnotationsResolver,
  ColumnAnnotationsResolver,
] as const;

/** Each takes the `PendingChanges`. */
export const PENDING_CHANGES_RESOLVERS = [TablePendingChangesResolver, ColumnPendingChangesResolver] as const;

/** Each takes the `AssetHistories`. */
export const HISTORY_RESOLVERS = [TableHistoryResolver, ColumnHistoryResolver] as const;
