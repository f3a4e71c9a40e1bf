import type { Dataset } from '../../preload/contract.ts';
import { CommandError, call, failureOf } from '../client.ts';
import { changeDraft, withDataset } from './draft.ts';
import { queryClient } from './queries.ts';
import { toast } from './toaster.ts';
import { useWindow } from './window.ts';

/** What a string of JavaScript can hold, halved. */
const LARGEST = 256 * 1024 * 1024;

const tooLarge = () =>
  new CommandError({ code: 'expected', message: 'it is larger than 256 MB. Use “Import CSV…” on the Data page instead.', details: [] });

/** Makes an imported data set the one of the form, and says so. */
async function accept(dataset: Dataset): Promise<Dataset> {
  await queryClient.invalidateQueries({ queryKey: ['datasets.list'] });
  changeDraft((draft) => (draft.fork ? draft : withDataset(draft, dataset.id)));
  void toast(`Imported ${dataset.name}: ${dataset.bars.toLocaleString('en-US')} bars`, 'success');
  return dataset;
}

function refuse(file: string, error: unknown): null {
  const failure = failureOf(error);
  if (failure.code !== 'cancelled') useWindow.setState({ importProblem: { file, failure } });
  return null;
}

/** Asks main for a CSV file with the native dialog; null when cancelled or refused (which is shown). */
export async function openCsv(): Promise<Dataset | null> {
  try {
    const dataset = await call('datasets.open', {});
    return dataset && (await accept(dataset));
  } catch (error) {
    return refuse('The file', error);
  }
}

/** Imports a file that was dropped on the window; null when refused (which is shown). */
export async function importDropped(file: File): Promise<Dataset | null> {
  try {
    if (file.size > LARGEST) throw tooLarge();
    return await accept(await call('datasets.import', { name: file.name, text: await file.text() }));
  } catch (error) {
    return refuse(file.name, error);
  }
}
