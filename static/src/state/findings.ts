/** How much the checks of a project's data sets have found: the badge in the top bar. */

import { signal, type Signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import * as api from '../api';
import type { DataSet } from '../data/types';
import type { Opened } from './opened';

const AFTER_MS = 1_500;
const known = new WeakMap<Opened, Signal<number>>();

export function findingsOf(opened: Opened): Signal<number> {
  let found = known.get(opened);
  if (!found) known.set(opened, (found = signal(0)));
  return found;
}

export function openFindings(sets: DataSet[]): number {
  return sets.reduce((sum, one) => sum + (one.findings ?? 0), 0);
}

/** Asks once the page has come to rest, and again when a program has written files. */
export function useFindings(opened: Opened): void {
  const choices = opened.choices.value;
  useEffect(() => {
    const ask = () => api.dataSets(opened.id).then((sets) => (findingsOf(opened).value = openFindings(sets)), () => undefined);
    const timer = setTimeout(() => void ask(), AFTER_MS);
    return () => clearTimeout(timer);
  }, [opened, choices]);
}
