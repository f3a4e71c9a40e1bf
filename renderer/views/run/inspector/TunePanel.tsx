import { Button } from '@blueprintjs/core';
import { useMutation } from '@tanstack/react-query';
import type { Run } from '../../../../preload/contract.ts';
import { call } from '../../../client.ts';
import { CopyButton } from '../../../components/CopyButton.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { StrategyText } from '../../../components/StrategyText.tsx';
import { formatFitness } from '../../../format/fitness.ts';
import { count } from '../../../format/numbers.ts';
import { toastError } from '../../../state/toaster.ts';
import { inspect } from '../../../state/window.ts';

const STEPS = 20;

/** Better numbers and periods for the same rule, looked for by CMA-ES on the training periods. */
export function TunePanel({ run, strategy }: { readonly run: Run; readonly strategy: string }) {
  const tune = useMutation({
    mutationFn: () => call('strategies.tune', { run: run.id, strategy, steps: STEPS }),
    onError: toastError,
  });
  const { objectives } = run.experiment;
  const tuned = tune.data;
  const better = tuned !== undefined && tuned.strategy !== strategy;
  return (
    <Panel
      title="Tune"
      className="rule tune"
      actions={
        <>
          {better && (
            <>
              <CopyButton label="Copy tuned" text={() => tuned.strategy} />
              <Button
                size="small"
                text="Inspect tuned"
                onClick={() => inspect({ run: run.id, strategy: tuned.strategy, origin: 'Tuned' })}
              />
            </>
          )}
          <Button size="small" text="Tune numbers" loading={tune.isPending} onClick={() => tune.mutate()} />
        </>
      }
    >
      {!tuned && (
        <p className="help">
          Keeps the rule and looks for better numbers and periods in it, by CMA-ES on the training periods alone. The run stays as it is.
        </p>
      )}
      {tuned && !better && <p>Nothing better was found in {count(tuned.evaluations)} evaluations.</p>}
      {better && (
        <>
          <p className="numbers">
            <span className="muted">before</span> {formatFitness(objectives, tuned.before)}
          </p>
          <p className="numbers">
            <span className="muted">tuned</span> <strong>{formatFitness(objectives, tuned.after)}</strong>
            <span className="muted"> · {count(tuned.evaluations)} evaluations</span>
          </p>
          <StrategyText text={tuned.strategy} />
        </>
      )}
    </Panel>
  );
}
