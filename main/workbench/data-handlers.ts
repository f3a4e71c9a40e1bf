import type { DataCommand } from '../../preload/contract.ts';
import type { Handlers } from './handlers.ts';
import { importedView } from './imported-view.ts';
import type { Imports } from './imports.ts';
import type { Library } from './library.ts';

/** The handlers of data sets and of files on their way in. */
export const dataHandlers = (library: Library, imports: Imports): Pick<Handlers, DataCommand> => ({
  'datasets.list': () => library.list(),
  'datasets.import': async ({ name, text }) => importedView(await library.importText(name, text)),
  'datasets.bars': async ({ dataset, points, ...range }) => library.view((await library.get(dataset)).id, points, range),
  'datasets.candles': async ({ dataset, from, to, count }) => library.candles((await library.get(dataset)).id, from, to, count),
  'datasets.detail': async ({ dataset }) => library.detail((await library.get(dataset)).id),
  'datasets.rename': ({ dataset, name }) => library.rename(dataset, name),
  'datasets.delete': async ({ dataset }) => {
    await library.remove(dataset);
    return null;
  },

  'imports.open': () => imports.open(),
  'imports.begin': ({ name, size }) => imports.begin(name, size),
  'imports.append': ({ id, bytes }) => imports.append(id, bytes),
  'imports.examine': ({ id, options }) => imports.examine(id, options),
  'imports.accept': ({ id, name }) => imports.accept(id, name),
  'imports.cancel': ({ id }) => imports.cancel(id),
});
