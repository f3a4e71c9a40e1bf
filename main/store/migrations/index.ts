import { sql as initial } from './2026-11-22-initial.ts';
import { sql as chaptersAndForks } from './2026-11-23-chapters-and-forks.ts';
import { sql as holdoutsAndChampions } from './2026-11-23-holdouts-and-champions.ts';

export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** In the order in which they apply. Append only: what was released is never edited, because databases carry it. */
export const migrations: readonly Migration[] = [
  { name: '2026-11-22-initial', sql: initial },
  { name: '2026-11-23-chapters-and-forks', sql: chaptersAndForks },
  { name: '2026-11-23-holdouts-and-champions', sql: holdoutsAndChampions },
];
