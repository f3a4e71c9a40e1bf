import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  arity,
  code,
  columns,
  MIN_PERIOD,
  NUMBER,
  PERIOD,
  primitiveNamed,
  primitiveOf,
  primitives,
  valueType,
} from '../../main/strategy/primitives.ts';

describe('primitives', () => {
  it('have codes and names of their own, between the terminals and the periods', () => {
    expect(new Set(primitives.map((p) => p.code)).size).toBe(primitives.length);
    expect(new Set([...primitives.map((p) => p.name), ...columns]).size).toBe(primitives.length + columns.length);
    for (const p of primitives) {
      expect(p.code).toBeGreaterThanOrEqual(16);
      expect(p.code).toBeLessThan(PERIOD);
      expect([primitiveOf(p.code), primitiveNamed(p.name), code(p.name), arity(p.code)]).toEqual([p, p, p.code, p.args.length]);
    }
  });

  it('keep the codes that databases hold', () => {
    expect(primitives.map((p) => `${p.code} ${p.name}`).join(', ')).toBe(
      '16 add, 17 sub, 18 mul, 19 div, 20 neg, 21 abs, 22 min, 23 max, 32 sma, 33 wma, 34 ema, 35 std, 36 zscore, 37 highest, ' +
        '38 lowest, 39 roc, 40 delay, 41 delta, 42 rsi, 43 atr, 64 gt, 65 lt, 66 crossAbove, 67 crossBelow, 80 and, 81 or, 82 xor, ' +
        '83 not, 84 ifElse',
    );
  });

  it('need one bar more for a period one bar longer, and have the period last', () => {
    for (const { args, lookback } of primitives) {
      expect(args.slice(0, -1)).not.toContain('period');
      if (!args.includes('period')) continue;
      for (let n = MIN_PERIOD; n < 300; n++) expect(lookback(n + 1) - lookback(n)).toBe(1);
    }
  });

  it('stand in the table of the README, with their arguments and result', () => {
    const table = readFileSync(new URL('../../main/strategy/README.md', import.meta.url), 'utf8');
    const rows = [...table.matchAll(/^\| *([\w ]+?) *\| *([\w(), ]+) → (\w+) *\|/gm)];
    for (const { name, args, result } of primitives) {
      const row = rows.find(([, names]) => names!.split(' ').includes(name));
      expect(row?.[3]).toBe(result);
      if (row?.[2] !== 'signal(s)') expect(row?.[2]).toBe(args.join(', '));
    }
  });

  it('are the only codes with a type, besides terminals', () => {
    const typed = Array.from({ length: PERIOD + 10 }, (_, c) => c).filter((c) => valueType(c));
    const periods = Array.from({ length: 8 }, (_, i) => PERIOD + MIN_PERIOD + i);
    expect(typed).toEqual([NUMBER, 1, 2, 3, 4, 5, ...primitives.map((p) => p.code), ...periods]);
  });
});
