import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { DropImport } from './components/DropImport.tsx';
import { ImportProblem } from './components/ImportProblem.tsx';
import { Sidebar } from './components/Sidebar.tsx';
import { StatusBar } from './components/StatusBar.tsx';
import { useView } from './state/navigation.ts';
import { query } from './state/queries.ts';
import { useWindow } from './state/window.ts';
import { DataSets } from './views/data/DataSets.tsx';
import { NewExperiment } from './views/new/NewExperiment.tsx';
import { ExportDialog } from './views/run/export/ExportDialog.tsx';
import { Inspector } from './views/run/inspector/Inspector.tsx';
import { Ancestry } from './views/run/lineage/Ancestry.tsx';
import { RunView } from './views/run/RunView.tsx';
import { RunsView } from './views/runs/RunsView.tsx';

const titles = { new: 'New experiment', runs: 'Runs', data: 'Data', run: 'Run' } as const;

/** The frame: navigation at the left, the view, the status bar, and what lies over them. */
export function App() {
  const view = useView((s) => s.view);
  const exporting = useWindow((s) => s.exporting);
  const runs = useQuery(query('runs.list', {}));
  const runName = view.name === 'run' ? runs.data?.find((r) => r.id === view.run)?.name : undefined;

  useEffect(() => {
    document.title = `${runName ?? titles[view.name]} · Organism`;
  }, [runName, view.name]);

  return (
    <div className="app">
      <Sidebar view={view} runs={runs.data ?? []} />
      <main className="view" aria-label={runName ?? titles[view.name]}>
        {view.name === 'new' && <NewExperiment />}
        {view.name === 'runs' && <RunsView />}
        {view.name === 'data' && <DataSets />}
        {view.name === 'run' && <RunView key={view.run} id={view.run} tab={view.tab} />}
      </main>
      <StatusBar runs={runs.data ?? []} />
      <Inspector />
      <Ancestry />
      {exporting !== null && <ExportDialog run={exporting} />}
      <ImportProblem />
      <DropImport />
    </div>
  );
}
