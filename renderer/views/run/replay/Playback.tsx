import { Button, ButtonGroup, HTMLSelect } from '@blueprintjs/core';
import { FastBackward, FastForward, GitBranch, Pause, Play, StepBackward, StepForward } from '@blueprintjs/icons';
import { useCallback, useEffect, useState } from 'react';
import { count } from '../../../format/numbers.ts';
import { useReplayKeys } from './use-replay-keys.ts';

interface PlaybackProps {
  readonly generation: number;
  readonly last: number;
  /** The generation is not on the screen yet: playing waits for it. */
  readonly waiting: boolean;
  readonly onGo: (generation: number) => void;
  /** Goes off from the generation that is shown, with other settings. */
  readonly onFork: () => void;
}

const speeds = [1, 2, 5, 10, 25] as const;

/** Moves through the generations: slider, buttons, keys, and playing at a chosen speed. */
export function Playback({ generation, last, waiting, onGo, onFork }: PlaybackProps) {
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState(5);

  const go = useCallback(
    (to: number) => {
      setPlaying(false);
      onGo(Math.max(0, Math.min(last, to)));
    },
    [last, onGo],
  );
  const toggle = useCallback(() => {
    if (!playing && generation >= last) onGo(0);
    setPlaying(!playing);
  }, [playing, generation, last, onGo]);

  useEffect(() => {
    if (!playing || waiting) return;
    if (generation >= last) {
      setPlaying(false);
      return;
    }
    const timer = setTimeout(() => onGo(generation + 1), 1000 / speed);
    return () => clearTimeout(timer);
  }, [playing, waiting, generation, last, speed, onGo]);

  useReplayKeys({ generation, last, go, toggle });

  return (
    <fieldset className="playback" aria-label="Replay">
      <ButtonGroup>
        <Button icon={<FastBackward />} aria-label="First generation" disabled={generation === 0} onClick={() => go(0)} />
        <Button icon={<StepBackward />} aria-label="Previous generation" disabled={generation === 0} onClick={() => go(generation - 1)} />
        <Button
          intent="primary"
          icon={playing ? <Pause /> : <Play />}
          aria-label={playing ? 'Pause replay' : 'Play replay'}
          onClick={toggle}
        />
        <Button icon={<StepForward />} aria-label="Next generation" disabled={generation >= last} onClick={() => go(generation + 1)} />
        <Button icon={<FastForward />} aria-label="Last generation" disabled={generation >= last} onClick={() => go(last)} />
      </ButtonGroup>
      <input
        type="range"
        className="scrubber"
        aria-label="Generation"
        aria-valuetext={`Generation ${generation} of ${last}`}
        min={0}
        max={last}
        step={1}
        value={generation}
        onChange={(event) => go(Number(event.currentTarget.value))}
      />
      <output className="numbers playback-number">
        Generation <strong>{count(generation)}</strong> of {count(last)}
      </output>
      <HTMLSelect
        aria-label="Speed"
        title="Generations a second"
        value={speed}
        onChange={(event) => setSpeed(Number(event.currentTarget.value))}
        options={speeds.map((value) => ({ value, label: `${value} / s` }))}
      />
      <Button
        icon={<GitBranch />}
        text="Fork…"
        title="Go on from this generation with other settings, as a run of its own"
        onClick={onFork}
      />
    </fieldset>
  );
}
