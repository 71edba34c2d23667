import { v7, validate } from "uuid";

/** Ids are UUIDv7: random, and sorted by the time they were made. */
export const newId = (): string => v7();

export const isId = (text: string): boolean => validate(text);
