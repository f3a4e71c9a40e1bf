import type { FunctionComponent, JSX } from 'react';
import type { DockHome } from '../../state/dock.ts';

/** How a panel is called and where it stands. */
export interface DockLine {
  /** In addresses, stored layouts and commands: never changed. */
  readonly id: string;
  readonly title: string;
  readonly icon: JSX.Element;
  readonly home: DockHome;
  /** Not open before it is asked for. */
  readonly closed?: true;
}

/** A panel of a view: a line of the view's table. `Props` is what the view has to show, the same for all its panels. */
export interface DockPanel<Props extends object> extends DockLine {
  readonly component: FunctionComponent<Props>;
}
