import { PopoverNext, type PopoverNextProps } from '@blueprintjs/core';

/** A popover in the colours of the theme that is on: Blueprint gives it those of the moment in which it opens, for good. */
export const Popover = (props: PopoverNextProps) => <PopoverNext {...props} inheritDarkTheme={false} />;
