import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../../main/evaluation/kernel/layout.ts';
import { claimRegion, shareWithKernels } from '../../../main/evaluation/kernel/share.ts';
import { shareBars } from '../../../main/evaluation/shared-bars.ts';
import { flatSpans } from '../../backtest/reference.ts';
import { kernelModule } from './kernel-module.ts';

const MIB = 2 ** 20;

describe('the memory of the kernels', () => {
  it('takes less than 40 MiB for each worker on a million bars, and holds the bars once', () => {
    const layout = layoutOf(1_000_000, 100, 2);
    expect(layout.region.bytes).toBeLessThan(40 * MIB);
    expect(layoutOf(1_000_000, 100, 8).firstRegion).toBe(layout.firstRegion);
  });

  it('refuses data that do not fit, with the numbers and the remedy', () => {
    expect(() => layoutOf(40_000_000, 100, 2)).toThrow(
      /^40000000 bars with a window of 100 take [\d.]+ GiB of memory and each of 2 workers [\d.]+ GiB, more than the 4\.00 GiB .*: take fewer bars/,
    );
    expect(() => layoutOf(1_000_000, 100, 1_000)).toThrow(/fewer workers/);
  });

  it.each([
    { bars: 300, window: 2 },
    { bars: 5_105, window: 100 },
    { bars: 8_193, window: 700 },
    { bars: 100_000, window: 20_000 },
  ])('has room around every column for windows of $window on $bars bars', ({ bars, window }) => {
    const { data, region, tile, halo, firstRegion, regions, bytes } = layoutOf(bars, window, 1);
    const columns = Object.values(data).sort((a, b) => a - b);
    for (const [i, column] of columns.entries()) expect(column - (columns[i - 1] ?? 0)).toBeGreaterThanOrEqual(8 * window);
    expect(region.columnBytes).toBeGreaterThanOrEqual(8 * (window + Math.min(bars, tile + halo) + 4 * window));
    expect(halo).toBeGreaterThanOrEqual(window - 1);
    expect(firstRegion + regions * region.bytes).toBe(bytes);
  });

  it('gives each region to one thread only, and none when they are used up', () => {
    const bars = shareWithKernels(kernelModule, shareBars(flatSpans.bars), 100, 2);
    const claimed = Array.from({ length: bars.layout.regions }, () => claimRegion(bars));
    expect(new Set(claimed).size).toBe(bars.layout.regions);
    expect(claimed).not.toContain(undefined);
    expect(claimRegion(bars)).toBeUndefined();
  });
});
