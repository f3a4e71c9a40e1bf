import { type Bars, barColumns, barsOver } from '../market/bars.ts';
import { ByteReader, ByteWriter } from './bytes.ts';

/** The columns of a data set as one run of bytes, before it is compressed. */
export function packBars(bars: Bars): Uint8Array {
  const out = new ByteWriter();
  out.integer(bars.length);
  for (const name of barColumns) out.doubles(bars[name]);
  return out.finish();
}

/** @throws RangeError for bytes that `packBars` did not make */
export function unpackBars(bytes: Uint8Array): Bars {
  const input = new ByteReader(bytes);
  const length = input.count(barColumns.length * 8);
  const bars = barsOver(new ArrayBuffer(length * barColumns.length * 8), length);
  for (const name of barColumns) bars[name].set(input.doubles(length));
  input.end();
  return bars;
}
