import { Tab, Tabs } from '@blueprintjs/core';
import { useQuery } from '@tanstack/react-query';
import { Failed, Loading } from '../../components/Notice.tsx';
import { go, type RunTab } from '../../state/navigation.ts';
import { query } from '../../state/queries.ts';
import { ComparePanel } from './compare/ComparePanel.tsx';
import { FailuresPanel } from './failures/FailuresPanel.tsx';
import { HallOfFame } from './hall/HallOfFame.tsx';
import { HoldoutPanel } from './holdout/HoldoutPanel.tsx';
import { LivePanel } from './live/LivePanel.tsx';
import { LogbookPanel } from './logbook/LogbookPanel.tsx';
import { RunHeader } from './RunHeader.tsx';
import { RunNotice } from './RunNotice.tsx';
import { ReplayPanel } from './replay/ReplayPanel.tsx';

const titles: Record<RunTab, string> = {
  live: 'Live',
  logbook: 'Logbook',
  'hall-of-fame': 'Hall of fame',
  replay: 'Replay',
  holdout: 'Holdout',
  failures: 'Failures',
  compare: 'Compare',
};

/** One run: what it is doing, its logbook, its best strategies, its replay, and what they are worth. */
export function RunView({ id, tab }: { readonly id: string; readonly tab: RunTab }) {
  const found = useQuery(query('runs.get', { run: id }));
  if (found.error) return <Failed what="This run" error={found.error} retry={() => found.refetch()} />;
  if (!found.data) return <Loading what="the run" />;
  const run = found.data;
  const panels: Record<RunTab, React.JSX.Element> = {
    live: <LivePanel run={run} />,
    logbook: <LogbookPanel run={run} />,
    'hall-of-fame': <HallOfFame run={run} />,
    replay: <ReplayPanel run={run} />,
    holdout: <HoldoutPanel run={run} />,
    failures: <FailuresPanel run={run} />,
    compare: <ComparePanel run={run} />,
  };
  return (
    <>
      <RunHeader run={run} />
      <RunNotice run={run} />
      <Tabs
        id="run-tabs"
        className="run-tabs"
        selectedTabId={tab}
        onChange={(next) => go({ name: 'run', run: id, tab: next as RunTab })}
        renderActiveTabPanelOnly
        animate={false}
      >
        {(Object.keys(titles) as RunTab[]).map((key) => (
          <Tab key={key} id={key} title={titles[key]} panel={panels[key]} panelClassName="run-panel" />
        ))}
      </Tabs>
    </>
  );
}
