import { Classes } from '@blueprintjs/core';
import { create } from 'zustand';
import { type ChartColors, readColors } from '../charts/colors.ts';
import { useSettings } from './settings.ts';

const system = matchMedia('(prefers-color-scheme: dark)');

/** The theme that is on. */
export const useTheme = create<{ readonly dark: boolean }>(() => ({ dark: system.matches }));

/** Keeps the theme in step with the system and with what the user has chosen, for as long as the window lives. */
export function followTheme(): void {
  const apply = () => {
    const { theme } = useSettings.getState();
    const dark = theme === 'system' ? system.matches : theme === 'dark';
    document.body.classList.toggle(Classes.DARK, dark);
    useTheme.setState({ dark });
  };
  apply();
  system.addEventListener('change', apply);
  useSettings.subscribe(apply);
}

let colors: { readonly dark: boolean; readonly value: ChartColors } | null = null;

/** The chart colours of the theme that is on; renders again when it changes. */
export function useChartColors(): ChartColors {
  const dark = useTheme((theme) => theme.dark);
  if (colors?.dark !== dark) colors = { dark, value: readColors() };
  return colors.value;
}
