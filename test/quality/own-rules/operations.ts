import type { TestClient } from "../../support/app.js";

const RULE = `id name kind column definition dimension severity threshold status origin confidence clientId runId sql targetFqn
  justification { summary } table { fqn }
  latestExecution { status rowsChecked rowsFailing failingShare error { code } }
  openViolation { id status rowsFailing }`;
const ERRORS = "userErrors { code message path }";

/** One mutation or query each; answers the payload with its userErrors. */
export const dryRunRule = async (client: TestClient, input: object) =>
  (
    await client.ask(
      `mutation ($input: DryRunDqRuleInput!) { dryRunDqRule(input: $input) { result { status rowsChecked rowsFailing failingShare
        durationMs sql failingKeyColumns failingKeys error { code message } } ${ERRORS} } }`,
      { input },
    )
  ).dryRunDqRule;

export const createRule = async (client: TestClient, input: object) =>
  (
    await client.ask(
      `mutation ($input: CreateDqRuleInput!) { createDqRule(input: $input) { dqRule { ${RULE} } ${ERRORS} } }`,
      { input },
    )
  ).createDqRule;

export const updateRule = async (client: TestClient, input: object) =>
  (
    await client.ask(
      `mutation ($input: UpdateDqRuleInput!) { updateDqRule(input: $input) { dqRule { ${RULE} } ${ERRORS} } }`,
      { input },
    )
  ).updateDqRule;

export const setStatus = async (client: TestClient, id: string, status: string) =>
  (
    await client.ask(
      `mutation ($input: SetDqRuleStatusInput!) { setDqRuleStatus(input: $input) { dqRule { ${RULE} } ${ERRORS} } }`,
      { input: { id, status } },
    )
  ).setDqRuleStatus;

export const ruleById = async (client: TestClient, id: string) =>
  (await client.ask(`query ($id: ID!) { dqRule(id: $id) { ${RULE} } }`, { id })).dqRule;

export const listRules = async (client: TestClient, filter: object | null = null, more = "") =>
  (
    await client.ask(
      `query ($filter: DqRuleFilter) { dqRules(filter: $filter${more}) { nodes { ${RULE} } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
      { filter },
    )
  ).dqRules;

export const listViolations = async (client: TestClient, filter: object | null = null, more = "") =>
  (
    await client.ask(
      `query ($filter: DqViolationFilter) { violations(filter: $filter${more}) { nodes { id status targetFqn table { fqn } rowsFailing
        openedAt openedByRunId resolvedByRunId resolvedByClientId acknowledgedAt acknowledgedByClientId acknowledgementNote
        rule { id name severity } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
      { filter },
    )
  ).violations;

export const acknowledge = async (client: TestClient, ids: readonly string[], note?: string) =>
  (
    await client.ask(
      `mutation ($input: AcknowledgeViolationsInput!) { acknowledgeViolations(input: $input) {
        results { id acknowledged violation { status acknowledgedAt acknowledgedByClientId acknowledgementNote } userError { code path } }
        ${ERRORS} } }`,
      { input: { ids, ...(note !== undefined && { note }) } },
    )
  ).acknowledgeViolations;
