import { Button } from '@blueprintjs/core';
import { SearchTemplate } from '@blueprintjs/icons';
import type { Run } from '../../../../preload/contract.ts';
import { Panel } from '../../../components/Panel.tsx';
import { formatFitness } from '../../../format/fitness.ts';
import { inspect } from '../../../state/window.ts';

/** The first of the hall of fame. */
export function BestSoFar({ run }: { readonly run: Run }) {
  const { best } = run;
  return (
    <Panel
      title="Best so far"
      className="best"
      actions={
        best && (
          <Button
            size="small"
            icon={<SearchTemplate />}
            text="Inspect"
            onClick={() => inspect({ run: run.id, strategy: best.strategy, origin: 'Best so far' })}
          />
        )
      }
    >
      {best ? (
        <div className="best-line">
          <strong className="numbers">{formatFitness(run.experiment.objectives, best.fitness)}</strong>
          <code className="ellipsis" title={best.strategy}>
            {best.strategy}
          </code>
        </div>
      ) : (
        <p className="muted">{run.state === 'running' ? 'Waiting for the first generation …' : 'No generation was finished.'}</p>
      )}
    </Panel>
  );
}
