import { Command } from 'commander';
import type { Run } from '../../preload/contract.ts';
import { duration } from './progress.ts';
import { dbFlag, fitnessText, print, printJson, type Session, withWorkbench } from './session.ts';
import { table } from './table.ts';

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
        else for (const line of table([header, ...runs.map(columns)])) print(line);
      }),
    );

const header = ['run', 'state', 'generation', 'started (UTC)', 'computed', 'data', 'name', 'best'];

function columns(run: Run): string[] {
  const { id, state, generation, experiment, dataset, startedAt, seconds, best, fork } = run;
  const names = experiment.objectives.map((objective) => objective.metric);
  return [
    id,
    state,
    `${Math.max(generation, 0)}/${experiment.generations}`,
    new Date(startedAt).toISOString().slice(0, 16).replace('T', ' '),
    duration(seconds),
    dataset.name,
    fork ? `${run.name} (fork of ${fork.run} at ${fork.generation})` : run.name,
    best ? fitnessText(names, best.fitness) : '',
  ];
}
