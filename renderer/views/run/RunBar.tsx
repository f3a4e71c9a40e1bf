import { ProgressBar } from '@blueprintjs/core';
import type { Run } from '../../../preload/contract.ts';
import { count, rate } from '../../format/numbers.ts';
import { duration } from '../../format/time.ts';

const intents = {
  queued: 'none',
  running: 'primary',
  finished: 'success',
  failed: 'danger',
  paused: 'warning',
  interrupted: 'warning',
  stopped: 'none',
} as const;

/** Generations done of those wanted, with rate and time left. */
export function RunBar({ run }: { readonly run: Run }) {
  const all = run.experiment.generations;
  const done = Math.max(0, run.generation);
  const share = run.state === 'finished' ? 1 : all === 0 ? 0 : done / all;
  const running = run.state === 'running';
  return (
    <div className="run-bar">
      <ProgressBar
        value={share}
        intent={intents[run.state]}
        animate={false}
        stripes={false}
        aria-label="Progress of the run"
        aria-valuetext={`Generation ${done} of ${all}`}
      />
      <p className="run-bar-text numbers">
        <span>
          Generation <strong>{count(done)}</strong> of {count(all)}
        </span>
        {running && run.generation < 0 && <span>the first one is evaluated</span>}
        {running && run.rate !== null && <span>{rate(run.rate, 'evaluations')}</span>}
        {running && run.secondsLeft !== null && <span>{duration(run.secondsLeft)} left</span>}
        {!running && <span>{count(run.evaluations)} evaluations</span>}
        {run.state === 'queued' && <span>at place {count(run.place)} of the queue</span>}
        {!running && run.state !== 'queued' && <span>{duration(run.seconds)} of computing</span>}
      </p>
    </div>
  );
}
