/** The requests for sentences of a data set. */

import { makeProjectPath, send } from '../../../lib/api';
import type { RemovedSentences, SentenceClasses, SentencesChanged } from '../../../lib/dataset_types';

export type SentenceChange =
  | { do: 'add'; label: string; texts: string[]; split: 'train' | 'test' }
  | { do: 'remove'; row: number; text: string }
  | { do: 'change'; row: number; text: string; to: string; label: string }
  | { do: 'add_class' | 'remove_class' | 'empty_class' | 'empty_test'; label: string }
  | { do: 'rename_class'; label: string; to: string }
  | { do: 'restore'; removed: RemovedSentences };

const makePath = (id: string, set: string) => makeProjectPath(id, `/datasets/${encodeURIComponent(set)}/sentences`);

export const fetchSentences = (id: string, set: string) => send<SentenceClasses>('GET', makePath(id, set));
export const changeSentences = (id: string, set: string, change: SentenceChange) =>
  send<SentencesChanged>('POST', makePath(id, set), change);
