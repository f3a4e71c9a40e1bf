import { useQuery } from '@tanstack/react-query';
import type { IndividualPlace } from '../../../../../preload/contract.ts';
import { Failed, Loading } from '../../../../components/Notice.tsx';
import { Panel } from '../../../../components/Panel.tsx';
import { formatFitness, type Objectives } from '../../../../format/fitness.ts';
import { count } from '../../../../format/numbers.ts';
import { subtreeSpans } from '../../../../format/subtree.ts';
import { query } from '../../../../state/queries.ts';
import { ChangedTree } from '../ChangedTree.tsx';
import { RuleText } from '../RuleText.tsx';

interface PairChampionsProps {
  readonly run: string;
  readonly a: IndividualPlace;
  readonly b: IndividualPlace;
  readonly objectives: Objectives;
}

/** The champions of both generations, with what is different marked in both. */
export function PairChampions({ run, a, b, objectives }: PairChampionsProps) {
  const first = useQuery(query('runs.individual', { run, generation: a.generation, slot: a.slot }));
  const second = useQuery(query('runs.individual', { run, generation: b.generation, slot: b.slot, against: { ...a } }));
  const error = first.error ?? second.error;
  if (error) return <Failed what="The champions" error={error} retry={() => Promise.all([first.refetch(), second.refetch()])} />;
  if (!first.data || !second.data) return <Loading what="the champions" />;
  const { changes } = second.data;
  const same =
    changes.length === 0 ? 'The same strategy' : `${count(changes.length)} ${changes.length === 1 ? 'part differs' : 'parts differ'}`;
  const sides = [
    { name: 'A', detail: first.data, parts: changes.map(({ before }) => before) },
    { name: 'B', detail: second.data, parts: changes.map(({ after }) => after) },
  ] as const;
  return (
    <Panel title="Champions" className="pair-champions" actions={<span className="muted">{same}</span>}>
      <div className="pair-sides">
        {sides.map(({ name, detail, parts }) => (
          <section key={name} aria-label={`Champion of ${name}`} className={`of-${name.toLowerCase()}`}>
            <p className="numbers">
              <strong>
                {name} · generation {count(detail.generation)}, slot {detail.slot}
              </strong>
            </p>
            <p className="numbers">{formatFitness(objectives, detail.fitness)}</p>
            <RuleText text={detail.strategy} marked={subtreeSpans(detail.strategy, parts)} name={`Rule of ${name}`} />
            <ChangedTree tree={detail.tree} changed={parts} label={`Tree of ${detail.size} nodes`} name={`Tree of ${name}`} />
          </section>
        ))}
      </div>
    </Panel>
  );
}
