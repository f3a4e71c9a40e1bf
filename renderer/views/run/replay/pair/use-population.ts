import { useQuery } from '@tanstack/react-query';
import type { PopulationColumns } from '../../../../../preload/contract.ts';
import { query } from '../../../../state/queries.ts';

const first = (populations: readonly PopulationColumns[]) => populations[0]!;

/** One stored generation as columns. */
export const usePopulation = (run: string, generation: number) =>
  useQuery({ ...query('runs.populations', { run, from: generation, to: generation }), gcTime: 30_000, select: first });
