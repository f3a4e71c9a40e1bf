import { useEffect, useRef } from 'react';
import { type ChartOption, connect, type EChartsType, init } from '../charts/echarts.ts';

interface ChartProps {
  readonly option: ChartOption;
  /** What the picture shows, for those who do not see it. */
  readonly label: string;
  readonly className?: string;
  /** Charts of one group share their pointer and zoom. */
  readonly group?: string;
  /** Called with the name of the point that was clicked. */
  readonly onPoint?: (name: string) => void;
}

/** An ECharts picture that fills its box and follows its size. */
export function Chart({ option, label, className = '', group, onPoint }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  const point = useRef(onPoint);
  point.current = onPoint;

  useEffect(() => {
    const made = init(box.current);
    chart.current = made;
    if (group) {
      made.group = group;
      connect(group);
    }
    made.on('click', ({ name }) => point.current?.(name));
    const resize = new ResizeObserver(() => made.resize());
    resize.observe(box.current!);
    return () => {
      resize.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, [group]);

  useEffect(() => {
    chart.current?.setOption(option, { replaceMerge: ['series'], lazyUpdate: true });
  }, [option]);

  return <div ref={box} role="img" aria-label={label} className={`chart ${className}`} />;
}
