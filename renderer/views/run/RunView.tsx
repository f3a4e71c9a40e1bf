import { AnchorButton } from '@blueprintjs/core';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { Dock } from '../../components/dock/Dock.tsx';
import { Failed, Loading } from '../../components/Notice.tsx';
import { addressOf, go, type RunTab } from '../../state/navigation.ts';
import { query } from '../../state/queries.ts';
import { runPanels } from './panels.tsx';
import { RunHeader } from './RunHeader.tsx';
import { RunNotice } from './RunNotice.tsx';

/** One run: its header, and panels with all that is known of it. */
export function RunView({ id, tab }: { readonly id: string; readonly tab: RunTab }) {
  const found = useQuery(query('runs.get', { run: id }));
  const run = found.data;
  const content = useMemo(() => run && { run }, [run]);
  const active = runPanels.some((panel) => panel.id === tab) ? tab : runPanels[0]!.id;
  const onActive = useCallback((next: string) => next !== tab && go({ name: 'run', run: id, tab: next }), [id, tab]);
  if (found.error)
    return (
      <Failed
        what="This run"
        error={found.error}
        retry={() => found.refetch()}
        instead={<AnchorButton href={addressOf({ name: 'runs' })} text="All runs" />}
      />
    );
  if (!run || !content) return <Loading what="the run" />;
  return (
    <>
      <RunHeader run={run} />
      <RunNotice run={run} />
      <Dock kind="run" panels={runPanels} content={content} active={active} onActive={onActive} />
    </>
  );
}
