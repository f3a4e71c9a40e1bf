/** What the user has chosen for the whole program, as JSON by name. Nothing here decides a result. */
export const sql = `
CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
`;
