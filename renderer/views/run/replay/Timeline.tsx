import { Button, ButtonGroup, HTMLSelect } from '@blueprintjs/core';
import { Comparison, GitBranch, Media, Pin } from '@blueprintjs/icons';
import type { LogbookRow } from '../../../../preload/contract.ts';
import { commandHint } from '../../../components/CommandButton.tsx';
import type { Objectives } from '../../../format/fitness.ts';
import { count } from '../../../format/numbers.ts';
import type { ReplayClock } from '../../../state/replay-clock.ts';
import { PlayButtons } from './PlayButtons.tsx';
import { TimelineCurves } from './TimelineCurves.tsx';
import { useClock } from './use-replay.ts';
import { useReplayKeys } from './use-replay-keys.ts';

export interface Pins {
  readonly a: number | null;
  readonly b: number | null;
}

interface TimelineProps {
  readonly clock: ReplayClock;
  readonly rows: readonly LogbookRow[];
  readonly objectives: Objectives;
  readonly pins: Pins;
  readonly comparing: boolean;
  readonly onPin: (name: keyof Pins, generation: number) => void;
  readonly onCompare: () => void;
  readonly onFilm: () => void;
  /** Goes off from the generation that is shown, with other settings. */
  readonly onFork: () => void;
}

const speeds = [0.5, 1, 2, 5, 10, 25] as const;

/** Moves through the generations: slider, buttons, keys, and playing at a chosen speed. What moves with the hand is kept small. */
export function Timeline({ clock, rows, objectives, pins, comparing, onPin, onCompare, onFilm, onFork }: TimelineProps) {
  const last = useClock(clock, (state) => state.last);
  const speed = useClock(clock, (state) => state.speed);
  useReplayKeys(clock, onPin);
  return (
    <fieldset className="playback" aria-label="Replay">
      <PlayButtons clock={clock} />
      <HTMLSelect
        aria-label="Speed"
        title="Generations a second"
        value={speed}
        onChange={(event) => clock.setSpeed(Number(event.currentTarget.value))}
        options={speeds.map((value) => ({ value, label: `${value} / s` }))}
      />
      <div className="timeline">
        <TimelineCurves rows={rows} objectives={objectives} last={last} pins={pins} />
        <Scrubber clock={clock} />
      </div>
      <PlaybackNumber clock={clock} />
      <ButtonGroup>
        <PinButton clock={clock} name="a" pinned={pins.a} onPin={onPin} />
        <PinButton clock={clock} name="b" pinned={pins.b} onPin={onPin} />
        <Button
          icon={<Comparison />}
          text="Compare"
          active={comparing}
          {...commandHint('replay.compare')}
          disabled={pins.a === null || pins.b === null}
          onClick={onCompare}
        />
      </ButtonGroup>
      <ButtonGroup className="in-brief">
        <Button icon={<Media />} text="Film…" aria-label="Film…" {...commandHint('replay.film')} onClick={onFilm} />
        <Button
          icon={<GitBranch />}
          text="Fork…"
          aria-label="Fork…"
          title="Go on from this generation with other settings, as a run of its own"
          onClick={onFork}
        />
      </ButtonGroup>
    </fieldset>
  );
}

function Scrubber({ clock }: { readonly clock: ReplayClock }) {
  const target = useClock(clock, (state) => state.target);
  const last = useClock(clock, (state) => state.last);
  return (
    <input
      type="range"
      className="scrubber"
      aria-label="Generation"
      aria-valuetext={`Generation ${target} of ${last}`}
      min={0}
      max={last}
      step={1}
      value={target}
      onChange={(event) => clock.go(Number(event.currentTarget.value))}
    />
  );
}

function PlaybackNumber({ clock }: { readonly clock: ReplayClock }) {
  const target = useClock(clock, (state) => state.target);
  const last = useClock(clock, (state) => state.last);
  return (
    <output className="numbers playback-number">
      Generation <strong>{count(target)}</strong> of {count(last)}
    </output>
  );
}

interface PinButtonProps {
  readonly clock: ReplayClock;
  readonly name: keyof Pins;
  readonly pinned: number | null;
  readonly onPin: (name: keyof Pins, generation: number) => void;
}

function PinButton({ clock, name, pinned, onPin }: PinButtonProps) {
  const isHere = useClock(clock, (state) => state.target === pinned);
  const letter = name.toUpperCase();
  return (
    <Button
      icon={<Pin />}
      text={letter}
      active={isHere}
      className={`pin-${name}`}
      aria-label={`Pin generation as ${letter}`}
      aria-pressed={isHere}
      title={`Pin this generation as ${letter} (${letter})${pinned === null ? '' : `; pinned: ${pinned}`}`}
      onClick={() => onPin(name, clock.state.target)}
    />
  );
}
