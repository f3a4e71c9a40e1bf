import type { CustomSeriesOption } from 'echarts/charts';

/** A place on the x axis with both edges of an area; null where there is none. */
export type Edge = readonly [x: number, low: number | null, high: number | null];

/**
 * The area between two lines. ECharts can only stack one line on another, which goes wrong where they cross zero or a
 * value is missing, so it is drawn as a shape: one for each stretch without a gap.
 */
export function area(id: string, edges: readonly Edge[], color: string, opacity: number): CustomSeriesOption {
  const stretches = split(edges);
  return {
    type: 'custom',
    id,
    silent: true,
    // One item a stretch; the axes take their extent from the lines.
    data: stretches.map((_, i) => [i]),
    encode: { x: -1, y: -1 },
    clip: true,
    z: 1,
    renderItem: (params, api) => {
      const stretch = stretches[params.dataIndex];
      if (!stretch) return null;
      const upper = stretch.map(([x, , high]) => api.coord([x, high]));
      const lower = stretch.map(([x, low]) => api.coord([x, low])).reverse();
      return { type: 'polygon', shape: { points: [...upper, ...lower] }, style: { fill: color, opacity } };
    },
    tooltip: { show: false },
  };
}

function split(edges: readonly Edge[]): [x: number, low: number, high: number][][] {
  const found: [number, number, number][][] = [];
  let open = false;
  for (const [x, low, high] of edges) {
    if (low === null || high === null) {
      open = false;
      continue;
    }
    if (!open) found.push([]);
    open = true;
    found.at(-1)!.push([x, low, high]);
  }
  return found;
}
