import type { LogbookRow, Summary } from '../../preload/contract.ts';
import { metricText, type Objectives } from './fitness.ts';

const fields = ['min', 'avg', 'max', 'std'] as const;

/** Which of the columns that older versions do not have these rows have. */
interface Extras {
  readonly validation: boolean;
  readonly diversity: boolean;
  readonly behaviour: boolean;
  readonly hypervolume: boolean;
}

const extrasOf = (rows: readonly LogbookRow[]): Extras => ({
  validation: rows.some((row) => row.validation),
  diversity: rows.some((row) => row.diversity),
  behaviour: rows.some((row) => row.diversity?.behaviour !== undefined),
  hypervolume: rows.some((row) => row.hypervolume != null),
});

/** What the logbook's columns are called, chapter by chapter: generation and counts, then each objective, then size and height. */
function header(objectives: Objectives, extras: Extras, join: (chapter: string, field: string) => string): string[] {
  const chapters = [...objectives.map((o) => o.metric), 'size', 'height'];
  return [
    ...['gen', 'nevals', 'distinct', 'failed'],
    ...chapters.flatMap((chapter) => fields.map((field) => join(chapter, field))),
    'seconds',
    ...(extras.validation ? objectives.map((o) => join('validation', o.metric)) : []),
    ...(extras.diversity ? [join('diversity', 'genomes'), join('diversity', 'structure')] : []),
    ...(extras.behaviour ? [join('diversity', 'behaviour')] : []),
    ...(extras.hypervolume ? ['hypervolume'] : []),
  ];
}

function cells(objectives: Objectives, extras: Extras, row: LogbookRow, write: (value: number) => string): string[] {
  const summary = (s: Summary | null | undefined) => fields.map((field) => (s ? write(s[field]) : ''));
  const given = (value: number | null | undefined) => (value == null ? '' : write(value));
  return [
    ...[row.generation, row.evaluations, row.distinct, row.failed].map(String),
    ...objectives.flatMap((_, i) => summary(row.fitness[i])),
    ...summary(row.size),
    ...summary(row.height),
    write(row.seconds),
    ...(extras.validation ? objectives.map((_, i) => given(row.validation?.[i])) : []),
    ...(extras.diversity ? [given(row.diversity?.genomes), given(row.diversity?.structure)] : []),
    ...(extras.behaviour ? [given(row.diversity?.behaviour)] : []),
    ...(extras.hypervolume ? [given(row.hypervolume)] : []),
  ];
}

/** The logbook as text in the manner of DEAP: a line of chapters, a line of fields, left-justified cells joined by tabs. */
export function logbookText(objectives: Objectives, rows: readonly LogbookRow[]): string {
  const extras = extrasOf(rows);
  const six = (value: number) => String(Number(value.toPrecision(6)));
  const table = [header(objectives, extras, (_, field) => field), ...rows.map((row) => cells(objectives, extras, row, six))];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((line) => line[column]!.length)));
  const lines = table.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('\t')
      .trimEnd(),
  );
  const titles = [
    ...['', '', '', ''],
    ...[...objectives.map((o) => metricText[o.metric].short), 'Size', 'Height'].flatMap((t) => [t, '', '', '']),
    '',
    ...(extras.validation ? ['Validation', ...objectives.slice(1).map(() => '')] : []),
    ...(extras.diversity ? ['Diversity', ''] : []),
  ];
  const chapters = titles
    .map((title, column) => title.padEnd(widths[column] ?? 0))
    .join('\t')
    .trimEnd();
  return `${[chapters, ...lines].join('\n')}\n`;
}
