import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signals } from '../../main/backtest/signals.ts';
import { strategiesTypescript } from '../../main/export/typescript/module.ts';
import { primitives } from '../../main/strategy/primitives.ts';
import { exampleInput, flatSpans, type Reference, sp500 } from './example.ts';

/** What the reference cases lack, or what is most easily wrong: infinite memory, NaN, zeros, constants, flat windows. */
const special = [
  'gt(ema(close, 10), ema(sma(close, 5), 30))',
  'gt(ema(div(volume, delta(volume, 2)), 5), ema(volume, 50))',
  'lt(ema(div(delay(close, 3), 1e-320), 4), mul(ema(open, 2), -2.5e300))',
  'not(gt(zscore(volume, 20), 1.5))',
  // A rounded mean of these flat stretches is not their value.
  'or(gt(sma(close, 11), close), lt(sma(close, 11), close))',
  ...[5, 7, 11, 13, 22].map((n) => `or(gt(wma(close, ${n}), close), lt(wma(close, ${n}), close))`),
  'lt(std(div(close, 1e-320), 5), 1)',
  // Constants have a warm-up too.
  ...['delay', 'sma', 'wma', 'std', 'zscore', 'highest', 'lowest', 'roc', 'delta', 'rsi'].map((name) => `gt(${name}(2, 9), -1)`),
  'and(not(lt(delay(3.5, 10), 1)), gt(sma(7.1, 12), wma(7.1, 30)))',
  'crossAbove(abs(neg(roc(volume, 3))), zscore(delta(volume, 40), 9))',
  'gt(ifElse(xor(gt(close, open), lt(volume, -0)), std(close, 10), atr(14)), min(max(rsi(volume, 5), 20), 1e2))',
  'or(crossBelow(lowest(low, 5), highest(delay(low, 5), 5)), gt(wma(open, 3), sub(add(close, 0.1), mul(open, 0.001))))',
];

const sample = ({ cases }: Reference, every: number) => cases.filter((_, i) => i % every === 0).map(({ strategy }) => strategy);

const folder = mkdtempSync(join(tmpdir(), 'organism-export-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const data = { 'sp500-2000': sp500(), 'flat-spans': flatSpans() };
const texts = [...sample(data['sp500-2000'], 10), ...sample(data['flat-spans'], 10), ...special];
const input = exampleInput(data['sp500-2000'], texts);
const module = strategiesTypescript([input]);

/** Runs a script beside the module in Node itself, which strips the types: nothing of the test's own tooling helps. */
function runInNode(script: string, argument: unknown): unknown {
  const driver = file('driver.mjs', script);
  const given = file('given.json', JSON.stringify(argument));
  return JSON.parse(execFileSync(process.execPath, [driver, given], { encoding: 'utf8', maxBuffer: 1 << 28 }));
}

beforeAll(() => {
  file('package.json', '{ "type": "module" }');
  file(module.name, module.text);
});

const columns = ({ bars }: Reference) => ({
  open: [...bars.open],
  high: [...bars.high],
  low: [...bars.low],
  close: [...bars.close],
  volume: [...bars.volume],
});

describe('decisions', () => {
  test('cover every primitive of the language', () => {
    for (const { name } of primitives)
      expect(
        texts.some((text) => text.includes(`${name}(`)),
        name,
      ).toBe(true);
  });

  test.each(Object.keys(data) as (keyof typeof data)[])('are those of the backtest on every bar of %s', (name) => {
    const reference = data[name];
    const decisions = runInNode(
      `import { readFileSync } from 'node:fs';
import { signal, strategies } from './strategies.ts';
const bars = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const all = strategies.map((s) => Array.from(bars.close, (_, i) => (s.signal(bars, i) ? 1 : 0)).join(''));
const first = Array.from(bars.close, (_, i) => (signal(bars, i) ? 1 : 0)).join('');
process.stdout.write(JSON.stringify({ all, first }));`,
      columns(reference),
    ) as { all: string[]; first: string };
    const expected = input.strategies.map(({ genome }) => signals(genome, reference.bars).join(''));
    for (const [i, text] of texts.entries()) expect(decisions.all[i] === expected[i], text).toBe(true);
    expect(decisions.first === expected[0]).toBe(true);
  });

  test('of a bar alone, of bars asked for backwards, and of bars that are appended one by one, are the same', () => {
    const { all, single, backwards, growing } = runInNode(
      `import { readFileSync } from 'node:fs';
import { strategies } from './strategies.ts';
const bars = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const places = bars.close.map((_, i) => i);
const ask = (s, b, i) => (s.signal(b, i) ? 1 : 0);
const names = Object.keys(bars);
const all = strategies.map((s) => places.map((i) => ask(s, bars, i)).join(''));
const some = places.filter((i) => i % 83 === 0);
const single = strategies.map((s) => some.map((i) => ask(s, { ...bars }, i)).join(''));
const other = { ...bars };
const backwards = strategies.map((s) => [...places].reverse().map((i) => ask(s, other, i)).reverse().join(''));
const live = Object.fromEntries(names.map((name) => [name, []]));
const growing = strategies.map(() => '');
for (const i of places) {
  for (const name of names) live[name].push(bars[name][i]);
  strategies.forEach((s, k) => { growing[k] += ask(s, live, i); });
}
process.stdout.write(JSON.stringify({ all, single, backwards, growing }));`,
      Object.fromEntries(Object.entries(columns(data['flat-spans'])).map(([name, values]) => [name, values.slice(0, 700)])),
    ) as Record<'all' | 'single' | 'backwards' | 'growing', string[]>;
    expect(single).toEqual(all.map((text) => [...text].filter((_, i) => i % 83 === 0).join('')));
    expect(backwards).toEqual(all);
    expect(growing).toEqual(all);
  });
});

describe('the module', () => {
  const checkTypes = (path: string) => {
    const strict = ['--strict', '--noUnusedLocals', '--noUnusedParameters', '--noUncheckedIndexedAccess', '--exactOptionalPropertyTypes'];
    const settings = [
      '--noEmit',
      '--ignoreConfig',
      '--erasableSyntaxOnly',
      '--target',
      'es2022',
      '--module',
      'esnext',
      '--lib',
      'es2022',
      '--types',
      '',
    ];
    const tsc = new URL('../../node_modules/typescript/bin/tsc', import.meta.url).pathname;
    return execFileSync(process.execPath, [tsc, ...strict, ...settings, path], { encoding: 'utf8' });
  };

  test('passes the type checker in strict mode', () => {
    expect(checkTypes(join(folder, module.name))).toBe('');
  });

  test('with one small strategy has only the helpers that it needs, and no imports', () => {
    const { text } = strategiesTypescript([exampleInput(data['sp500-2000'], ['gt(close, open)'])]);
    expect(checkTypes(file('small.ts', text))).toBe('');
    expect([...text.matchAll(/^(?:function|const) (\w+)/gm)].map(([, name]) => name)).toEqual([
      'pasts',
      'decide',
      'open',
      'close',
      'gt',
      'strategy1',
    ]);
    expect(text).not.toMatch(/\bimport\b|\brequire\b|\beval\b/);
  });

  test('names of data sets cannot break out of the comment', () => {
    const dataset = { ...input.dataset, name: 'x */ process.exit(3); /*\n', source: '`} "quoted"' };
    const { text } = strategiesTypescript([{ ...exampleInput(data['sp500-2000'], ['gt(close, open)']), dataset }]);
    expect(checkTypes(file('named.ts', text))).toBe('');
    expect(text).toContain('x * / process.exit(3); /*');
  });

  test('asking for a bar that is not there is an error', () => {
    const messages = runInNode(
      `import { signal } from './strategies.ts';
const bars = { open: [1], high: [1], low: [1], close: [1], volume: [1] };
process.stdout.write(JSON.stringify([-1, 1, 0.5].map((i) => { try { return signal(bars, i); } catch (e) { return e.name + ': ' + e.message; } })));`,
      null,
    );
    expect(messages).toEqual([-1, 1, 0.5].map((i) => `RangeError: bar ${i} is none of the 1 bars`));
  });

  test('without strategies there is none', () => {
    expect(() => strategiesTypescript([{ ...input, strategies: [] }])).toThrow('there is no strategy to export');
  });
});
