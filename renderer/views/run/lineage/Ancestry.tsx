import { Button, Classes, Drawer, H4 } from '@blueprintjs/core';
import { Cross } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import { Failed, Loading } from '../../../components/Notice.tsx';
import { go, useView } from '../../../state/navigation.ts';
import { query } from '../../../state/queries.ts';
import { type Place, trace, useWindow, visit } from '../../../state/window.ts';
import { AncestryView } from './AncestryView.tsx';

/** Where an individual comes from, back to generation 0; over the right part of the window, closes with Escape. */
export function Ancestry() {
  const traced = useWindow((s) => s.traced);
  const view = useView((s) => s.view);
  const [shown, setShown] = useState<Place | null>(traced);
  const title = useId();
  if (traced && traced !== shown) setShown(traced);
  useEffect(() => {
    if (traced && (view.name !== 'run' || view.run !== traced.run)) trace(null);
  }, [view, traced]);
  const close = () => trace(null);
  return (
    <Drawer isOpen={traced !== null} onClose={close} size="min(1120px, 94vw)" className="inspector" transitionDuration={120}>
      <div role="dialog" aria-modal="true" aria-labelledby={title} className="inspector-dialog">
        <header className={Classes.DRAWER_HEADER}>
          <H4 id={title}>
            Ancestry · generation {shown?.generation}, slot {shown?.slot}
          </H4>
          <Button variant="minimal" icon={<Cross />} aria-label="Close" title="Close" onClick={close} />
        </header>
        {shown && <Body key={`${shown.generation}/${shown.slot}`} shown={shown} />}
      </div>
    </Drawer>
  );
}

function Body({ shown }: { readonly shown: Place }) {
  const found = useQuery(query('runs.get', { run: shown.run }));
  if (found.error) return <Failed what="The ancestry" error={found.error} retry={() => found.refetch()} />;
  if (!found.data) return <Loading what="the ancestry" />;
  return (
    <div className="report">
      <AncestryView
        run={shown.run}
        place={shown}
        objectives={found.data.experiment.objectives}
        onShow={({ generation, slot }) => {
          visit({ run: shown.run, generation, slot });
          trace(null);
          go({ name: 'run', run: shown.run, tab: 'replay' });
        }}
      />
    </div>
  );
}
