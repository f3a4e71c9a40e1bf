import { examineCsv } from './csv.ts';
import type { Examination } from './examine.ts';
import type { ImportOptions } from './options.ts';
import { examineParquet, isParquet } from './parquet.ts';

/** What the bytes of a file hold, CSV or Parquet: told by its first bytes, not by its name. @param limit how many findings are listed */
export async function examineFile(bytes: Uint8Array, options: ImportOptions, limit: number): Promise<Examination> {
  if (isParquet(bytes)) return examineParquet(bytes, options, limit);
  return examineCsv(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'), options, limit);
}
