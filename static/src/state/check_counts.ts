/** How much the checks of a project's data sets have found: the badge in the top bar. */

import { type Signal, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import * as api from '../lib/api';
import type { DataSet } from '../lib/dataset_types';
import type { ProjectStore } from './project_store';

const known = new WeakMap<ProjectStore, Signal<number>>();

export function findingsOf(opened: ProjectStore): Signal<number> {
  let found = known.get(opened);
  if (!found) known.set(opened, (found = signal(0)));
  return found;
}

export function openFindings(sets: DataSet[]): number {
  return sets.reduce((sum, one) => sum + (one.findings ?? 0), 0);
}

/**
 * Asks whenever the project's choices have come: at the start, and after a program has written files. Never by itself
 * later, in the middle of a drag.
 */
export function useFindings(opened: ProjectStore): void {
  const choices = opened.choices.value;
  useEffect(() => {
    if (!Object.keys(choices).length) return;
    void api.dataSets(opened.id).then(
      (sets) => (findingsOf(opened).value = openFindings(sets)),
      () => undefined,
    );
  }, [opened, choices]);
}
