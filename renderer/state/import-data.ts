import { create } from 'zustand';
import type { Dataset, Failure, GivenImportOptions, ImportPreview } from '../../preload/contract.ts';
import { call, failureOf } from '../client.ts';
import { changeDraft, withDataset } from './draft.ts';
import { go, useView } from './navigation.ts';
import { queryClient } from './queries.ts';
import { toast } from './toaster.ts';

/** A file that is being brought in, and what the user has chosen for it so far. */
export interface Importing {
  readonly file: string;
  /** Share of the bytes that main has, until all are there. */
  readonly sent: number;
  readonly preview: ImportPreview | null;
  readonly options: GivenImportOptions;
  readonly name: string;
  /** Main is reading the file. */
  readonly busy: boolean;
  readonly failure: Failure | null;
}

interface ImportState {
  readonly importing: Importing | null;
  /** Dropped together with the one that is looked at; they come one after the other. */
  readonly waiting: readonly File[];
  /** The data set that was imported last, for the Data view to show. */
  readonly imported: string | null;
}

export const useImport = create<ImportState>(() => ({ importing: null, waiting: [], imported: null }));

/** Bytes that go to main at a time: little enough that neither side stands still. */
const PIECE = 4 * 2 ** 20;

const fresh = (file: string): Importing => ({ file, sent: 0, preview: null, options: {}, name: '', busy: true, failure: null });

function change(part: Partial<Importing>): void {
  useImport.setState(({ importing }) => ({ importing: importing && { ...importing, ...part } }));
}

/** Shows what went wrong with the file at hand; what the user cancelled is not mentioned. */
function fail(file: string, error: unknown): void {
  const failure = failureOf(error);
  if (failure.code === 'cancelled') {
    close();
    return;
  }
  useImport.setState({ importing: { ...fresh(file), busy: false, failure } });
}

/** Asks main for a file with the native dialog, and shows what is in it. */
export async function openFile(): Promise<void> {
  try {
    const preview = await call('imports.open', {});
    if (preview) useImport.setState({ importing: { ...fresh(preview.file), sent: 1, preview, name: preview.name, busy: false } });
  } catch (error) {
    fail('The file', error);
  }
}

/** Takes files that were dropped on the window. */
export function importDropped(files: readonly File[]): void {
  useImport.setState(({ waiting }) => ({ waiting: [...waiting, ...files] }));
  if (useImport.getState().importing === null) void next();
}

async function next(): Promise<void> {
  const [file, ...waiting] = useImport.getState().waiting;
  if (!file) return;
  useImport.setState({ waiting, importing: fresh(file.name) });
  const isHere = () => useImport.getState().importing?.file === file.name;
  try {
    const { id } = await call('imports.begin', { name: file.name, size: file.size });
    for (let at = 0; at < file.size; at += PIECE) {
      const bytes = new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer());
      await call('imports.append', { id, bytes });
      if (!isHere()) return void call('imports.cancel', { id });
      change({ sent: Math.min(1, (at + PIECE) / file.size) });
    }
    const preview = await call('imports.examine', { id, options: {} });
    if (isHere()) change({ preview, name: preview.name, busy: false, sent: 1 });
    else await call('imports.cancel', { id });
  } catch (error) {
    if (isHere()) fail(file.name, error);
  }
}

/** Reads the file again with other choices. */
export async function choose(part: { readonly [K in keyof GivenImportOptions]: GivenImportOptions[K] | undefined }): Promise<void> {
  const { importing } = useImport.getState();
  if (!importing?.preview) return;
  const all = Object.entries({ ...importing.options, ...part }).filter(([, value]) => value !== undefined);
  const options: GivenImportOptions = Object.fromEntries(all);
  change({ options, busy: true });
  try {
    const preview = await call('imports.examine', { id: importing.preview.id, options });
    // What was chosen meanwhile counts; its answer comes after this one.
    if (useImport.getState().importing?.options === options) change({ preview, busy: false });
  } catch (error) {
    if (useImport.getState().importing?.options === options) fail(importing.file, error);
  }
}

export const nameImport = (name: string): void => change({ name });

/** Keeps the bars as they are shown, makes them those of the form, and says so. */
export async function acceptImport(): Promise<void> {
  const { importing } = useImport.getState();
  if (!importing?.preview) return;
  change({ busy: true });
  try {
    const dataset = await call('imports.accept', { id: importing.preview.id, name: importing.name });
    await arrived(dataset, `Imported ${dataset.name}: ${dataset.bars.toLocaleString('en-US')} bars`);
  } catch (error) {
    fail(importing.file, error);
  }
}

/** Goes on with the data set that has these bars already. */
export async function takeKnown(): Promise<void> {
  const { importing } = useImport.getState();
  const { preview } = importing ?? {};
  const dataset = (await call('datasets.list', {})).find((d) => d.id === preview?.known?.id);
  if (!preview || !dataset) return;
  await call('imports.cancel', { id: preview.id });
  await arrived(dataset, `${dataset.name} was here already`);
}

async function arrived(dataset: Dataset, message: string): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ['datasets.list'] });
  changeDraft((draft) => (draft.fork ? draft : withDataset(draft, dataset.id)));
  useImport.setState({ imported: dataset.id });
  // Whoever fills in the form goes on with that.
  if (useView.getState().view.name !== 'new') go({ name: 'data' });
  close();
  void toast(message, 'success');
}

/** Gives the file up. */
export function cancelImport(): void {
  const { importing } = useImport.getState();
  if (importing?.preview) void call('imports.cancel', { id: importing.preview.id });
  close();
}

function close(): void {
  useImport.setState({ importing: null });
  void next();
}
