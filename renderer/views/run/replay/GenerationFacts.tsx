import type { LogbookRow } from '../../../../preload/contract.ts';
import { metricText, type Objectives } from '../../../format/fitness.ts';
import { count, decimal, NONE, percent } from '../../../format/numbers.ts';

interface GenerationFactsProps {
  readonly row: LogbookRow;
  readonly objectives: Objectives;
}

/** The line of the logbook for one generation: counts, objectives, size, diversity. */
export function GenerationFacts({ row, objectives }: GenerationFactsProps) {
  const { diversity, hypervolume } = row;
  const facts: [string, string, string][] = [
    ['Evaluations', count(row.evaluations), 'In this generation'],
    ['Without trades', count(row.failed), 'Individuals that never traded or could not be evaluated'],
    ...objectives.map(({ metric, weight }, i): [string, string, string] => {
      const { short, name, format } = metricText[metric];
      const summary = row.fitness[i];
      const best = weight > 0 ? summary?.max : summary?.min;
      return [short, `${format(best)} / ${format(summary?.avg)}`, `${name}: best and average of those that traded`];
    }),
    ...(objectives.some(({ metric }) => metric === 'size')
      ? []
      : ([['Size', decimal(row.size.avg, 1), 'Average nodes']] satisfies [string, string, string][])),
    ['Distinct', percent(diversity?.genomes, 0), 'Share of different strategies, as they are written'],
    ['Structure', percent(diversity?.structure, 0), 'Share of different strategies, those that only swap arguments counted once'],
    ['Behaviour', percent(diversity?.behaviour, 0), 'Share of strategies that hold on different bars'],
    ['Hypervolume', decimal(hypervolume, 3), 'Of the front of the population, from doing nothing'],
  ];
  return (
    <dl className="facts" aria-label={`Logbook of generation ${row.generation}`}>
      {facts
        .filter(([, value]) => value !== NONE)
        .map(([name, value, help]) => (
          <div key={name} title={help}>
            <dt>{name}</dt>
            <dd className="numbers">{value}</dd>
          </div>
        ))}
    </dl>
  );
}
