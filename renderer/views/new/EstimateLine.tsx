import { Button } from '@blueprintjs/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import type { Estimate, Experiment } from '../../../preload/contract.ts';
import { call } from '../../client.ts';
import { duration } from '../../format/time.ts';
import type { Draft } from '../../state/draft.ts';
import { toastError } from '../../state/toaster.ts';
import { evaluationsOf } from './start.ts';

interface EstimateLineProps {
  readonly experiment: Experiment;
  readonly draft: Draft;
}

/** How long the experiment takes and how many strategies are possible, before it starts. */
export function EstimateLine({ experiment, draft }: EstimateLineProps) {
  // What has no part in it is left out, so that typing a name asks for nothing.
  const asked = useDeferredValue({ ...experiment, name: 'Estimate', seed: 0 });
  const known = useQuery({
    queryKey: ['experiments.estimate', asked],
    queryFn: () => call('experiments.estimate', { experiment: asked }),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
    staleTime: 5_000,
  });
  const measured = useMutation({
    mutationFn: () => call('experiments.estimate', { experiment: asked, measure: true }),
    onError: toastError,
  });
  const now = measured.data ?? known.data;
  if (!now || known.error) return null;
  const { secondsPerEvaluation, searchSpace } = now;
  const seconds = secondsPerEvaluation === null ? null : secondsPerEvaluation * evaluationsOf(experiment, draft);
  return (
    <span className="estimate muted">
      {seconds !== null && (
        <span title={basisOf(now)}>
          about <span className="numbers">{duration(seconds)}</span>
        </span>
      )}
      <span title={`Strategies of up to ${experiment.maxSize} nodes that the primitives allow; all constants count as one.`}>
        10<sup>{Math.max(0, Math.round(searchSpace))}</sup> possible
      </span>
      <Button
        size="small"
        variant="minimal"
        text={seconds === null ? 'Measure time' : 'Measure'}
        title="Computes a few generations now, about two seconds, and keeps nothing of them"
        loading={measured.isPending}
        onClick={() => measured.mutate()}
      />
    </span>
  );
}

function basisOf({ basis, runs }: Estimate): string {
  if (basis === 'runs') return `As fast as the last ${runs === 1 ? 'run' : `${runs} runs`} on about as many bars.`;
  return 'As fast as a few generations that were just computed here.';
}
