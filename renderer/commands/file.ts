import { openFile } from '../state/import-data.ts';
import { go } from '../state/navigation.ts';
import { openExport } from '../state/window.ts';
import type { Command } from './command.ts';

export const fileCommands: readonly Command[] = [
  { id: 'experiment.new', label: 'New Experiment', menu: 'File', keys: 'alt+n', run: () => go({ name: 'new' }) },
  {
    id: 'data.import',
    label: 'Import Data…',
    menu: 'File',
    keys: 'mod+o',
    words: 'open csv parquet bars',
    run: () => openFile(),
  },
  {
    id: 'strategies.export',
    label: 'Export Strategies…',
    menu: 'File',
    keys: 'mod+e',
    words: 'save json csv typescript',
    enabled: ({ run }) => run !== null && run.best !== null,
    run: ({ run }) => run && openExport(run.id),
  },
];
