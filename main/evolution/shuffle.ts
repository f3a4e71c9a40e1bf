import type { Random } from '../strategy/random.ts';

/** A copy in random order, every order equally likely (Fisher and Yates, in Knuth's form). */
export function shuffled<T>(random: Random, items: readonly T[]): T[] {
  const list = [...items];
  for (let i = list.length - 1; i > 0; i--) {
    const j = random.integer(0, i);
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
  return list;
}
