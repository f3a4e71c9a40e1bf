import {
  CellTower,
  Comparison,
  History,
  Lock,
  PanelStats,
  ScatterPlot,
  SearchTemplate,
  ThList,
  TimelineLineChart,
  WarningSign,
} from '@blueprintjs/icons';
import type { Run } from '../../../preload/contract.ts';
import type { DockPanel } from '../../components/dock/panels.ts';
import { HostsPanel } from '../settings/engine/HostsPanel.tsx';
import { ComparePanel } from './compare/ComparePanel.tsx';
import { FailuresPanel } from './failures/FailuresPanel.tsx';
import { HallOfFame } from './hall/HallOfFame.tsx';
import { HoldoutPanel } from './holdout/HoldoutPanel.tsx';
import { InspectorPanel } from './inspector/InspectorPanel.tsx';
import { LivePanel } from './live/LivePanel.tsx';
import { LogbookPanel } from './logbook/LogbookPanel.tsx';
import { ParetoPanel } from './pareto/ParetoPanel.tsx';
import { ReplayPanel } from './replay/ReplayPanel.tsx';

export interface RunPanelProps {
  readonly run: Run;
}

/** The panels of a run. A line here is a tab, a command with a shortcut (Alt and its number), and an address. */
export const runPanels: readonly DockPanel<RunPanelProps>[] = [
  { id: 'live', title: 'Live', icon: <TimelineLineChart />, component: LivePanel, home: 'main' },
  { id: 'pareto', title: 'Pareto', icon: <ScatterPlot />, component: ParetoPanel, home: 'main' },
  { id: 'logbook', title: 'Logbook', icon: <ThList />, component: LogbookPanel, home: 'main' },
  { id: 'hall-of-fame', title: 'Hall of fame', icon: <PanelStats />, component: HallOfFame, home: 'side' },
  { id: 'replay', title: 'Replay', icon: <History />, component: ReplayPanel, home: 'main' },
  { id: 'inspector', title: 'Inspector', icon: <SearchTemplate />, component: InspectorPanel, home: 'main', closed: true },
  { id: 'holdout', title: 'Holdout', icon: <Lock />, component: HoldoutPanel, home: 'main' },
  { id: 'failures', title: 'Failures', icon: <WarningSign />, component: FailuresPanel, home: 'main' },
  { id: 'hosts', title: 'Hosts', icon: <CellTower />, component: HostsPanel, home: 'main', closed: true },
  { id: 'compare', title: 'Compare', icon: <Comparison />, component: ComparePanel, home: 'main' },
];
