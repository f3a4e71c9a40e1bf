import type { Experiment, StrategyRef } from '../../preload/contract.ts';
import type { ExportInput } from '../export/input.ts';
import { returnsOf } from '../market/validation/split.ts';
import type { Store } from '../store/store.ts';
import type { Fitness } from '../strategy/fitness.ts';
import { type Genome, genomeKey } from '../strategy/genome.ts';
import { parse } from '../strategy/parse.ts';
import { print } from '../strategy/print.ts';
import { ExpectedError } from './errors.ts';
import type { Library } from './library.ts';
import { periodsOf } from './periods.ts';
import type { Pools } from './pools.ts';
import { type Source, sourceOf } from './sources.ts';
import { findRun } from './stored-run.ts';
import { judgeOn } from './validation.ts';

export interface InputParts {
  readonly store: Store;
  readonly library: Library;
  readonly pools: Pools;
}

/** The best of a run's hall of fame. @throws {ExpectedError} when there is no such run, or it has no strategy yet */
export async function hallOfFameInput(parts: Omit<InputParts, 'pools'>, run: string, top: number): Promise<ExportInput> {
  findRun(parts.store, run);
  const strategies = parts.store.hallsOfFame.latest(run).slice(0, top);
  const first = strategies[0];
  if (!first) throw new ExpectedError(`Run ${run} has no strategy to export yet: its first generation is not finished.`);
  return inputOf(parts, sourceOf(parts.store, { run, strategy: print(first.genome) }), strategies);
}

/**
 * Strategies by where they come from: those of one run and experiment together, in the order in which they were named.
 *
 * @throws {ExpectedError} when one is not there, StrategyError for a text that is no strategy
 */
export async function strategiesInputs(parts: InputParts, refs: readonly StrategyRef[]): Promise<ExportInput[]> {
  const sources = refs.map((ref) => sourceOf(parts.store, ref));
  const groups = [...Map.groupBy(sources, ({ run, experimentId }) => `${run} ${experimentId}`).values()];
  const inputs: ExportInput[] = [];
  for (const group of groups) {
    const known = new Map<string, Fitness>(
      parts.store.runs.find(group[0]!.run)
        ? parts.store.hallsOfFame.latest(group[0]!.run).map((e) => [genomeKey(e.genome), e.fitness])
        : [],
    );
    const strategies = group.map(({ strategy, fitness, experiment }) => {
      const genome = parse(strategy, experiment.window);
      return { genome, fitness: fitness ?? known.get(genomeKey(genome)) };
    });
    const missing = strategies.filter(({ fitness }) => !fitness).map(({ genome }) => genome);
    const judged = missing.length === 0 ? [] : await judge(parts, group[0]!, missing);
    let next = 0;
    inputs.push(
      await inputOf(
        parts,
        group[0]!,
        strategies.map(({ genome, fitness }) => ({ genome, fitness: fitness ?? judged[next++]! })),
      ),
    );
  }
  return inputs;
}

async function inputOf(
  { library }: Omit<InputParts, 'pools'>,
  source: Source,
  strategies: ExportInput['strategies'],
): Promise<ExportInput> {
  const { experiment, dataset, run, engine, sealed } = source;
  const bars = await library.loaded(dataset.id);
  return {
    ...{ run, engine, experiment, dataset, bars, strategies, objectives: experiment.objectives },
    ...{ periods: periodsOf(experiment, bars.length), window: experiment.window, seed: experiment.seed },
    sealed: sealed ? sealedReturns(experiment) : [],
  };
}

const sealedReturns = ({ holdout = [], window }: Experiment) => holdout.map((period) => returnsOf(period, window));

async function judge({ library, pools }: InputParts, { experiment, dataset }: Source, genomes: readonly Genome[]): Promise<Fitness[]> {
  const lease = pools.lease();
  try {
    const bars = await library.load(dataset.id);
    return await judgeOn({ pool: lease.pool, bars, experiment }, periodsOf(experiment, bars.length))(genomes);
  } finally {
    await lease.release();
  }
}
