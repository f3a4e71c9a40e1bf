import { Button, SegmentedControl } from '@blueprintjs/core';
import { DiagramTree, SearchTemplate } from '@blueprintjs/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import type { IndividualDetail, IndividualPlace } from '../../../../preload/contract.ts';
import { CopyButton } from '../../../components/CopyButton.tsx';
import { Failed, Loading } from '../../../components/Notice.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { formatFitness, type Objectives } from '../../../format/fitness.ts';
import { count } from '../../../format/numbers.ts';
import { subtreeSpans } from '../../../format/subtree.ts';
import { query } from '../../../state/queries.ts';
import { inspect } from '../../../state/window.ts';
import { ChangedTree } from './ChangedTree.tsx';
import { OriginLine } from './OriginLine.tsx';
import { RuleText } from './RuleText.tsx';

/** What a strategy is compared with. */
export type Against = 'champion' | 'parent';

interface IndividualCardProps {
  readonly run: string;
  readonly title: string;
  readonly place: IndividualPlace;
  /** The champion one generation before; null when this is no champion, or the first. */
  readonly championBefore: IndividualPlace | null;
  readonly against: Against;
  readonly onAgainst: (against: Against) => void;
  readonly objectives: Objectives;
  readonly onTrace: (place: IndividualPlace) => void;
  /** Goes to a parent, one generation before. */
  readonly onParent: (place: IndividualPlace) => void;
  /** Back to the champion; null when it is the champion. */
  readonly onBack: (() => void) | null;
}

/** One individual of a generation: its rule and its tree with what changed, its fitness and where it came from. */
export const IndividualCard = memo(function IndividualCard(props: IndividualCardProps) {
  const { run, title, place, championBefore, against, onAgainst, objectives, onTrace, onParent, onBack } = props;
  const other = against === 'champion' ? championBefore : null;
  const input = { run, generation: place.generation, slot: place.slot, against: other };
  const { data, error, refetch } = useQuery({ ...query('runs.individual', input), placeholderData: keepPreviousData, gcTime: 30_000 });
  return (
    <Panel
      title={title}
      className="individual"
      actions={
        data && (
          <>
            {onBack && <Button size="small" variant="minimal" text="Show champion" onClick={onBack} />}
            <CopyButton label="Copy" text={() => data.strategy} />
            <Button size="small" variant="minimal" icon={<DiagramTree />} text="Ancestry" onClick={() => onTrace(data)} />
            <Button
              size="small"
              icon={<SearchTemplate />}
              text="Inspect"
              onClick={() => inspect({ run, strategy: data.strategy, origin: `Generation ${data.generation}, slot ${data.slot}` })}
            />
          </>
        )
      }
    >
      {error && !data && <Failed what="The strategy" error={error} retry={refetch} />}
      {!data && !error && <Loading what="the strategy" />}
      {data && (
        <>
          <p className="numbers individual-fitness">{formatFitness(objectives, data.fitness)}</p>
          <OriginLine individual={data} onParent={onParent} />
          <RuleText
            text={data.strategy}
            marked={subtreeSpans(
              data.strategy,
              data.changes.map(({ after }) => after),
            )}
          />
          <div className="individual-change">
            <span className="muted">{changeText(data, other !== null)}</span>
            {championBefore && (
              <SegmentedControl
                size="small"
                aria-label="Compared with"
                options={[
                  { value: 'champion', label: 'Champion before' },
                  { value: 'parent', label: 'First parent' },
                ]}
                value={against}
                onValueChange={(value) => onAgainst(value as Against)}
              />
            )}
          </div>
          <ChangedTree
            tree={data.tree}
            changed={data.changes.map(({ after }) => after)}
            label={`Tree of ${data.size} nodes, ${count(data.changes.length)} changed ${data.changes.length === 1 ? 'part' : 'parts'}`}
          />
        </>
      )}
    </Panel>
  );
});

function changeText({ before, changes, generation }: IndividualDetail, champion: boolean): string {
  if (!before) return generation === 0 ? 'Made at random: nothing came before.' : 'It has no parent in this run.';
  const other = champion ? `the champion of generation ${before.generation}` : `its first parent, slot ${before.slot}`;
  if (changes.length === 0) return `The same as ${other}.`;
  return `Marked: what is different from ${other}.`;
}
