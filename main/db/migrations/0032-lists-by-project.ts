/** What belongs to one project is found without a look at all others: a library may hold hundreds of thousands of takes. */
export const listsByProject = {
  version: 32,
  sql: /* sql */ `
CREATE INDEX take_of_project ON take (project_id, media_id);
CREATE INDEX request_of_project ON request (project_id, state);
`,
}
