import { useCallback } from 'react';
import type { ChartColors } from '../../../charts/colors.ts';
import { linesChart, type NamedLine } from '../../../charts/live/lines.ts';
import type { Sample } from '../../../charts/live/sample.ts';
import { percent } from '../../../format/numbers.ts';
import { ChartPanel } from './ChartPanel.tsx';

interface LinesPanelProps {
  readonly sample: Sample;
  readonly generations: number;
}

const share = (value: number | null | undefined) => percent(value, 0);

const written: NamedLine = { name: 'As written', of: (row) => row.diversity?.genomes, color: 'accent' };
const meant: NamedLine = { name: 'In structure', of: (row) => row.diversity?.structure, color: 'both' };
const held: NamedLine = { name: 'In behaviour', of: (row) => row.diversity?.behaviour, color: 'highlight' };
const all = [written, meant, held];

/** Rows of older versions do not have all of them. */
const given = ({ rows }: Sample) => all.filter(({ of }) => rows.some((row) => of(row) != null));

const help: Readonly<Record<string, string>> = {
  [written.name]: 'Share of the population that nobody else is written like',
  [meant.name]: 'Those that differ only in the order of arguments counted once',
  [held.name]: 'Those that hold the same bars in training counted once',
};
const swatches: Readonly<Record<string, string>> = { [written.name]: 'accent', [meant.name]: 'both', [held.name]: 'highlight' };

/** How many of the population are different, in three ways of counting. */
export function DiversityPanel({ sample, generations }: LinesPanelProps) {
  const lines = given(sample);
  const draw = useCallback(
    (shown: Sample, colors: ChartColors) =>
      linesChart({ sample: shown, lines: given(shown), format: share, generations, range: [0, 1] }, colors),
    [generations],
  );
  const last = sample.rows.at(-1);
  return (
    <ChartPanel
      title="Diversity"
      unit="% of the population"
      label="Diversity: share of distinct strategies over the generations"
      sample={sample}
      draw={draw}
      legend={lines.map(({ name, of }) => ({
        name: name.toLowerCase(),
        value: last ? share(of(last)) : '–',
        swatch: swatches[name]!,
        title: help[name]!,
      }))}
    />
  );
}
