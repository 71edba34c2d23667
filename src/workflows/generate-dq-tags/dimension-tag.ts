import { DqDimension } from "../../quality/rule.model.js";

/** Names of tags begin with it. */
export const DATA_QUALITY = "DataQuality.";

export const DIMENSIONS = Object.values(DqDimension);

export const dimensionName = (dimension: DqDimension): string => dimension[0] + dimension.slice(1).toLowerCase();

/** E.g. `DataQuality.Completeness`. */
export const tagOf = (dimension: DqDimension): string => DATA_QUALITY + dimensionName(dimension);
