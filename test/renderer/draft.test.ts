import { expect, test } from 'vitest';
import { equalPeriods } from '../../main/market/splits.ts';
import { experimentSchema } from '../../preload/contract.ts';
import { type Draft, draftOf } from '../../renderer/state/draft.ts';
import { equalParts, readDraft } from '../../renderer/state/read-draft.ts';
import { experiment } from './fixtures.ts';

const draft = draftOf(experiment);
const typed = (numbers: Partial<Draft['numbers']>): Draft => ({ ...draft, numbers: { ...draft.numbers, ...numbers } });
const errors = (d: Draft, bars: number | null = 5000) => {
  const read = readDraft(d, bars);
  return read.ok ? {} : read.errors;
};

test('the form of an experiment stands for that experiment', () => {
  expect(readDraft(draft, 5000)).toEqual({ ok: true, experiment, settings: {} });
  const other = experimentSchema.parse({
    name: 'Other',
    periods: [{ start: 10, end: 700 }],
    objectives: [{ metric: 'winRate', weight: -1 }],
    initialHeight: { min: 1, max: 3 },
    crossover: 0.05,
  });
  expect(readDraft(draftOf(other), 5000)).toEqual({ ok: true, experiment: other, settings: {} });
});

test('workers are a setting of the run, empty for all cores', () => {
  expect(readDraft(typed({ workers: ' 4 ' }), 5000)).toMatchObject({ ok: true, settings: { workers: 4 } });
  expect(errors(typed({ workers: '0' }))).toEqual({ workers: 'At least 1' });
});

test('mistakes stand at their fields and say what to type', () => {
  expect(errors(typed({ population: '1', crossover: '1.5', window: 'abc', maxSize: '12.5', seed: '' }))).toEqual({
    population: 'At least 2',
    crossover: 'At most 1',
    window: 'Needs a number',
    maxSize: 'Needs a whole number',
    seed: 'Needs a number',
  });
  expect(errors({ ...draft, name: '  ' })).toEqual({ name: 'Needs a text' });
  expect(errors({ ...draft, objectives: [] })).toHaveProperty('objectives');
});

test('heights have to fit each other', () => {
  expect(errors(typed({ minHeight: '6' }))).toHaveProperty('minHeight');
  expect(errors(typed({ maxHeight: '4' }))).toEqual({ maxInitialHeight: 'Not above the height limit, 4' });
});

test('periods have to lie inside the data and hold a window, whatever else is wrong', () => {
  const period = (start: string, end: string) => [{ id: 0, start, end }];
  expect(errors({ ...draft, periods: period('0', '5001') })).toEqual({ 'periods.0.end': 'The data set has 5000 bars' });
  expect(errors({ ...draft, periods: period('0', '101') })).toEqual({ 'periods.0.end': 'At least 102 bars: the window and two more' });
  expect(errors({ ...draft, periods: period('0', '102') })).toEqual({});
  expect(errors({ ...draft, periods: period('9', '9') })).toEqual({ 'periods.0': 'Start has to be before end' });
  expect(errors({ ...draft, name: '', periods: period('0', '9999') })).toMatchObject({
    name: 'Needs a text',
    'periods.0.end': 'The data set has 5000 bars',
  });
});

test('the equal parts that the form shows are those that main takes', () => {
  for (const bars of [5031, 2515, 100]) {
    for (const parts of [1, 3, 7]) {
      expect(equalParts(bars, parts).map((p) => ({ start: Number(p.start), end: Number(p.end) }))).toEqual(equalPeriods(bars, parts));
    }
  }
});
