import { connectionOf } from "../../platform/paging.js";
import { ProposedChange } from "./proposed-change.entity.js";

export const ProposedChangeConnection = connectionOf("ProposedChange", () => ProposedChange);
