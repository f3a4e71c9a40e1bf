import { resolve } from 'node:path';
import type { LogbookRow, Run } from '../../preload/contract.ts';
import { ExpectedError } from '../workbench/errors.ts';
import { logbookText, validationText } from '../workbench/logbook-text.ts';
import type { StartOptions } from '../workbench/runs.ts';
import type { Workbench } from '../workbench/workbench.ts';
import { openingsText } from './holdout-openings.ts';
import { createProgress, type Progress } from './progress.ts';
import { fitnessText, print, printJson } from './session.ts';

/** Flags of every command that computes a run. */
export interface FollowFlags {
  readonly workers?: number;
  readonly maxSeconds?: number;
  readonly export?: string;
  readonly db?: string;
  readonly json?: boolean;
}

/**
 * Starts a run, or starts it again, and stays until it ends: progress, logbook, best strategies and exports. What was
 * computed before is printed as well, so that the output is that of a run without interruption.
 */
export async function followRun(workbench: Workbench, flags: FollowFlags, start: (options: StartOptions) => Promise<Run>): Promise<void> {
  let progress: Progress | undefined;
  const onGeneration = (row: LogbookRow, { experiment, rate, secondsLeft }: Run) => {
    if (flags.json) {
      printJson(row);
      return;
    }
    progress ??= createProgress(experiment.generations, process.stderr);
    progress.update(row.generation, { rate, secondsLeft });
  };
  const started = await start({ workers: flags.workers, maxSeconds: flags.maxSeconds, onGeneration });
  const [seen, ...by] = openingsText(workbench.holdouts.openings(started.id));
  if (seen !== undefined) process.stderr.write(`note: ${seen}\n${by.map((line) => `${line}\n`).join('')}`);
  let stopped = false;
  const stop = () => {
    stopped = true;
    void workbench.runs.stop(started.id);
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  if (flags.json) for (const row of workbench.records.logbook(started.id)) printJson(row);
  const ended = await workbench.runs.ended(started.id);
  process.off('SIGINT', stop).off('SIGTERM', stop);
  progress?.end();

  if (ended.error !== null) {
    const how = ended.state === 'failed' ? 'failed' : 'was interrupted';
    throw new ExpectedError(
      `Run ${ended.id} ${how} ${when(ended.generation)}: ${ended.error} ` +
        `What is stored stays; \`organism run --resume ${ended.id}\` goes on from there.`,
    );
  }
  if (stopped && ended.state === 'stopped') process.exitCode = 130;
  const rows = workbench.records.logbook(ended.id);
  if (flags.json) printJson(summary(ended, rows));
  else report(workbench, ended, rows);
  if (flags.export !== undefined) {
    for (const format of ['json', 'csv', 'typescript'] as const) {
      const path = await workbench.writeExport(ended.id, format, ended.experiment.hallOfFame, resolve(flags.export));
      if (!flags.json) print(`wrote ${path}`);
    }
  }
}

const summary = (run: Run, rows: readonly LogbookRow[]) => ({
  run: run.id,
  state: run.state,
  generations: run.generation,
  evaluations: run.evaluations,
  distinct: run.distinct,
  seconds: run.seconds,
  evaluationsPerSecond: run.seconds > 0 ? run.evaluations / run.seconds : 0,
  digest: rows.at(-1)?.digest ?? null,
  best: run.best,
});

/** @param generation the last one that is stored, -1 when none is */
const when = (generation: number): string => (generation < 0 ? 'before its first generation' : `after generation ${generation}`);

function report(workbench: Workbench, run: Run, rows: readonly LogbookRow[]): void {
  const names = run.experiment.objectives.map((objective) => objective.metric);
  print(logbookText(run.experiment, rows));
  if (run.experiment.validation) print(`\n${validationText(run.experiment, workbench.records.validation(run.id))}`);
  print('');
  for (const [i, { strategy, fitness }] of workbench.records.hallOfFame(run.id).entries()) {
    print(`${String(i + 1).padStart(3)}  ${fitnessText(names, fitness)}\n     ${strategy}`);
  }
  const count = (n: number) => n.toLocaleString('en');
  print('');
  print(
    `run ${run.id} ${run.state} on ${run.dataset.name} (${count(run.dataset.bars)} bars), seed ${run.experiment.seed}: ` +
      `${count(run.evaluations)} evaluations, ${count(run.distinct)} distinct strategies, ${run.seconds.toFixed(1)} s ` +
      `(${count(Math.round(run.evaluations / (run.seconds || 1)))} evaluations/s)`,
  );
  const early = workbench.records.endReason(run.id);
  if (early) print(`ended early, after generation ${run.generation} of ${run.experiment.generations}: ${early}`);
  if (run.state === 'stopped')
    print(`\`organism run --resume ${run.id}\` ${run.generation < 0 ? 'begins it' : `goes on ${when(run.generation)}`}`);
  print(`digest of the last generation ${rows.at(-1)?.digest ?? 'none'}`);
  print(`organism show ${run.id}, organism verify ${run.id}, organism export ${run.id} --format typescript --out DIR`);
}
