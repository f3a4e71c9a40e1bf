import { sql as initial } from './2026-11-22-initial.ts';
import { sql as chaptersAndForks } from './2026-11-23-chapters-and-forks.ts';
import { sql as holdoutsAndChampions } from './2026-11-23-holdouts-and-champions.ts';
import { sql as openedBars } from './2026-11-23-opened-bars.ts';
import { sql as queue } from './2026-11-23-queue.ts';
import { sql as settings } from './2026-11-23-settings.ts';
import { sql as strategiesKept } from './2026-11-23-strategies-kept.ts';
import { sql as presetsAndLabels } from './2026-11-24-presets-and-labels.ts';

export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** In the order in which they apply. Append only: what was released is never edited, because databases carry it. */
export const migrations: readonly Migration[] = [
  { name: '2026-11-22-initial', sql: initial },
  { name: '2026-11-23-chapters-and-forks', sql: chaptersAndForks },
  { name: '2026-11-23-holdouts-and-champions', sql: holdoutsAndChampions },
  { name: '2026-11-23-opened-bars', sql: openedBars },
  { name: '2026-11-23-queue', sql: queue },
  { name: '2026-11-23-settings', sql: settings },
  { name: '2026-11-23-strategies-kept', sql: strategiesKept },
  { name: '2026-11-24-presets-and-labels', sql: presetsAndLabels },
];
