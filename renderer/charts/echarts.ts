/** The parts of ECharts that the window uses, registered once; nothing else of it gets into the bundle. */
import type { LineSeriesOption, ScatterSeriesOption } from 'echarts/charts';
import { LineChart, ScatterChart } from 'echarts/charts';
import type { DataZoomComponentOption, GridComponentOption, MarkAreaComponentOption, TooltipComponentOption } from 'echarts/components';
import { DataZoomInsideComponent, GridComponent, MarkAreaComponent, TooltipComponent } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import { use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([LineChart, ScatterChart, GridComponent, TooltipComponent, DataZoomInsideComponent, MarkAreaComponent, CanvasRenderer]);

export type ChartOption = ComposeOption<
  LineSeriesOption | ScatterSeriesOption | GridComponentOption | TooltipComponentOption | DataZoomComponentOption | MarkAreaComponentOption
>;

export { connect, type EChartsType, init } from 'echarts/core';
