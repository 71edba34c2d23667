import { ErrorCode, UserErrors } from "../platform/errors.js";
import { CronError } from "./cron-field.js";
import { FireTimes } from "./fire-times.js";
import { ZoneError } from "./zone.js";

/** Calendars of computers end somewhere; nobody waits that long. */
const LAST_START = Date.UTC(9000, 0);

interface When {
  readonly cronExpression: string;
  readonly timezone: string;
  readonly startDate?: Date | null;
}

/** The times of a schedule that a client gives; what is wrong with it is said where it is. */
export function fireTimesOf({ cronExpression, timezone, startDate = null }: When): FireTimes {
  const wrong = (message: string, path: string) => UserErrors.one(ErrorCode.VALIDATION_ERROR, message, path);
  if (startDate && startDate.getTime() > LAST_START) throw wrong("It is to be before the year 9000.", "startDate");
  try {
    return new FireTimes(cronExpression, timezone, startDate);
  } catch (error) {
    if (error instanceof CronError) throw wrong(error.message, "cronExpression");
    if (error instanceof ZoneError) throw wrong("There is no time zone of this name.", "timezone");
    throw error;
  }
}
