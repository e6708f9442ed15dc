/** What waits and costs something is summed up after each change of a request; in most projects nothing does. */
export const paidRequests = {
  version: 45,
  sql: /* sql */ `
CREATE INDEX request_paid ON request (project_id, state) WHERE estimate_micro_usd IS NULL OR estimate_micro_usd > 0;
`,
}
