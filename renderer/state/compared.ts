import { create } from 'zustand';
import type { StrategyRef } from '../../preload/contract.ts';
import { overlayColors } from '../charts/overlay.ts';
import { toast } from './toaster.ts';

/** A strategy that is to stand beside others. */
export interface Compared {
  readonly ref: StrategyRef;
  readonly name: string;
}

/** Whether runs or strategies are compared, and which strategies. */
export const useCompared = create<{ readonly what: 'runs' | 'strategies'; readonly strategies: readonly Compared[] }>(() => ({
  what: 'runs',
  strategies: [],
}));

const key = (ref: StrategyRef) => JSON.stringify(['run' in ref ? `run ${ref.run}` : `entry ${ref.entry}`, ref.strategy]);

export const isCompared = (all: readonly Compared[], ref: StrategyRef): boolean => all.some((one) => key(one.ref) === key(ref));

/** As many as there are colours to tell them apart by. */
export const MOST_COMPARED = overlayColors.length;

/** Puts one more strategy beside the others. */
export function compareToo(one: Compared): void {
  const { strategies } = useCompared.getState();
  if (isCompared(strategies, one.ref)) return;
  if (strategies.length === MOST_COMPARED) {
    void toast(`${MOST_COMPARED} strategies stand in the comparison already: take one out first`, 'warning');
    return;
  }
  useCompared.setState({ what: 'strategies', strategies: [...strategies, one] });
  const others = strategies.length;
  void toast(
    others === 0
      ? 'In the comparison: choose another one to stand beside it'
      : `In the comparison, beside ${others} other${others === 1 ? '' : 's'}`,
  );
}

/** Compares exactly these. */
export const compareOnly = (strategies: readonly Compared[]) =>
  useCompared.setState({ what: 'strategies', strategies: strategies.slice(0, MOST_COMPARED) });

export const withdraw = (ref: StrategyRef) =>
  useCompared.setState(({ strategies }) => ({ strategies: strategies.filter((one) => key(one.ref) !== key(ref)) }));

export const refKey = key;
