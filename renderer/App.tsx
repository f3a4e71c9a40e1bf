import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { commandState } from './commands/command.ts';
import { ActivityBar } from './components/ActivityBar.tsx';
import { CommandPalette } from './components/CommandPalette.tsx';
import { Crash } from './components/Crash.tsx';
import { DropImport } from './components/DropImport.tsx';
import { useCommandKeys, useNativeMenu } from './components/frame-commands.ts';
import { KeysDialog } from './components/KeysDialog.tsx';
import { StatusBar } from './components/StatusBar.tsx';
import { useDock } from './state/dock.ts';
import { useView, type View } from './state/navigation.ts';
import { askToDelete, askToLabel, askToVerify, useOverlays } from './state/overlays.ts';
import { query } from './state/queries.ts';
import { useWindow } from './state/window.ts';
import { CompareView } from './views/compare/CompareView.tsx';
import { DataSets } from './views/data/DataSets.tsx';
import { ImportDialog } from './views/data/import/ImportDialog.tsx';
import { DatabankView } from './views/databank/DatabankView.tsx';
import { ExperimentsView } from './views/experiments/ExperimentsView.tsx';
import { NewExperiment } from './views/new/NewExperiment.tsx';
import { ExportDialog } from './views/run/export/ExportDialog.tsx';
import { Ancestry } from './views/run/lineage/Ancestry.tsx';
import { RunView } from './views/run/RunView.tsx';
import { VerifyRun } from './views/run/verify/VerifyRun.tsx';
import { DeleteRun } from './views/runs/DeleteRun.tsx';
import { LabelRun } from './views/runs/LabelRun.tsx';
import { RunsView } from './views/runs/RunsView.tsx';
import { SettingsView } from './views/settings/SettingsView.tsx';

const titles = {
  new: 'New experiment',
  experiments: 'Experiments',
  runs: 'Runs',
  data: 'Data',
  databank: 'Databank',
  compare: 'Compare',
  settings: 'Settings',
  run: 'Run',
} as const satisfies Record<View['name'], string>;

/** The frame: activity bar at the left, the view, the status bar, and what lies over them. */
export function App() {
  const view = useView((s) => s.view);
  const exporting = useWindow((s) => s.exporting);
  const { deleting, verifying, labelling } = useOverlays();
  const runs = useQuery(query('runs.list', {}));
  // Commands depend on the run that is shown and on whether there are panels: both make the frame render again.
  useQuery({ ...query('runs.get', { run: view.name === 'run' ? view.run : '' }), enabled: view.name === 'run' });
  useDock((s) => s.dock);
  const runName = view.name === 'run' ? runs.data?.find((r) => r.id === view.run)?.name : undefined;
  const title = runName ?? titles[view.name];
  useCommandKeys();
  useNativeMenu(commandState());

  const running = runs.data?.find((run) => run.state === 'running');
  // In a browser the tab is all that is seen of a run while one looks elsewhere.
  const share = running ? `${Math.floor((Math.max(0, running.generation) / Math.max(1, running.experiment.generations)) * 100)}% · ` : '';
  useEffect(() => {
    document.title = `${share}${title} · Organism`;
  }, [share, title]);

  // Who goes to another place by the keyboard goes on from its beginning, not from a control that is gone.
  const main = useRef<HTMLElement>(null);
  const place = view.name === 'run' ? view.run : view.name;
  useEffect(() => {
    const at = document.activeElement;
    if (place && !main.current?.contains(at) && !at?.closest('.activity, [aria-modal="true"]'))
      main.current?.focus({ preventScroll: true });
  }, [place]);

  return (
    <div className="app">
      <ActivityBar view={view} />
      <main ref={main} className="view" tabIndex={-1} aria-label={title}>
        <Crash.Boundary key={place} part="This view">
          {view.name === 'new' && <NewExperiment />}
          {view.name === 'experiments' && <ExperimentsView />}
          {view.name === 'runs' && <RunsView />}
          {view.name === 'data' && <DataSets />}
          {view.name === 'databank' && <DatabankView />}
          {view.name === 'compare' && <CompareView />}
          {view.name === 'settings' && <SettingsView section={view.section} />}
          {view.name === 'run' && <RunView key={view.run} id={view.run} tab={view.tab} />}
        </Crash.Boundary>
      </main>
      <StatusBar runs={runs.data} />
      <Ancestry />
      {exporting !== null && <ExportDialog target={exporting} />}
      {deleting !== null && <DeleteRun run={deleting} close={() => askToDelete(null)} />}
      {labelling !== null && <LabelRun run={labelling} close={() => askToLabel(null)} />}
      {verifying !== null && <VerifyRun run={verifying} close={() => askToVerify(null)} />}
      <ImportDialog />
      <DropImport />
      <CommandPalette runs={runs.data ?? []} />
      <KeysDialog />
    </div>
  );
}
