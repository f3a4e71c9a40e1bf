import { type RefObject, useEffect, useState } from 'react';
import type { EChartsType } from '../charts/echarts.ts';

type Library = typeof import('../charts/echarts.ts');

let library: Library | undefined;

/**
 * A chart of ECharts in a box whose size it follows. The library, a third of all that the window consists of, is fetched
 * when the first chart is to be drawn, so that what stands beside it is there before: null until then.
 */
export function useECharts(box: RefObject<HTMLDivElement | null>): EChartsType | null {
  const [chart, setChart] = useState<EChartsType | null>(null);
  useEffect(() => {
    let made: EChartsType | undefined;
    let gone = false;
    const resize = new ResizeObserver(() => made?.resize());
    const begin = ({ init }: Library) => {
      if (gone || !box.current) return;
      made = init(box.current);
      resize.observe(box.current);
      setChart(made);
    };
    if (library) begin(library);
    else
      void import('../charts/echarts.ts').then((loaded) => {
        library = loaded;
        begin(loaded);
      });
    return () => {
      gone = true;
      resize.disconnect();
      made?.dispose();
      setChart(null);
    };
  }, [box]);
  return chart;
}

/** Charts of one group share their pointer and zoom. */
export function joinGroup(chart: EChartsType, group: string): void {
  chart.group = group;
  library?.connect(group);
}
