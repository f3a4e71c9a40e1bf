import type { GivenImportOptions, ImportFindingKind } from '../../../../preload/contract.ts';

/** What a kind of finding is called, and what can be done about it: a choice that reads the file again. */
interface Kind {
  readonly title: string;
  /** One sentence that says why it matters. */
  readonly help: string;
  readonly remedies: readonly Remedy[];
}

export interface Remedy {
  readonly text: string;
  readonly options: GivenImportOptions;
}

const leaveOut: Remedy = { text: 'Leave these lines out', options: { badRows: 'drop' } };

export const kinds: Readonly<Record<ImportFindingKind, Kind>> = {
  columns: { title: 'Columns', help: 'Say above the lines which column is which.', remedies: [] },
  symbols: { title: 'Several instruments', help: 'A data set holds one: choose it at the left.', remedies: [] },
  'date-order': {
    title: 'Day or month first',
    help: 'No date of the file has a day above 12, so both readings are possible.',
    remedies: [
      { text: 'Day first (31/12)', options: { dateFormat: 'dmy' } },
      { text: 'Month first (12/31)', options: { dateFormat: 'mdy' } },
    ],
  },
  times: { title: 'Times that cannot be read', help: 'All times have to be written in one way.', remedies: [leaveOut] },
  'time-zone': {
    title: 'Times that the clocks skip',
    help: 'In spring an hour is left out: the time zone may be another one.',
    remedies: [{ text: 'They are UTC', options: { timeZone: 'UTC' } }, leaveOut],
  },
  numbers: {
    title: 'Numbers that cannot be read',
    help: 'Prices are above 0, with one decimal sign for the whole file.',
    remedies: [{ text: 'Decimal comma', options: { decimal: ',' } }, { text: 'Decimal point', options: { decimal: '.' } }, leaveOut],
  },
  fields: { title: 'Lines of another width', help: 'They have more or fewer columns than the others.', remedies: [leaveOut] },
  'empty-rows': {
    title: 'Lines without prices',
    help: 'Some sources write them on holidays.',
    remedies: [{ text: 'Leave them out', options: { emptyRows: 'drop' } }],
  },
  ranges: {
    title: 'Prices that contradict each other',
    help: 'A high has to be the highest price of its bar, a low the lowest.',
    remedies: [leaveOut],
  },
  order: {
    title: 'Lines out of order',
    help: 'Lines run from old to new, or from new to old. Sorting may hide that files were mixed.',
    remedies: [{ text: 'Sort by time', options: { unordered: 'sort' } }],
  },
  duplicates: {
    title: 'Several bars of one time',
    help: 'Their values differ, so one of them is wrong.',
    remedies: [
      { text: 'Keep the first', options: { duplicates: 'first' } },
      { text: 'Keep the last', options: { duplicates: 'last' } },
    ],
  },
  volume: { title: 'Volume', help: 'Where there is none it is 0.', remedies: [] },
  gaps: { title: 'Gaps', help: 'Bars that one would expect. Nothing is ever put in their place.', remedies: [] },
};

/** What is told of things that are no problem: what was done about them. */
export const noteTitles: Readonly<Partial<Record<ImportFindingKind, string>>> = {
  columns: 'Lines before the header',
  times: 'Left out: times that cannot be read',
  'time-zone': 'Left out: times that the clocks skip',
  numbers: 'Numbers',
  fields: 'Left out: lines of another width',
  'empty-rows': 'Left out: lines without prices',
  ranges: 'Prices that contradict each other',
  order: 'Moved to their place in time',
  duplicates: 'Left out: bars that stand there twice',
};
