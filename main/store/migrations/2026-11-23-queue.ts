/**
 * Runs that wait for their turn, by `place`, with how they are to be carried out. A run in here counts as queued whatever
 * its own state says: that is what it goes back to when it is taken out without being computed.
 */
export const sql = `
CREATE TABLE queue (
  run INTEGER PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  settings TEXT NOT NULL
) STRICT;
`;
