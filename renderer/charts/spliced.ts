/** Columns of equal length over rising times. */
type Columns<Name extends string> = Readonly<Record<Name | 'time', Float64Array>>;

/** Columns of which a stretch is known in more detail, with that in place of the coarse points of the same stretch. */
export function spliced<Name extends string>(coarse: Columns<Name>, fine: Columns<Name>): Columns<Name> {
  const [from, to] = [fine.time[0] ?? Number.POSITIVE_INFINITY, fine.time.at(-1) ?? Number.NEGATIVE_INFINITY];
  const first = coarse.time.findIndex((time) => time >= from);
  const beyond = coarse.time.findIndex((time) => time > to);
  const before = first < 0 ? coarse.time.length : first;
  const after = beyond < 0 ? coarse.time.length : beyond;
  const join = (name: Name | 'time') => {
    const parts = [coarse[name].subarray(0, before), fine[name], coarse[name].subarray(after)];
    const whole = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
    let end = 0;
    for (const part of parts) {
      whole.set(part, end);
      end += part.length;
    }
    return whole;
  };
  const names = Object.keys(coarse) as (Name | 'time')[];
  return Object.fromEntries(names.map((name) => [name, join(name)])) as Columns<Name>;
}
