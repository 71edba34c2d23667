import type { GraphQLError } from "graphql";
import { codedError } from "../../platform/errors.js";

/** How a stream can end other than by its last message; docs/subscriptions.md says what a client does then. */
export const streamErrors = {
  goingAway: (): GraphQLError =>
    codedError("SERVER_GOING_AWAY", "The server is going away: subscribe again with your last cursor."),
  authExpired: (): GraphQLError =>
    codedError("AUTH_EXPIRED", "The token has expired: subscribe again with a new one and your last cursor."),
  lagged: (): GraphQLError =>
    codedError("LAGGED", "The messages were not read in time: subscribe again with your last cursor."),
  cursorExpired: (): GraphQLError =>
    codedError(
      "CURSOR_EXPIRED",
      "What follows this cursor is not kept any more: read the runs again, then subscribe without it.",
    ),
};
