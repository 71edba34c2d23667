import { z } from "zod";

/**
 * What the specification's JSON schema (2-0-2) and those of the facets ask of the events that we send, rule by rule. What it leaves
 * open may hold anything there; here it may not, so that a misspelt field is found.
 */
const uri = z.string().refine((text) => URL.canParse(text));
const facet = (name: string, fields: z.ZodRawShape) =>
  z.strictObject({
    _producer: uri,
    _schemaURL: z
      .string()
      .regex(new RegExp(`^https://openlineage\\.io/spec/facets/\\d-\\d-\\d/${name}\\.json#/\\$defs/${name}$`)),
    ...fields,
  });
const job = { namespace: z.string().min(1), name: z.string().min(1) };

export const RUN_EVENT = z.strictObject({
  eventType: z.enum(["START", "RUNNING", "COMPLETE", "ABORT", "FAIL", "OTHER"]),
  eventTime: z.iso.datetime(),
  producer: uri,
  schemaURL: z.literal("https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent"),
  run: z.strictObject({
    runId: z.uuid(),
    facets: z.strictObject({
      tags: facet("TagsRunFacet", {
        tags: z.array(z.strictObject({ key: z.string(), value: z.string(), source: z.string().optional() })),
      }),
      parent: facet("ParentRunFacet", {
        run: z.strictObject({ runId: z.uuid() }),
        job: z.strictObject(job),
      }).optional(),
      errorMessage: facet("ErrorMessageRunFacet", {
        message: z.string(),
        programmingLanguage: z.string(),
      }).optional(),
    }),
  }),
  job: z.strictObject({
    ...job,
    facets: z.strictObject({
      jobType: facet("JobTypeJobFacet", {
        processingType: z.literal("BATCH"),
        integration: z.string(),
        jobType: z.string(),
      }),
    }),
  }),
  inputs: z.array(
    z.strictObject({
      namespace: z.string().regex(/^postgres:\/\/.+:\d+$/),
      name: z.string().regex(/^[^.]+\.[^.]+\.[^.]+$/),
    }),
  ),
  outputs: z.array(z.never()),
});
