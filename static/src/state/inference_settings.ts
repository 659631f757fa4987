/** How a project's models are tried, remembered by this browser. */

import { type Signal, signal } from '@preact/signals';
import { recall, remember } from '../lib/storage';
import type { ModelFile } from '../lib/types';

/**
 * All things from here on are asked for, and the page hides those that are not sure enough: moving the slider asks
 * nobody.
 */
export const MIN_CONFIDENCE = 0.05;

export type Source = 'camera' | 'picture' | 'draw';

export interface Settings {
  /** null: nobody has chosen one. */
  source: Source | null;
  /** Less sure than this (0 to 1), the answer is "I do not know"; as the block's option has it. */
  threshold: number;
  /** By the path of a model: things that it is less sure of (0 to 1) do not count as found. */
  confidences: Record<string, number>;
  /** Pictures of the camera that are averaged. */
  smooth: number;
  mirror: boolean;
  byScore: boolean;
  camera: string | null;
}

const FIRST: Settings = {
  source: null,
  threshold: 0.6,
  confidences: {},
  smooth: 5,
  mirror: true,
  byScore: false,
  camera: null,
};

const known = new Map<string, Signal<Settings>>();

export function getSettings(project: string): Signal<Settings> {
  let settings = known.get(project);
  if (!settings)
    known.set(project, (settings = signal({ ...FIRST, ...recall<Partial<Settings>>(`try:${project}`, {}) })));
  return settings;
}

/** As in the library, where the file of a model says nothing. */
const SURE = 0.5;

/** From which confidence on a thing counts as found by a model. */
export function getConfidence({ confidences }: Settings, model: ModelFile): number {
  return Math.max(MIN_CONFIDENCE, confidences[model.path] ?? model.confidence ?? SURE);
}

/** What is looked at: the camera until something else is chosen. */
export function getSource({ source }: Settings): Source {
  return source ?? 'camera';
}

export function updateSettings(project: string, change: Partial<Settings>): void {
  const settings = getSettings(project);
  settings.value = { ...settings.value, ...change };
  remember(`try:${project}`, settings.value);
}
