import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CandlesView, Dataset } from '../../../../preload/contract.ts';
import { query, queryClient } from '../../../state/queries.ts';
import { covers, type ViewWindow, wanted } from './view-window.ts';

/** The candles for a window: at once the finest that are here already and cover it, better ones as soon as main has made them. */
export function useCandles({ id, bars }: Dataset, window: ViewWindow, width: number) {
  const { from, to, count } = wanted(window, bars, width);
  const candles = useQuery({
    ...query('datasets.candles', { dataset: id, from, to, count }),
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });
  const { data, isPlaceholderData } = candles;
  const waits = isPlaceholderData && data !== undefined && !covers(data, window);
  // Only while the candles that are shown end within the window: else they stay, which costs nothing.
  const view = useMemo(() => (waits ? (finest(id, window) ?? data) : data), [waits, id, window, data]);
  return { candles, view };
}

function finest(dataset: string, window: ViewWindow): CandlesView | undefined {
  return queryClient
    .getQueriesData<CandlesView>({ queryKey: ['datasets.candles', { dataset }] })
    .flatMap(([, view]) => (view && covers(view, window) ? [view] : []))
    .reduce<CandlesView | undefined>((best, view) => (best && best.step <= view.step ? best : view), undefined);
}
