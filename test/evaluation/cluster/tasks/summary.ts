/** Takes and gives what JSON cannot: maps, dates, typed arrays, NaN. */
export default async function summary(input: ReadonlyMap<string, Float64Array>): Promise<Map<string, { mean: number; at: Date }>> {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return new Map(Array.from(input, ([name, values]) => [name, { mean: mean(values), at: new Date(0) }]));
}
