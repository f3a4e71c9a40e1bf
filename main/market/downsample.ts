/**
 * Places to draw so that a chart of `points` points looks like one of all: the first and last value, and between them
 * the smallest and the largest of each of equal stretches, in their order. No extreme is lost, as it would be with
 * every n-th value. Columns that belong together are thinned with the places of one of them.
 *
 * @param points at least 2; when there are not more values than this, every place is returned
 * @returns rising places, at most `points` of them
 */
export function downsample(values: Float64Array, points: number): Uint32Array {
  if (!Number.isInteger(points) || points < 2) throw new RangeError(`a chart needs 2 points or more, not ${points}`);
  const last = values.length - 1;
  if (values.length <= points) return Uint32Array.from(values, (_, i) => i);
  const stretches = Math.floor((points - 2) / 2);
  const places = new Uint32Array(points);
  let count = 1;
  for (let s = 0; s < stretches; s++) {
    const from = 1 + Math.floor((s * (last - 1)) / stretches);
    const to = 1 + Math.floor(((s + 1) * (last - 1)) / stretches);
    let low = from;
    let high = from;
    for (let i = from; i < to; i++) {
      if (values[i]! < values[low]! || Number.isNaN(values[low]!)) low = i;
      if (values[i]! > values[high]! || Number.isNaN(values[high]!)) high = i;
    }
    places[count++] = Math.min(low, high);
    if (low !== high) places[count++] = Math.max(low, high);
  }
  places[count++] = last;
  return places.slice(0, count);
}

/** The values at the places that `downsample` gave. */
export const pick = (values: Float64Array, places: Uint32Array): Float64Array => Float64Array.from(places, (i) => values[i]!);
