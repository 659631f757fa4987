/** How much the checks of a project's data sets have found: the badge in the top bar. */

import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import * as api from '../lib/api';
import type { Dataset } from '../lib/dataset_types';
import { memoize } from '../lib/storage';
import type { ProjectStore } from './project_store';

export const getIssueCount = memoize((_: ProjectStore) => signal(0));

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
