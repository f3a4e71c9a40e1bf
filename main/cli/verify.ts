import { Command } from 'commander';
import type { Workbench } from '../workbench/workbench.ts';
import { type ComputeFlags, withComputeFlags, withEngine } from './engine.ts';
import { createProgress } from './progress.ts';
import { dbFlag, print, printJson, type Session } from './session.ts';

interface VerifyFlags extends ComputeFlags {
  readonly json?: boolean;
}

export const verifyCommand = (session: Session): Command =>
  withComputeFlags(
    new Command('verify')
      .description('compute a run again from its seed and compare every generation, bit by bit; nothing is changed')
      .argument('<run>', 'number of the run, from `organism runs`'),
  )
    .option(...dbFlag)
    .option('--json', 'the result as one JSON object')
    .action((run: string, flags: VerifyFlags) => withEngine(session, flags, (workbench) => verify(workbench, run, flags)));

async function verify(workbench: Workbench, id: string, { json }: VerifyFlags): Promise<void> {
  const { generation: last } = workbench.runs.get(id);
  const progress = json ? undefined : createProgress(Math.max(0, last), process.stderr);
  const stop = new AbortController();
  const abort = () => stop.abort();
  process.once('SIGINT', abort).once('SIGTERM', abort);
  const started = performance.now();
  const onGeneration = (number: number) => {
    const secondsEach = (performance.now() - started) / 1_000 / (number + 1);
    progress?.update(number, { rate: null, secondsLeft: secondsEach * (last - number) });
  };
  const { identical, difference, notes } = await workbench.verify(id, { signal: stop.signal, onGeneration }).finally(() => progress?.end());
  process.off('SIGINT', abort).off('SIGTERM', abort);
  if (difference) process.exitCode = 1;
  if (json) {
    printJson({ run: id, identical, difference, notes });
    return;
  }
  for (const note of notes) print(`note: ${note}`);
  if (difference) print(`run ${id} differs in generation ${difference.generation}: ${difference.reason}`);
  else print(`run ${id} verified: ${identical} ${identical === 1 ? 'generation' : 'generations'}, identical`);
}
