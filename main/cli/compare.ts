import { Command } from 'commander';
import type { Comparison, Run } from '../../preload/contract.ts';
import type { Workbench } from '../workbench/workbench.ts';
import { dbFlag, print, printJson, type Session, withWorkbench } from './session.ts';
import { table } from './table.ts';

export const compareCommand = (session: Session): Command =>
  new Command('compare')
    .description('two runs side by side: settings that differ, fitness by generation, and where they part')
    .argument('<run>', 'number of a run, from `organism runs`')
    .argument('<other>', 'number of another one')
    .option(...dbFlag)
    .option('--json', 'the comparison as one JSON object')
    .action((run: string, other: string, flags: { db?: string; json?: boolean }) =>
      withWorkbench(session, flags, async (workbench) => compare(workbench, run, other, flags.json === true)),
    );

function compare(workbench: Workbench, run: string, other: string, json: boolean): void {
  const comparison = workbench.compare(run, other);
  if (json) {
    printJson(comparison);
    return;
  }
  const { runs, settings, objectives, generations } = comparison;
  for (const one of runs) print(describe(one));
  print('');
  if (settings.length === 0) print('the same settings');
  else {
    const rows = settings.map(({ name, values }) => [name, ...values.map((value) => JSON.stringify(value) ?? 'not set')]);
    for (const line of table([['setting', `run ${run}`, `run ${other}`], ...rows])) print(line);
  }
  print('');
  const header = objectives.flatMap(({ metric }) => [`best ${metric} ${run}`, other, `mean ${metric} ${run}`, other]);
  const cell = (value: number | null) => (value === null ? '' : value.toFixed(6));
  const rows = generations.map(({ generation, values }) => [
    String(generation),
    ...values.flatMap(({ best, mean }) => [...best, ...mean].map(cell)),
  ]);
  for (const line of table([['gen', ...header], ...rows])) print(line);
  print('');
  print(verdict(comparison));
}

const describe = ({ id, name, state, generation, dataset, fork }: Run): string =>
  `run ${id}: ${name}, ${state}, generation ${generation}, ${dataset.name}` +
  (fork ? `, fork of run ${fork.run} at generation ${fork.generation}` : '');

function verdict({ runs: [a, b], firstDifference }: Comparison): string {
  if (firstDifference !== null) {
    return firstDifference === 0 ? 'different from generation 0 on' : `identical up to generation ${firstDifference - 1}, then different`;
  }
  const shared = Math.min(a.generation, b.generation);
  return shared < 0 ? 'nothing to compare yet' : `identical up to generation ${shared}`;
}
