/** How a project's pictures are collected, remembered by this browser. */

import { type Signal, signal } from '@preact/signals';
import { recall, remember } from '../../../lib/storage';

export type Source = 'own' | 'computer' | 'film' | 'files';

export interface Settings {
  source: Source;
  mirror: boolean;
  square: boolean;
  countdown: boolean;
  /** Seconds between two pictures of a burst. */
  interval: number;
  /** Seconds between two pictures of a film. */
  every: number;
  /** Which of the browser's cameras; null: any. */
  camera: string | null;
  /** Which camera of the computer, as programs call it. */
  device: string | null;
}

const FIRST: Settings = {
  source: 'own',
  mirror: false,
  square: false,
  countdown: false,
  interval: 0.2,
  every: 1,
  camera: null,
  device: null,
};

const known = new Map<string, Signal<Settings>>();

export function getSettings(project: string): Signal<Settings> {
  let settings = known.get(project);
  if (!settings)
    known.set(project, (settings = signal({ ...FIRST, ...recall<Partial<Settings>>(`collect:${project}`, {}) })));
  return settings;
}

export function updateSettings(project: string, change: Partial<Settings>): void {
  const settings = getSettings(project);
  settings.value = { ...settings.value, ...change };
  remember(`collect:${project}`, settings.value);
}
