import type { Run } from '../../preload/contract.ts';
import { formatObjective, metricText } from '../format/fitness.ts';
import { addressOf, useView } from './navigation.ts';
import { toast } from './toaster.ts';

/** Says in the window that a run has come to its end. Whoever stopped it, or looks at it, knows; what was interrupted is told by its notice. */
export function tellEnd(run: Run): void {
  if (run.state !== 'finished' && run.state !== 'failed') return;
  const { view } = useView.getState();
  // Its state stands over its panels.
  if (view.name === 'run' && view.run === run.id) return;
  const { objectives } = run.experiment;
  const failed = run.state === 'failed';
  const best = run.best ? `, best ${metricText[objectives[0]!.metric].short} ${formatObjective(objectives, run.best.fitness, 0)}` : '';
  const message = (
    <>
      <strong className="breakable">{run.name}</strong>{' '}
      {failed ? `has failed: ${run.error ?? 'no reason was given'}` : `has finished${best}`}{' '}
      <a href={addressOf({ name: 'run', run: run.id, tab: 'live' })}>Show</a>
    </>
  );
  void toast(message, failed ? 'danger' : 'success', failed ? 12_000 : 6_000);
}
