import { z } from "zod";
import { named, text } from "../fields.js";

const code = text(
  "What kind of error it is, a code of docs/errors.md. More may come: treat an unknown one like INTERNAL_ERROR.",
);
const message = text("What is wrong and what would be right, in one or two sentences.");

/** Every answer that is an error. */
export const ErrorAnswer = named("Error", "An error.", {
  error: z.object({
    code,
    message,
    details: z
      .array(
        z.object({
          code,
          message,
          path: z.array(z.string()).meta({
            description: "Where in the request, e.g. `[parameters, config, parallel_workers]`.",
          }),
        }),
      )
      .meta({ description: "Each mistake with its place in the request; empty where there is none to name." }),
  }),
  request_id: text("Id of the request, in the log too; the header X-Request-ID says the same."),
});
