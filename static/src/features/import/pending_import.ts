/** An import that waits: the server has said what it is, and somebody takes it, in this or another reading, or not. */

import { signal } from '@preact/signals';
import { showToast } from '../../components/toast';
import * as api from '../../lib/api';
import type { SourceDescription, UploadedDataset } from '../../lib/dataset_types';
import { pollJob } from '../../lib/job_polling';
import { type Key, say, t } from '../../lib/texts';
import type { Text } from '../../lib/types';
import type { ProjectStore } from '../../state/project_store';
import { isSorted } from '../labels/labels';
import '../project/texts';
import './texts';

/**
 * name: as the data set will be called. found: in the reading that is shown. recognized: the reading that came first.
 * open: its window is; closed, a line at the bottom of the page says that it waits. openSet: the data set that was
 * open, where pictures can be added to it. into: the one to which they are added; '': a new one. choosing: the other
 * readings are shown. looking: another one is on its way. refusal: why the last one was not taken.
 */
export interface PendingImport {
  opened: ProjectStore;
  id: string;
  name: string;
  found: SourceDescription;
  recognized: string;
  open: boolean;
  openSet: string;
  into: string;
  choosing: boolean;
  looking: boolean;
  refusal: Text | null;
}

/** set: the data set that is open and can be added to; '': none. later: its pictures are labeled after they came. */
export interface ImportTarget {
  set: string;
  later: boolean;
}

/** All pictures lie in one folder: its name may be a class, or no more than a name. */
export const isOneFolder = ({ reading, classes }: SourceDescription) =>
  reading === 'class_folders' && classes.length === 1;

/** Whether nothing but perhaps the name of their only folder says what is in the pictures. */
export const isWithoutLabels = (found: SourceDescription) =>
  found.sample_kind === 'picture' && !found.refusal && (found.task === null || isOneFolder(found));

/** Words for what comes in, by the kind of its samples. */
interface SourceWords {
  count: Key;
  waits: Key;
  arrived: Key;
}

const WORDS: Record<UploadedDataset['sample_kind'], SourceWords> = {
  picture: { count: 'importCount', waits: 'importWaits', arrived: 'uploaded' },
  sound: { count: 'importCount_sound', waits: 'importWaits_sound', arrived: 'importArrived_sound' },
  motion: { count: 'importCount_motion', waits: 'importWaits_motion', arrived: 'importArrived_motion' },
};

export const getSourceWords = ({ sample_kind }: Pick<UploadedDataset, 'sample_kind'>) => WORDS[sample_kind];

export const pending = signal<PendingImport | null>(null);

/**
 * Shows what was found. Where that is a question, the readings are shown at once; those for another set are none.
 * reading: as which it was recognized. open: nobody is at something else, which a window would cover and whose keys it
 * would take.
 */
export function showFound(
  opened: ProjectStore,
  name: string,
  found: SourceDescription,
  reading: string,
  target: ImportTarget,
  open: boolean,
): void {
  const { refusal } = found;
  const { later } = target;
  const openSet = found.sample_kind === 'picture' ? target.set : '';
  // A set whose pictures are labeled later takes any; one of classes, pictures that have some.
  const into = later || isSorted(found) ? openSet : '';
  const choosing = refusal !== null || (isWithoutLabels(found) && !into);
  const recognized = refusal ? '' : reading;
  const shown = { openSet, into, choosing, looking: false, refusal };
  pending.value = { opened, id: found.import, name, found, recognized, open, ...shown };
}

export function change(part: Partial<PendingImport>): void {
  if (pending.value) pending.value = { ...pending.value, ...part };
}

/** Looks at the files in another way. */
export async function lookAs(reading: string): Promise<void> {
  const before = pending.value;
  if (!before || before.looking) return;
  change({ looking: true });
  try {
    const { job } = await api.describeImport(before.opened.id, before.id, reading);
    const ended = await pollJob<SourceDescription>(before.opened.id, job, signal(false), () => {});
    if (pending.value?.id !== before.id) return;
    if (ended.result) change({ found: ended.result, looking: false, refusal: ended.result.refusal });
    else change({ looking: false, refusal: ended.text });
  } catch (error) {
    if (pending.value?.id === before.id) change({ looking: false });
    showToast(say(api.describeError(error)));
  }
}

/** Forgets it. What was sent goes. */
export function drop(): void {
  const before = pending.value;
  pending.value = null;
  if (!before) return;
  showToast(t('canceled'));
  // Out of reach: the studio forgets it by itself.
  api.dropImport(before.opened.id, before.id).catch(() => {});
}
