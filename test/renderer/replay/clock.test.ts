import { expect, test } from 'vitest';
import { ReplayClock, STEP_MS } from '../../../renderer/state/replay-clock.ts';

/** A clock over generations 0 to 20 that are all at hand, unless a test takes some away. */
function clockOf({ missing = new Set<number>(), last = 20, start = 0, over = true, moves = true } = {}) {
  const wanted: number[] = [];
  const clock = new ReplayClock(
    last,
    { has: (g) => g >= 0 && !missing.has(g), want: (g) => void wanted.push(g), over: () => over, moves: () => moves },
    start,
  );
  return { clock, wanted, missing };
}

test('a step moves there evenly, forwards and back', () => {
  const { clock } = clockOf({ start: 4 });
  clock.go(5);
  expect(clock.state).toMatchObject({ target: 5, shown: 4 });
  clock.advance(STEP_MS / 4);
  expect(clock.position).toBeCloseTo(4.25);
  expect(clock.state.shown).toBe(5);
  clock.advance(STEP_MS);
  expect(clock.position).toBe(5);
  expect(clock.advance(100)).toBe(false);
  clock.go(4);
  clock.advance(STEP_MS / 2);
  expect(clock.position).toBeCloseTo(4.5);
  clock.advance(STEP_MS);
  expect(clock.position).toBe(4);
});

test('from far away only the last step is seen', () => {
  const { clock } = clockOf();
  clock.go(15);
  clock.advance(STEP_MS / 2);
  expect(clock.position).toBeCloseTo(14.5);
  clock.go(3);
  clock.advance(STEP_MS / 2);
  expect(clock.position).toBeCloseTo(3.5);
});

test('it goes no further than there are generations', () => {
  const { clock } = clockOf();
  clock.go(-3);
  expect(clock.state.target).toBe(0);
  clock.go(99);
  expect(clock.state.target).toBe(20);
});

test('what is not there yet is waited for, with the old picture', () => {
  const { clock, missing, wanted } = clockOf({ missing: new Set([9]) });
  clock.go(9);
  expect(wanted.at(-1)).toBe(9);
  clock.advance(1000);
  expect(clock.position).toBe(0);
  expect(clock.state).toMatchObject({ target: 9, shown: 0 });
  missing.delete(9);
  clock.advance(STEP_MS);
  expect(clock.position).toBe(9);
});

test('playing goes at its speed and stops at the end; from there it starts again', () => {
  const { clock } = clockOf();
  clock.setSpeed(10);
  clock.toggle();
  clock.advance(250);
  expect(clock.position).toBeCloseTo(2.5);
  expect(clock.state).toMatchObject({ playing: true, shown: 3 });
  clock.advance(5000);
  expect(clock.state).toMatchObject({ playing: false, shown: 20, target: 20 });
  clock.toggle();
  expect(clock.state).toMatchObject({ playing: true, shown: 0 });
});

test('playing never runs into a gap', () => {
  const { clock, missing } = clockOf({ missing: new Set([3]) });
  clock.setSpeed(10);
  clock.toggle();
  clock.advance(1000);
  expect(clock.position).toBe(2);
  missing.delete(3);
  clock.advance(100);
  expect(clock.position).toBe(3);
});

test('at the end of a run that goes on playing waits for more', () => {
  const { clock } = clockOf({ start: 20, over: false });
  clock.toggle();
  clock.advance(1000);
  expect(clock.state).toMatchObject({ playing: true, shown: 20 });
  clock.grow(22);
  clock.advance(100);
  expect(clock.position).toBeCloseTo(20.5);
});

test('with less motion the picture jumps', () => {
  const { clock } = clockOf({ moves: false });
  clock.go(1);
  clock.advance(10);
  expect(clock.position).toBe(1);
  clock.setSpeed(1);
  clock.toggle();
  clock.advance(100);
  expect(clock.position).toBe(2);
});

test('listeners hear of changes, not of frames', () => {
  const { clock } = clockOf();
  let heard = 0;
  const end = clock.subscribe(() => heard++);
  clock.go(1);
  expect(heard).toBe(1);
  clock.advance(10);
  clock.advance(10);
  clock.advance(10);
  expect(heard).toBe(2);
  end();
  clock.go(2);
  expect(heard).toBe(2);
});
