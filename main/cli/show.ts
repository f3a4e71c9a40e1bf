import { Command, InvalidArgumentError } from 'commander';
import type { Experiment, LogbookRow, Run } from '../../preload/contract.ts';
import { ExpectedError } from '../workbench/errors.ts';
import { logbookText, validationText, wideLogbookText } from '../workbench/logbook-text.ts';
import type { Workbench } from '../workbench/workbench.ts';
import { openingsText } from './holdout-openings.ts';
import { dbFlag, fitnessText, print, printJson, type Session, utc, wholeNumber, withWorkbench } from './session.ts';
import { front, operators } from './show-history.ts';

/** An individual of a run. */
interface Place {
  readonly generation: number;
  readonly slot: number;
}

interface ShowFlags {
  readonly generation?: number | 'all';
  readonly strategies?: boolean;
  readonly allColumns?: boolean;
  readonly csv?: boolean;
  readonly front?: boolean;
  readonly operators?: boolean;
  readonly lineage?: Place;
  readonly db?: string;
  readonly json?: boolean;
}

export const showCommand = (session: Session): Command =>
  new Command('show')
    .description('a stored run: its logbook and hall of fame, or its generations')
    .argument('<run>', 'number of the run, from `organism runs`')
    .option('--generation <g>', 'the population of one generation, or of all', generation)
    .option('--strategies', 'every distinct strategy, one a line, and nothing else (of all generations unless one is named)')
    .option('--all-columns', 'the logbook with quartiles, deviations, diversity, hypervolume, validation and times')
    .option('--csv', 'the logbook as CSV with every column and every digit, and nothing else')
    .option('--front', 'every strategy of all generations that no other one dominates, best first')
    .option('--operators', 'how often each operator made a child better than its parent, equal to it or worse')
    .option('--lineage <g:slot>', 'how an individual came to be, back to generation 0', place)
    .option(...dbFlag)
    .option('--json', 'one JSON object a line')
    .action((id: string, flags: ShowFlags) => withWorkbench(session, flags, async (workbench) => show(workbench, id, flags)));

function generation(text: string): number | 'all' {
  if (text === 'all') return 'all';
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It takes the number of a generation, or all.');
  return wholeNumber(0)(text);
}

function place(text: string): Place {
  const match = /^(\d+):(\d+)$/.exec(text);
  if (!match) throw new InvalidArgumentError('It takes generation:slot, two numbers such as 12:5.');
  return { generation: Number(match[1]), slot: Number(match[2]) };
}

async function show(workbench: Workbench, id: string, flags: ShowFlags): Promise<void> {
  const run = workbench.runs.get(id);
  if (flags.csv) {
    process.stdout.write(workbench.records.logbookText(id, 'csv'));
    return;
  }
  if (flags.front) return await front(workbench, run, flags.json);
  if (flags.operators) return await operators(workbench, run, flags.json);
  if (flags.lineage) {
    lineage(workbench, run, flags.lineage, flags);
    return;
  }
  if (typeof flags.generation === 'number' && flags.generation > run.generation) {
    const last = run.generation < 0 ? 'it has none yet' : `its last is ${run.generation}`;
    throw new ExpectedError(`Run ${id} has no generation ${flags.generation}: ${last}.`);
  }
  if (flags.strategies) {
    for (const strategy of workbench.records.strategies(id, flags.generation ?? 'all'))
      print(flags.json ? JSON.stringify({ strategy }) : strategy);
  } else if (flags.generation === undefined) {
    overview(workbench, run, flags);
  } else {
    const last = flags.generation === 'all' ? run.generation : flags.generation;
    for (let number = flags.generation === 'all' ? 0 : last; number <= last; number++) population(workbench, run, number, flags);
  }
}

function overview(workbench: Workbench, run: Run, { json, allColumns }: ShowFlags): void {
  const rows: readonly LogbookRow[] = workbench.records.logbook(run.id);
  const best = workbench.records.hallOfFame(run.id);
  const failures = workbench.records.failures(run.id);
  if (json) {
    printJson(run);
    for (const row of rows) printJson(row);
    for (const [i, champion] of best.entries()) printJson({ rank: i + 1, ...champion });
    for (const failure of failures) printJson(failure);
    return;
  }
  print(`run ${run.id}: ${run.name}, ${run.state}, ${run.dataset.name} (${run.dataset.bars} bars), seed ${run.experiment.seed}`);
  if (run.error) print(run.error);
  const early = workbench.records.endReason(run.id);
  if (early) print(`ended early, after generation ${run.generation} of ${run.experiment.generations}: ${early}`);
  if (run.fork) print(`fork of run ${run.fork.run} at generation ${run.fork.generation}`);
  for (const line of constraintLines(run.experiment)) print(line);
  if (run.experiment.holdout) {
    const opened = workbench.holdouts.report(run.id);
    const when = opened && `opened ${utc(opened.openedAt)}, after generation ${opened.generation}`;
    print(`holdout ${when ?? 'sealed'} (\`organism holdout ${run.id}\`)`);
    for (const text of openingsText(workbench.holdouts.openings(run.id))) print(text);
  }
  for (const { strategy, reason, quarantined, reproducer } of failures) {
    print(`${quarantined ? 'in quarantine' : 'failed'}: ${reason}: ${strategy}`);
    if (quarantined) print(`  ${reproducer}`);
  }
  print('');
  print(allColumns ? wideLogbookText(run.experiment, rows) : logbookText(run.experiment, rows));
  if (run.experiment.validation && !allColumns) print(`\n${validationText(run.experiment, workbench.records.validation(run.id))}`);
  print('');
  const names = run.experiment.objectives.map((objective) => objective.metric);
  for (const [i, { strategy, fitness }] of best.entries()) {
    print(`${String(i + 1).padStart(3)}  ${fitnessText(names, fitness)}\n     ${strategy}`);
  }
}

/** What strategies had to keep, such as `constraints trades ≥ 20, exposure 0.1 to 0.8 (feasibleFirst)`. */
function constraintLines({ constraints, penalty }: Experiment): string[] {
  if (!constraints) return [];
  const bounds = constraints.map(({ metric, min, max }) => {
    if (min !== undefined && max !== undefined) return `${metric} ${min} to ${max}`;
    return min === undefined ? `${metric} ≤ ${max}` : `${metric} ≥ ${min}`;
  });
  return [`constraints ${bounds.join(', ')} (${penalty?.method ?? 'feasibleFirst'})`];
}

function population(workbench: Workbench, run: Run, number: number, { json }: ShowFlags): void {
  const { individuals } = workbench.records.generation(run.id, number);
  const names = run.experiment.objectives.map((objective) => objective.metric);
  if (!json) print(`generation ${number}`);
  for (const individual of individuals) {
    if (json) printJson({ generation: number, ...individual });
    else {
      const { slot, strategy, fitness, parents, operator } = individual;
      const origin = parents.length > 0 ? `${operator} of ${parents.join(' and ')}` : operator;
      print(`${String(slot).padStart(4)}  ${fitnessText(names, fitness)}  ${strategy}  (${origin})`);
    }
  }
}

function lineage(workbench: Workbench, run: Run, { generation, slot }: Place, { json }: ShowFlags): void {
  const { line, ancestors } = workbench.records.lineage(run.id, generation, slot);
  if (json) {
    printJson({ line, ancestors });
    return;
  }
  const names = run.experiment.objectives.map((objective) => objective.metric);
  for (const one of line) {
    const origin = one.parents.length > 0 ? `${one.operator} of ${one.parents.map((parent) => parent.slot).join(' and ')}` : one.operator;
    print(`generation ${one.generation}, slot ${one.slot}: ${origin}`);
    print(`  ${one.strategy}`);
    const before = one.parents[0];
    print(`  ${fitnessText(names, one.fitness)}`);
    if (!before || !one.change) continue;
    print(`  before: ${fitnessText(names, before.fitness)}`);
    print(`  ${one.change.before.text}  →  ${one.change.after.text}`);
  }
  const oldest = ancestors.at(-1)?.generation ?? generation;
  print(`${ancestors.length - 1} ancestors back to generation ${oldest}`);
}
