import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { experimentSchema } from '../../preload/contract.ts';
import { draftOf } from '../../renderer/state/draft.ts';
import { type DragPart, dragged, withDrawn, withRange } from '../../renderer/state/period-drag.ts';
import { equalParts } from '../../renderer/state/read-draft.ts';

const limits = { bars: 1_000, least: 102, edges: [400], near: 10 };
const draft = draftOf(experimentSchema.parse({}));
const training = equalParts(900, 3);
const bare = (list: readonly { start: string; end: string }[] | null) => list?.map(({ start, end }) => [Number(start), Number(end)]);

describe('what is dragged', () => {
  test('stays within the data and as long as the window needs, whatever is done to it', () => {
    const range = fc
      .integer({ min: 0, max: 898 })
      .chain((start) => fc.integer({ min: start + 102, max: 1_000 }).map((end) => ({ start, end })));
    fc.assert(
      fc.property(
        range,
        fc.constantFrom<DragPart>('start', 'end', 'whole'),
        fc.double({ min: -3_000, max: 3_000, noNaN: true }),
        (of, part, by) => {
          const { start, end } = dragged(of, part, by, limits);
          expect([Number.isInteger(start), Number.isInteger(end), start >= 0, end <= 1_000]).toEqual([true, true, true, true]);
          expect(end - start).toBeGreaterThanOrEqual(102);
          if (part === 'whole') expect(end - start).toBe(of.end - of.start);
          if (part === 'start') expect(end).toBe(of.end);
          if (part === 'end') expect(start).toBe(of.start);
        },
      ),
      { seed: 3 },
    );
  });

  test('is drawn to an edge that is near, and to no other', () => {
    expect(dragged({ start: 500, end: 800 }, 'start', -93, limits).start).toBe(400);
    expect(dragged({ start: 500, end: 800 }, 'start', -80, limits).start).toBe(420);
    expect(dragged({ start: 500, end: 800 }, 'whole', 195, limits)).toEqual({ start: 700, end: 1_000 });
    expect(dragged({ start: 500, end: 800 }, 'end', -395, { ...limits, near: 0 }).end).toBe(602);
  });
});

describe('the draft', () => {
  test('has the period where it was dragged to, and names the default ones by that', () => {
    const next = withRange(draft, training, 'periods', 1, { start: 350, end: 600 });
    expect(bare(next.periods)).toEqual([
      [0, 300],
      [350, 600],
      [600, 900],
    ]);
  });

  test('gets a period that is drawn, and the others make room for it', () => {
    const { periods, validation } = withDrawn(draft, training, 'validation', { start: 250, end: 500 }, 102);
    expect(bare(periods)).toEqual([
      [0, 250],
      [600, 900],
    ]);
    expect(bare(validation)).toEqual([[250, 500]]);
    const cut = withDrawn(draft, equalParts(900, 1), 'holdout', { start: 400, end: 550 }, 102);
    expect(bare(cut.periods)).toEqual([
      [0, 400],
      [550, 900],
    ]);
    expect(new Set(cut.periods!.map(({ id }) => id)).size).toBe(2);
    expect(bare(withDrawn(draft, training, 'validation', { start: 0, end: 900 }, 102).periods)).toEqual(bare(training));
  });

  test('gets a training period in its place', () => {
    const next = withDrawn(draft, equalParts(300, 1), 'periods', { start: 500, end: 700 }, 102);
    expect(bare(next.periods)).toEqual([
      [0, 300],
      [500, 700],
    ]);
  });
});
