import { ProgressBar } from '@blueprintjs/core';
import type { Run } from '../../../preload/contract.ts';
import { count, NONE, rate } from '../../format/numbers.ts';
import { duration } from '../../format/time.ts';

const intents = {
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
        <span>{running ? `${rate(run.rate, 'evaluations')}` : `${count(run.evaluations)} evaluations`}</span>
        {running && <span>{run.secondsLeft === null ? NONE : duration(run.secondsLeft)} left</span>}
        {!running && <span>{duration(run.seconds)} of computing</span>}
      </p>
    </div>
  );
}
