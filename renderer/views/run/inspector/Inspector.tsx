import { Drawer } from '@blueprintjs/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Failed, Loading } from '../../../components/Notice.tsx';
import { useView } from '../../../state/navigation.ts';
import { query } from '../../../state/queries.ts';
import { type Inspected, inspect, useWindow } from '../../../state/window.ts';
import { StrategyReportView } from './StrategyReportView.tsx';

/** A strategy in detail, over the right part of the window; closes with Escape. */
export function Inspector() {
  const inspected = useWindow((s) => s.inspected);
  const view = useView((s) => s.view);
  const [shown, setShown] = useState<Inspected | null>(inspected);
  if (inspected && inspected !== shown) setShown(inspected);

  // Going to another run leaves the strategy behind.
  useEffect(() => {
    if (inspected && (view.name !== 'run' || view.run !== inspected.run)) inspect(null);
  }, [view, inspected]);

  return (
    <Drawer
      isOpen={inspected !== null}
      onClose={() => inspect(null)}
      title={`Strategy · ${shown?.origin ?? ''}`}
      size="min(1120px, 94vw)"
      className="inspector"
      transitionDuration={120}
      onOpened={(drawer) => drawer.querySelector<HTMLElement>('button')?.focus()}
    >
      {shown && <Body shown={shown} />}
    </Drawer>
  );
}

function Body({ shown }: { readonly shown: Inspected }) {
  const report = useQuery({ ...query('strategies.inspect', { run: shown.run, strategy: shown.strategy }), gcTime: 60_000 });
  if (report.error) return <Failed what="The strategy" error={report.error} retry={() => report.refetch()} />;
  if (!report.data) return <Loading what="the strategy" />;
  return <StrategyReportView key={shown.strategy} report={report.data} />;
}
