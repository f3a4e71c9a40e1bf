import type { ComponentType } from 'react';
import { AboutSection } from './AboutSection.tsx';
import { AppearanceSection } from './AppearanceSection.tsx';
import { ComputingSection } from './ComputingSection.tsx';
import { DatabaseSection } from './DatabaseSection.tsx';
import { EngineSection } from './engine/EngineSection.tsx';

export interface SettingsSection {
  /** In the address: `#/settings/ID`. */
  readonly id: string;
  readonly title: string;
  readonly component: ComponentType;
}

/** The sections of the settings, in their order: a line each. */
export const settingsSections: readonly SettingsSection[] = [
  { id: 'appearance', title: 'Appearance', component: AppearanceSection },
  { id: 'computing', title: 'Computing', component: ComputingSection },
  { id: 'engine', title: 'Engine', component: EngineSection },
  { id: 'database', title: 'Database', component: DatabaseSection },
  { id: 'about', title: 'About', component: AboutSection },
];
