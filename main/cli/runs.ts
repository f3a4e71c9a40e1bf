import { Command } from 'commander';
import { duration } from './progress.ts';
import { dbFlag, fitnessText, print, printJson, type Session, withWorkbench } from './session.ts';

export const runsCommand = (session: Session): Command =>
  new Command('runs')
    .description('the runs in the database, newest first')
    .option(...dbFlag)
    .option('--json', 'one JSON object a run')
    .action((flags: { db?: string; json?: boolean }) =>
      withWorkbench(session, flags, async (workbench) => {
        const runs = workbench.runs.list();
        if (flags.json) for (const run of runs) printJson(run);
        else if (runs.length === 0) print('No runs yet. `organism run` starts one.');
        else for (const line of table(runs.map(columns))) print(line);
      }),
    );

type ListedRun = ReturnType<Parameters<Parameters<typeof withWorkbench>[2]>[0]['runs']['list']>[number];

function columns(run: ListedRun): string[] {
  const { id, state, generation, experiment, dataset, startedAt, seconds, best } = run;
  const names = experiment.objectives.map((objective) => objective.metric);
  return [
    id,
    state,
    `${Math.max(generation, 0)}/${experiment.generations}`,
    new Date(startedAt).toISOString().slice(0, 16).replace('T', ' '),
    duration(seconds),
    dataset.name,
    run.name,
    best ? fitnessText(names, best.fitness) : '',
  ];
}

/** Rows under a header, each column as wide as its widest cell. */
function table(rows: readonly string[][]): string[] {
  const all = [['run', 'state', 'generation', 'started (UTC)', 'computed', 'data', 'name', 'best'], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
}
