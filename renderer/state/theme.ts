import { Classes } from '@blueprintjs/core';
import { useSyncExternalStore } from 'react';
import { type ChartColors, readColors } from '../charts/colors.ts';

const dark = matchMedia('(prefers-color-scheme: dark)');
const apply = () => document.body.classList.toggle(Classes.DARK, dark.matches);

/** Follows the system's light or dark for as long as the window lives. */
export function followTheme(): void {
  apply();
  dark.addEventListener('change', apply);
}

let colors: { readonly dark: boolean; readonly value: ChartColors } | null = null;

/** The chart colours of the theme that is on; renders again when the system changes it. */
export function useChartColors(): ChartColors {
  const isDark = useSyncExternalStore(
    (changed) => {
      dark.addEventListener('change', changed);
      return () => dark.removeEventListener('change', changed);
    },
    () => dark.matches,
  );
  if (colors?.dark !== isDark) colors = { dark: isDark, value: readColors() };
  return colors.value;
}
