/** How much the checks of a project's data sets have found: the badge in the top bar. */

import { type Signal, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import * as api from '../lib/api';
import type { Dataset } from '../lib/dataset_types';
import type { ProjectStore } from './project_store';

const known = new WeakMap<ProjectStore, Signal<number>>();

export function getIssueCount(opened: ProjectStore): Signal<number> {
  let found = known.get(opened);
  if (!found) known.set(opened, (found = signal(0)));
  return found;
}

export function countIssues(sets: Dataset[]): number {
  return sets.reduce((sum, one) => sum + (one.findings ?? 0), 0);
}

/**
 * Asks whenever the project's choices have come: at the start, and after a program has written files. Never by itself
 * later, in the middle of a drag.
 */
export function useIssueCount(opened: ProjectStore): void {
  const choices = opened.choices.value;
  useEffect(() => {
    if (!Object.keys(choices).length) return;
    void api.fetchDatasets(opened.id).then(
      (sets) => (getIssueCount(opened).value = countIssues(sets)),
      () => undefined,
    );
  }, [opened, choices]);
}
