import { LIMITS } from "../../../src/gateway/limits.js";

/** Does its work while a limit is another one. */
export async function withLimit<T>(name: keyof typeof LIMITS, limit: number, work: () => Promise<T>): Promise<T> {
  const changeable = LIMITS as Record<keyof typeof LIMITS, number>;
  const own = changeable[name];
  changeable[name] = limit;
  try {
    return await work();
  } finally {
    changeable[name] = own;
  }
}
