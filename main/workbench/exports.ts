import { join } from 'node:path';
import type { z } from 'zod';
import type { ExportFormat, ExportOptions, ExportPreview, exportSchema, ReplayFormat } from '../../preload/contract.ts';
import type { ExportFile, ExportInput } from '../export/input.ts';
import type { Analysis } from './analysis/threads.ts';
import { atomicWrite } from './atomic-write.ts';
import { hallOfFameInput, type InputParts, strategiesInputs } from './export-inputs.ts';
import type { Dialogs, FileFilter } from './ports.ts';
import { findRun } from './stored-run.ts';

/** What to write, and how. */
export type ExportRequest = z.output<typeof exportSchema>;

const filters: Readonly<Record<ExportFormat, FileFilter>> = {
  json: { name: 'JSON', extensions: ['json'] },
  csv: { name: 'CSV', extensions: ['csv'] },
  typescript: { name: 'TypeScript', extensions: ['ts'] },
  trades: { name: 'CSV', extensions: ['csv'] },
};

const replayFilters: Readonly<Record<ReplayFormat, FileFilter>> = {
  gif: { name: 'GIF', extensions: ['gif'] },
  webm: { name: 'WebM video', extensions: ['webm'] },
};

interface ExportsParts extends InputParts {
  /** What writes the files' texts. */
  readonly analysis: Analysis;
}

/** Strategies as a file: written to a folder, or where the user says. */
export class Exports {
  readonly #parts: ExportsParts;
  readonly #dialogs: Dialogs;

  constructor(parts: ExportsParts, dialogs: Dialogs) {
    this.#parts = parts;
    this.#dialogs = dialogs;
  }

  /** The best of a run. Returns the path of the file, which replaces one of the same name. @throws {ExpectedError} */
  write(run: string, format: ExportFormat, top: number, folder: string, options: ExportOptions = {}): Promise<string> {
    return this.writeTo({ run, format, top, options }, folder);
  }

  /** As `write`, whatever is asked for. */
  async writeTo(request: ExportRequest, folder: string): Promise<string> {
    const { name, text } = await this.#make(request);
    const path = join(folder, name);
    atomicWrite(path, text);
    return path;
  }

  /** Asks where to save; null when the user cancels. */
  async save(request: ExportRequest): Promise<string | null> {
    const file = await this.#make(request);
    const path = await this.#dialogs.saveFile({
      title: request.format === 'trades' ? 'Export trades' : 'Export strategies',
      defaultName: file.name,
      filters: [filters[request.format]],
    });
    if (path !== null) atomicWrite(path, file.text);
    return path;
  }

  /** What `save` would write. */
  async preview(request: ExportRequest, signal?: AbortSignal): Promise<ExportPreview> {
    const { format, options } = request;
    const preview = await this.#parts.analysis.run('previewExport', { format, options, inputs: await this.#inputs(request) }, signal);
    return { ...preview, name: nameOf(request, preview) };
  }

  /** Asks where to save a replay that has been drawn; null when the user cancels. */
  async saveReplay(run: string, format: ReplayFormat, bytes: Uint8Array): Promise<string | null> {
    findRun(this.#parts.store, run);
    const path = await this.#dialogs.saveFile({
      title: 'Save the replay',
      defaultName: `replay-run-${run}.${format}`,
      filters: [replayFilters[format]],
    });
    if (path !== null) atomicWrite(path, bytes);
    return path;
  }

  async #make(request: ExportRequest): Promise<ExportFile> {
    const { format, options } = request;
    const file = await this.#parts.analysis.run('exportFile', { format, options, inputs: await this.#inputs(request) });
    return { ...file, name: nameOf(request, file) };
  }

  async #inputs(request: ExportRequest): Promise<ExportInput[]> {
    if ('run' in request) return [await hallOfFameInput(this.#parts, request.run, request.top)];
    return strategiesInputs(this.#parts, request.strategies);
  }
}

/** A table of the best of a run is called after what it holds. */
const nameOf = (request: ExportRequest, { name }: Pick<ExportFile, 'name'>) =>
  'run' in request && request.format === 'csv' ? 'hall-of-fame.csv' : name;
