import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bars } from '../../main/market/bars.ts';
import { importCsv } from '../../main/market/import/csv.ts';
import { sample } from '../../main/market/sample.ts';

/** The bars that come with the program. */
export const importSample = (): Bars => importCsv(readFileSync(join(import.meta.dirname, '../../resources', sample.file), 'utf8')).bars;
