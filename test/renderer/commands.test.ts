import { expect, test } from 'vitest';
import { ranked } from '../../renderer/components/palette-ranking.ts';

const lines = ['Stop Run', 'Runs', 'Reset Layout', 'Import Data…', 'Data'].map((label) => ({ label, menu: 'Go', words: 'sets' }));
const found = (text: string) => ranked(lines, text).map(({ label }) => label);

test('the palette puts what begins with the letters first, then words that do, then what holds them', () => {
  expect(found('')).toEqual(lines.map(({ label }) => label));
  expect(found('run')).toEqual(['Runs', 'Stop Run']);
  expect(found('DATA')).toEqual(['Data', 'Import Data…']);
  expect(found('set')).toEqual(['Reset Layout', 'Stop Run', 'Runs', 'Import Data…', 'Data']);
  expect(found('data imp')).toEqual(['Import Data…']);
  expect(found('nothing of the kind')).toEqual([]);
});
