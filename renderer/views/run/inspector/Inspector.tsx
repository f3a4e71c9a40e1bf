import { Button, Classes, Drawer, H4 } from '@blueprintjs/core';
import { Cross } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
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
  const title = useId();
  if (inspected && inspected !== shown) setShown(inspected);

  // Going to another run leaves the strategy behind.
  useEffect(() => {
    if (inspected && (view.name !== 'run' || view.run !== inspected.run)) inspect(null);
  }, [view, inspected]);

  // Blueprint hears the key only once the focus has come into the drawer, which may be after the user has pressed it.
  useEffect(() => {
    if (!inspected) return;
    const closeOnEscape = ({ key }: KeyboardEvent) => key === 'Escape' && inspect(null);
    document.addEventListener('keydown', closeOnEscape);
    return () => document.removeEventListener('keydown', closeOnEscape);
  }, [inspected]);

  const close = () => inspect(null);
  return (
    <Drawer isOpen={inspected !== null} onClose={close} size="min(1120px, 94vw)" className="inspector" transitionDuration={120}>
      {/* Blueprint's drawer does not tell screen readers what it is, so its title is ours. */}
      <div role="dialog" aria-modal="true" aria-labelledby={title} className="inspector-dialog">
        <header className={Classes.DRAWER_HEADER}>
          <H4 id={title}>Strategy · {shown?.origin}</H4>
          <Button variant="minimal" icon={<Cross />} aria-label="Close" onClick={close} />
        </header>
        {shown && <Body shown={shown} />}
      </div>
    </Drawer>
  );
}

function Body({ shown }: { readonly shown: Inspected }) {
  const report = useQuery({ ...query('strategies.inspect', { run: shown.run, strategy: shown.strategy }), gcTime: 60_000 });
  const run = useQuery(query('runs.get', { run: shown.run }));
  if (report.error) return <Failed what="The strategy" error={report.error} retry={() => report.refetch()} />;
  if (!report.data) return <Loading what="the strategy" />;
  return <StrategyReportView key={shown.strategy} report={report.data} run={run.data ?? null} />;
}
