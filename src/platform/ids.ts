import { v7, validate } from "uuid";

/** Ids are UUIDv7: random, and sorted by the time they were made. */
export const newId = (): string => v7();

/** An id that sorts where it would had it been made then. */
export const newIdAt = (time: Date): string => v7({ msecs: time.getTime() });

export const isId = (text: string): boolean => validate(text);
