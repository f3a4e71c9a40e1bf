import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { generationQuery } from '../../../state/queries.ts';

/** Generations fetched ahead and behind, so that the next step is there before it is asked for. */
const NEIGHBOURS = [1, -1, 2, 3];

/**
 * The generation that is wanted, or the latest that has arrived on the way to it. While the slider is dragged one
 * request is under way at a time and the ones passed over are never made, so that the picture keeps up with the hand.
 */
export function useScrubbed(run: string, wanted: number, last: number) {
  const client = useQueryClient();
  const [asked, setAsked] = useState(wanted);
  const current = useQuery({ ...generationQuery(run, asked), placeholderData: keepPreviousData });
  const { isFetching } = current;

  useEffect(() => {
    if (asked === wanted) return;
    if (!isFetching || client.getQueryData(generationQuery(run, wanted).queryKey)) setAsked(wanted);
  }, [asked, wanted, isFetching, client, run]);

  useEffect(() => {
    if (isFetching || asked !== wanted) return;
    for (const step of NEIGHBOURS) {
      const next = asked + step;
      if (next >= 0 && next <= last) void client.prefetchQuery(generationQuery(run, next));
    }
  }, [asked, wanted, isFetching, last, client, run]);

  return { generation: current.data, error: current.error, waiting: isFetching || asked !== wanted };
}
