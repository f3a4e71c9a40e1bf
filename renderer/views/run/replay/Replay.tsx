import { useEffect, useState } from 'react';
import type { IndividualView, LogbookRow, Run } from '../../../../preload/contract.ts';
import { Failed, Loading } from '../../../components/Notice.tsx';
import { draftFork } from '../../../state/draft.ts';
import { go } from '../../../state/navigation.ts';
import { inspect, trace, useWindow, visit as visitPlace } from '../../../state/window.ts';
import { IndividualCard } from './IndividualCard.tsx';
import { Playback } from './Playback.tsx';
import { PopulationPanel } from './PopulationPanel.tsx';
import { PopulationTable } from './PopulationTable.tsx';
import { useScrubbed } from './use-scrubbed.ts';

interface ReplayProps {
  readonly run: Run;
  /** The stored generations; at least one. */
  readonly rows: readonly LogbookRow[];
}

/** Any stored generation: its population as points, its champion, and every individual in a table. */
export function Replay({ run, rows }: ReplayProps) {
  const last = rows.at(-1)!.generation;
  const [wanted, setWanted] = useState(0);
  const [chosen, setChosen] = useState<{ readonly generation: number; readonly slot: number } | null>(null);
  const { generation, error, waiting } = useScrubbed(run.id, wanted, last);
  const { objectives } = run.experiment;
  const visited = useWindow((s) => s.visited);
  useEffect(() => {
    if (visited?.run !== run.id) return;
    setWanted(visited.generation);
    setChosen({ generation: visited.generation, slot: visited.slot });
    visitPlace(null);
  }, [visited, run.id]);
  const fork = () => {
    draftFork({ run: run.id, name: run.name, generation: number, experiment: { ...run.experiment, data: run.dataset.id } });
    go({ name: 'new' });
  };

  const number = generation?.row.generation ?? 0;
  const selected = chosen?.generation === number ? generation?.individuals.find((i) => i.slot === chosen.slot) : undefined;
  const open = (individual: IndividualView) => {
    setChosen({ generation: number, slot: individual.slot });
    inspect({ run: run.id, strategy: individual.strategy, origin: `Generation ${number}, slot ${individual.slot}` });
  };
  const visit = (slot: number) => {
    setWanted(number - 1);
    setChosen({ generation: number - 1, slot });
  };
  const shown = selected ?? generation?.champion;

  return (
    <div className="replay">
      <Playback generation={wanted} last={last} waiting={waiting} onGo={setWanted} onFork={fork} />
      {error ? <Failed what={`Generation ${wanted}`} error={error} /> : null}
      {!generation && !error && <Loading what="the generation" />}
      {generation && shown && (
        <div className="replay-grid">
          <PopulationPanel generation={generation} rows={rows} objectives={objectives} selected={selected?.slot ?? null} onOpen={open} />
          <div className="replay-side">
            <IndividualCard
              title={selected ? `Slot ${selected.slot}` : 'Champion'}
              individual={shown}
              generation={number}
              objectives={objectives}
              onInspect={() => open(shown)}
              onTrace={() => trace({ run: run.id, generation: number, slot: shown.slot })}
              onParent={visit}
              onBack={selected ? () => setChosen(null) : null}
            />
            <PopulationTable generation={generation} objectives={objectives} selected={selected?.slot ?? null} onOpen={open} />
          </div>
        </div>
      )}
    </div>
  );
}
