import { fileURLToPath } from 'node:url';
import type { Problem } from '../../main/evaluation/problem.ts';
import { shareBars } from '../../main/evaluation/shared-bars.ts';
import { flatSpans, type Reference, sp500 } from '../backtest/reference.ts';

const problemOf = ({ bars, periods, window }: Reference): Problem => ({ bars: shareBars(bars), periods, window });

export const sp500Problem = problemOf(sp500);
export const flatSpansProblem = problemOf(flatSpans);

export const genomesOf = ({ cases }: Reference, count = cases.length) => cases.slice(0, count).map(({ genome }) => genome);
export const fitnessesOf = ({ cases }: Reference, count = cases.length) => cases.slice(0, count).map(({ fitness }) => fitness);

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
export const workerFile = file('../../main/evaluation/worker.ts');
export const faultyWorkerFile = file('faulty-worker.ts');
