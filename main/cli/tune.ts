import { Command } from 'commander';
import type { Workbench } from '../workbench/workbench.ts';
import { type ComputeFlags, withComputeFlags, withEngine } from './engine.ts';
import { dbFlag, fitnessText, print, printJson, type Session, wholeNumber } from './session.ts';

interface TuneFlags extends ComputeFlags {
  readonly top: number;
  readonly steps: number;
  readonly json?: boolean;
}

export const tuneCommand = (session: Session): Command =>
  withComputeFlags(
    new Command('tune')
      .description('look for better numbers and periods in the best strategies of a run, by CMA-ES on its training periods')
      .argument('<run>', 'number of the run, from `organism runs`')
      .option('--top <n>', 'how many of the hall of fame', wholeNumber(1), 1)
      .option('--steps <k>', 'steps of CMA-ES for each of them', wholeNumber(1, 10_000), 20),
  )
    .option(...dbFlag)
    .option('--json', 'one JSON object a strategy')
    .action((run: string, flags: TuneFlags) => withEngine(session, flags, (workbench) => tune(workbench, run, flags)));

async function tune(workbench: Workbench, run: string, { top, steps, json }: TuneFlags): Promise<void> {
  const { objectives } = workbench.runs.get(run).experiment;
  const names = objectives.map((objective) => objective.metric);
  const strategies = workbench.records.hallOfFame(run).slice(0, top);
  const stop = new AbortController();
  const abort = () => stop.abort();
  process.once('SIGINT', abort).once('SIGTERM', abort);
  let rank = 0;
  for await (const tuned of workbench.tune(
    run,
    strategies.map(({ strategy }) => strategy),
    steps,
    stop.signal,
  )) {
    rank++;
    if (json) {
      printJson({ rank, ...tuned });
      continue;
    }
    print(`${String(rank).padStart(3)}  before  ${fitnessText(names, tuned.before)}\n     ${tuned.untuned}`);
    print(`     after   ${fitnessText(names, tuned.after)}  (${tuned.evaluations} evaluations)\n     ${tuned.strategy}`);
  }
  process.off('SIGINT', abort).off('SIGTERM', abort);
}
