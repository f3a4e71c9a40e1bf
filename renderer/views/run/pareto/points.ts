import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Run } from '../../../../preload/contract.ts';
import type { ParetoPoint } from '../../../charts/pareto.ts';
import { useLatest } from '../../../components/use-latest.ts';
import { isFailed } from '../../../format/fitness.ts';
import { generationQuery, query } from '../../../state/queries.ts';
import { strategySize } from '../hall/strategy-size.ts';

export const sources = ['population', 'hall'] as const;
export type Source = (typeof sources)[number];

/** How often the population of a run under way is fetched, in milliseconds: large ones less often. */
const paceOf = (population: number) => Math.max(1_000, population / 2);

/** The strategies that traded, best first: of the last generation, or the best of all. */
export function usePoints(run: Run, source: Source) {
  const { objectives, population } = run.experiment;
  const generation = useLatest(run.generation, paceOf(population));
  const last = useQuery({
    ...generationQuery(run.id, Math.max(0, generation)),
    enabled: source === 'population' && generation >= 0,
    placeholderData: keepPreviousData,
  });
  const hall = useQuery({ ...query('runs.hallOfFame', { run: run.id }), enabled: source === 'hall' });
  const points = useMemo((): readonly ParetoPoint[] | undefined => {
    if (source === 'hall')
      return hall.data?.map(({ strategy, fitness }, i) => ({
        ...{ key: `rank ${i + 1}`, title: `Rank ${i + 1}`, strategy, fitness },
        ...{ size: strategySize(strategy), height: null },
      }));
    const better = (a: readonly number[], b: readonly number[]) => {
      const i = objectives.findIndex((_, k) => a[k] !== b[k]);
      return i < 0 ? 0 : (b[i]! - a[i]!) * objectives[i]!.weight;
    };
    return last.data?.individuals
      .map(({ slot, strategy, fitness, size, height }) => ({
        ...{ key: `slot ${slot}`, title: `Generation ${last.data.row.generation}, slot ${slot}`, strategy, fitness, size, height },
      }))
      .sort((a, b) => better(a.fitness, b.fitness));
  }, [source, hall.data, last.data, objectives]);
  const traded = useMemo(() => points?.filter(({ fitness }) => !isFailed(objectives, fitness)), [points, objectives]);
  return {
    points: traded,
    all: points?.length ?? 0,
    generation: last.data?.row.generation ?? null,
    error: source === 'hall' ? hall.error : last.error,
    retry: source === 'hall' ? hall.refetch : last.refetch,
  };
}
