import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { IndividualPlace, LogbookRow, Run } from '../../../../preload/contract.ts';
import { Failed, Loading } from '../../../components/Notice.tsx';
import { type ReplayHandle, useReplayHandle } from '../../../state/replay-handle.ts';
import { forkFrom } from '../../../state/run-orders.ts';
import { useWindow, visit } from '../../../state/window.ts';
import { AncestryView } from '../lineage/AncestryView.tsx';
import { FilmDialog } from './film/FilmDialog.tsx';
import { GenerationFacts } from './GenerationFacts.tsx';
import { type Against, IndividualCard } from './IndividualCard.tsx';
import { firstChoice, PopulationPanel } from './PopulationPanel.tsx';
import { PopulationTable } from './PopulationTable.tsx';
import { PairView } from './pair/PairView.tsx';
import { type Pins, Timeline } from './Timeline.tsx';
import { useArrived, useFetchError, useReplay, useSettled } from './use-replay.ts';

interface ReplayProps {
  readonly run: Run;
  /** The stored generations; at least one. */
  readonly rows: readonly LogbookRow[];
}

/** What is written follows the points when the hand rests this long, in milliseconds, and this often while it does not. */
const [QUIET, LONGEST] = [80, 600];

/** Any stored generation: its population on the move, its champion with what changed, and every individual in a table. */
export function Replay({ run, rows }: ReplayProps) {
  const last = rows.at(-1)!.generation;
  const replaying = useReplay(run, last);
  const { clock, populations } = replaying;
  const { objectives } = run.experiment;
  const shown = useSettled(clock, QUIET, LONGEST);
  useArrived(populations, shown);
  const error = useFetchError(populations);
  const columns = populations.get(shown);
  const [choice, setChoice] = useState(() => firstChoice(objectives));
  const [chosen, setChosen] = useState<IndividualPlace | null>(null);
  const [traced, setTraced] = useState<IndividualPlace | null>(null);
  const [against, setAgainst] = useState<Against>('champion');
  const [pins, setPins] = useState<Pins>({ a: null, b: null });
  const [comparing, setComparing] = useState(false);
  const pinned = comparing && pins.a !== null && pins.b !== null ? { a: pins.a, b: pins.b } : null;
  const [filming, setFilming] = useState(false);
  const back = useCallback(() => setComparing(false), []);

  const show = useCallback(
    (place: IndividualPlace) => {
      clock.go(place.generation);
      setChosen({ generation: place.generation, slot: place.slot });
    },
    [clock],
  );
  const pin = useCallback((name: keyof Pins, generation: number) => {
    setPins((now) => ({ ...now, [name]: now[name] === generation ? null : generation }));
  }, []);
  const pick = useCallback((generation: number, slot: number) => {
    setChosen({ generation, slot });
    setTraced({ generation, slot });
  }, []);
  const pickShown = useCallback((slot: number) => pick(shown, slot), [pick, shown]);
  const visited = useWindow((s) => s.visited);
  useEffect(() => {
    if (visited?.run !== run.id) return;
    show(visited);
    visit(null);
  }, [visited, run.id, show]);
  const fork = () => forkFrom(run, clock.state.target);
  useEffect(() => {
    const replay: ReplayHandle = {
      toggle: clock.toggle,
      pin: (name) => pin(name, clock.state.target),
      compare: () => setComparing((now) => !now),
      film: () => setFilming(true),
    };
    useReplayHandle.setState({ replay });
    return () => useReplayHandle.setState({ replay: null });
  }, [clock, pin]);

  // Below the population there may be nothing in sight of what was asked for.
  const ancestry = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (traced) ancestry.current?.scrollIntoView({ block: 'nearest' });
  }, [traced]);

  const row = rows.find(({ generation }) => generation === shown);
  const selected = chosen?.generation === shown ? chosen.slot : null;
  const place = usePlace(shown, selected ?? columns?.champion ?? null);
  const championBefore = usePlace(shown - 1, selected === null ? (populations.get(shown - 1)?.champion ?? null) : null);
  return (
    <div className="replay">
      <Timeline
        clock={clock}
        rows={rows}
        objectives={objectives}
        pins={pins}
        comparing={pinned !== null}
        onPin={pin}
        onCompare={() => setComparing(!comparing)}
        onFilm={() => setFilming(true)}
        onFork={fork}
      />
      {!pinned && row && <GenerationFacts row={row} objectives={objectives} />}
      {error ? <Failed what={`Generation ${clock.state.target}`} error={error} retry={() => populations.retry()} /> : null}
      {pinned && <PairView run={run.id} rows={rows} {...pinned} choice={choice} objectives={objectives} onBack={back} />}
      {!pinned && !columns && !error && <Loading what="the generation" />}
      {!pinned && columns && place && (
        <div className="replay-grid">
          <div className="replay-main">
            <PopulationPanel
              replaying={replaying}
              columns={columns}
              rows={rows}
              objectives={objectives}
              choice={choice}
              onChoose={setChoice}
              chosen={chosen}
              onPick={pick}
            />
            {traced && (
              <div ref={ancestry} className="replay-ancestry">
                <AncestryView run={run.id} place={traced} objectives={objectives} onShow={show} onClose={() => setTraced(null)} />
              </div>
            )}
          </div>
          <div className="replay-side">
            <IndividualCard
              run={run.id}
              title={selected === null ? 'Champion' : `Slot ${selected}`}
              place={place}
              championBefore={championBefore}
              against={against}
              onAgainst={setAgainst}
              objectives={objectives}
              onTrace={setTraced}
              onParent={show}
              onBack={selected === null ? null : () => setChosen(null)}
            />
            <PopulationTable columns={columns} objectives={objectives} selected={selected} onOpen={pickShown} />
          </div>
        </div>
      )}
      {filming && (
        <FilmDialog
          run={run.id}
          title={run.name}
          last={last}
          choice={choice}
          rows={rows}
          objectives={objectives}
          range={pins.a !== null && pins.b !== null ? [Math.min(pins.a, pins.b), Math.max(pins.a, pins.b)] : [0, last]}
          onClose={() => setFilming(false)}
        />
      )}
    </div>
  );
}

/** The same object for the same place. */
const usePlace = (generation: number, slot: number | null): IndividualPlace | null =>
  useMemo(() => (slot === null ? null : { generation, slot }), [generation, slot]);
