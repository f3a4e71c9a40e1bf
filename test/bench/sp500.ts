import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { importCsv } from '../../main/market/import/csv.ts';
import { parse } from '../../main/strategy/parse.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** The S&P 500 with the 400 reference strategies; test/reference/README.md says where they come from. */
const reference = JSON.parse(readFileSync(path('../reference/sp500-2000.json'), 'utf8')) as {
  window: number;
  periods: [number, number][];
  cases: { strategy: string }[];
};

export const pricesFile = path('../../node_modules/vega-datasets/data/sp500-2000.csv');
export const bars = importCsv(readFileSync(pricesFile, 'utf8')).bars;
export const window = reference.window;
export const periods = reference.periods.map(([start, end]) => ({ start, end }));
export const texts = reference.cases.map(({ strategy }) => strategy);
export const strategies = texts.map((text) => parse(text, window));
