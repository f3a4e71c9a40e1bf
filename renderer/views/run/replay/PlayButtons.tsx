import { Button, ButtonGroup } from '@blueprintjs/core';
import { FastBackward, FastForward, Pause, Play, StepBackward, StepForward } from '@blueprintjs/icons';
import type { ReplayClock } from '../../../state/replay-clock.ts';
import { useClock } from './use-replay.ts';

/** To the first, the previous, the next and the last generation, and play. */
export function PlayButtons({ clock }: { readonly clock: ReplayClock }) {
  const playing = useClock(clock, (state) => state.playing);
  const first = useClock(clock, (state) => state.target === 0);
  const last = useClock(clock, (state) => state.target >= state.last);
  const alone = useClock(clock, (state) => state.last === 0);
  const step = (by: number) => clock.go(clock.state.target + by);
  return (
    <ButtonGroup>
      <Button
        icon={<FastBackward />}
        aria-label="First generation"
        title="First generation (Home)"
        disabled={first}
        onClick={() => clock.go(0)}
      />
      <Button
        icon={<StepBackward />}
        aria-label="Previous generation"
        title="Previous generation (←, ten with Shift)"
        disabled={first}
        onClick={() => step(-1)}
      />
      <Button
        intent="primary"
        icon={playing ? <Pause /> : <Play />}
        aria-label={playing ? 'Pause replay' : 'Play replay'}
        title={playing ? 'Pause (Space)' : 'Play (Space)'}
        disabled={alone}
        onClick={clock.toggle}
      />
      <Button
        icon={<StepForward />}
        aria-label="Next generation"
        title="Next generation (→, ten with Shift)"
        disabled={last}
        onClick={() => step(1)}
      />
      <Button
        icon={<FastForward />}
        aria-label="Last generation"
        title="Last generation (End)"
        disabled={last}
        onClick={() => clock.go(clock.state.last)}
      />
    </ButtonGroup>
  );
}
