/** The list that transitions' cursors belong to: the tenant's feed, whatever filter they came through. */
export const TRANSITIONS = "transitions";

/** The list that a run's events' cursors belong to; the query and the subscription share it. */
export const eventsOf = (runId: string): string => `events:${runId}`;
