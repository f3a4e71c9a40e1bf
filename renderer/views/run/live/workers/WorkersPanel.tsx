import { HTMLSelect } from '@blueprintjs/core';
import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { Panel } from '../../../../components/Panel.tsx';
import { count, decimal, percent } from '../../../../format/numbers.ts';
import { useChartColors } from '../../../../state/theme.ts';
import { Legend } from '../Legend.tsx';
import { chunkAt, drawLanes, LANE, lanesOf } from './lanes.ts';
import { useActivity } from './use-activity.ts';

const spans = [2, 5, 10] as const;

/** A lane for each worker with the chunks of strategies that it had in the last seconds; what is empty is time without work. */
export function WorkersPanel() {
  const activity = useActivity();
  const [seconds, setSeconds] = useState<number>(5);
  const [pointed, setPointed] = useState<string | null>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const colors = useChartColors();
  const span = seconds * 1_000;
  const lanes = useMemo(() => (activity ? lanesOf(activity, span) : []), [activity, span]);
  const now = activity?.now ?? 0;

  useEffect(() => {
    if (canvas.current) drawLanes(canvas.current, lanes, now, span, colors);
  }, [lanes, now, span, colors]);

  const onPointerMove = ({ nativeEvent: { offsetX, offsetY }, currentTarget }: PointerEvent<HTMLCanvasElement>) => {
    const chunk = chunkAt(lanes, now, span, currentTarget.clientWidth, offsetX, offsetY);
    setPointed(chunk ? `${count(chunk.strategies)} strategies, ${decimal((chunk.end ?? now) - chunk.start, 1)} ms` : 'without work');
  };

  const busy = lanes.reduce((sum, lane) => sum + lane.busy, 0) / Math.max(1, lanes.length);
  const chunks = lanes.reduce((sum, lane) => sum + lane.chunks.length, 0);
  return (
    <Panel
      title="Workers"
      className="workers"
      actions={
        <>
          <Legend
            items={[
              ...(pointed === null ? [] : [{ name: pointed }]),
              { name: 'busy', value: percent(busy, 0) },
              { name: 'chunks', value: count(chunks), swatch: 'accent', title: 'Each is some strategies that a worker evaluates together' },
              { name: 'in hand', swatch: 'highlight' },
            ]}
          />
          <HTMLSelect
            minimal
            aria-label="Seconds of the lanes"
            value={seconds}
            onChange={(event) => setSeconds(Number(event.currentTarget.value))}
            options={spans.map((s) => ({ value: s, label: `last ${s} s` }))}
          />
        </>
      }
    >
      {lanes.length === 0 ? (
        <p className="muted">No worker has begun yet.</p>
      ) : (
        <div className="lanes">
          <ul className="lane-names" aria-label="Workers">
            {lanes.map(({ id, name, busy: share }) => (
              <li key={id} style={{ height: LANE }}>
                <span className="ellipsis" title={name}>
                  {name}
                </span>
                <span className="numbers muted">{percent(share, 0)}</span>
              </li>
            ))}
          </ul>
          <canvas
            ref={canvas}
            role="img"
            aria-label={`Chunks of ${lanes.length} workers in the last ${seconds} seconds, ${percent(busy, 0)} of the time busy`}
            style={{ height: lanes.length * LANE }}
            onPointerMove={onPointerMove}
            onPointerLeave={() => setPointed(null)}
          />
        </div>
      )}
    </Panel>
  );
}
