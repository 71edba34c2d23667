/** What the document says beside its paths and schemas. */
export const DOCUMENT_HEAD = {
  openapi: "3.1.0",
  info: {
    title: "Data readiness",
    version: "1.0.0",
    license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    description: [
      "Runs of data-readiness workflows: start them, follow them, read and decide on what they found. GraphQL at `/graphql` has all of this and more.",
      "Names are in snake_case, statuses and other codes in lower case, workflow types in kebab-case; times are ISO 8601 in UTC. Answers may get more fields, and codes more members: leave out what you don't know.",
      "Lists are paged: give `next_cursor` back as `cursor`, with the same filter. What belongs to another tenant answers exactly like what does not exist. Every error has the shape of `Error`.",
    ].join("\n\n"),
  },
  servers: [{ url: "/", description: "This gateway." }],
  security: [{ token: [] }],
  tags: [
    { name: "Workflows", description: "What can be run: configurations of workflow types." },
    { name: "Runs", description: "Executions of workflows on assets." },
    { name: "Approvals", description: "Decisions on what runs found." },
    { name: "Assets", description: "What is known of the data." },
  ],
  components: {
    securitySchemes: {
      token: {
        type: "http",
        scheme: "bearer",
        bearerFormat: "JWT",
        description: "A JWT with the claims `client_id` and `project_id`, which say whose data it is, and `scope`.",
      },
    },
    parameters: {
      ProjectId: {
        name: "X-Project-ID",
        in: "header",
        required: false,
        description: "Where it is sent, it must be the `project_id` of the token.",
        schema: { type: "string" },
      },
    },
  },
};
