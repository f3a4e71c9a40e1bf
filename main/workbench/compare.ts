import type { Comparison, Experiment, LogbookRow, Pair, Run } from '../../preload/contract.ts';

interface Compared {
  readonly run: Run;
  readonly rows: readonly LogbookRow[];
}

/** Two runs side by side: their settings, their fitness by generation, and where they part. */
export function compare(a: Compared, b: Compared): Comparison {
  const objectives = a.run.experiment.objectives
    .filter(({ metric }) => place(b.run.experiment, metric) >= 0)
    .map(({ metric, weight }) => ({ metric, better: weight > 0 ? ('higher' as const) : ('lower' as const) }));
  const length = Math.max(a.rows.length, b.rows.length);
  const generations = Array.from({ length }, (_, generation) => ({
    generation,
    values: objectives.map(({ metric, better }) => {
      const summaries = [a, b].map(({ run, rows }) => rows[generation]?.fitness[place(run.experiment, metric)] ?? null);
      const pair = (pick: 'min' | 'max' | 'avg'): Pair => [summaries[0]?.[pick] ?? null, summaries[1]?.[pick] ?? null];
      return { best: pair(better === 'higher' ? 'max' : 'min'), mean: pair('avg') };
    }),
  }));
  const first = a.rows.findIndex((row, i) => b.rows[i] !== undefined && row.digest !== b.rows[i].digest);
  return {
    runs: [a.run, b.run],
    settings: differences(decisive(a.run), decisive(b.run)),
    objectives,
    generations,
    firstDifference: first < 0 ? null : first,
  };
}

const place = (experiment: Experiment, metric: string) => experiment.objectives.findIndex((objective) => objective.metric === metric);

/** What may explain that two runs differ, under the names of the experiment file. */
const decisive = ({ experiment, dataset, engine }: Run): Record<string, unknown> => ({
  ...experiment,
  'hash of the bars': dataset.hash,
  'version of Organism': engine,
});

function differences(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): Comparison['settings'] {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return names
    .filter((name) => JSON.stringify(a[name]) !== JSON.stringify(b[name]))
    .map((name) => ({ name, values: [a[name], b[name]] as const }));
}
