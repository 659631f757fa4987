/** Asked for before anything is drawn: what the page will need whatever the answer to its first question is. */

import * as api from '../../lib/api';
import { place } from '../../lib/route';
import type { Language, Project } from '../../lib/types';
import type { Vocabulary } from '../../lib/vocabulary';
import { guessLanguage } from '../../state/session';

const cache = new Map<Language, Promise<Vocabulary>>();
let project: { id: string; answer: Promise<Project> } | null = null;

const OF_BLOCKLY: Record<Language, () => Promise<object>> = {
  zh: () => import('blockly/msg/zh-hans'),
  en: () => import('blockly/msg/en'),
};

/** The words of a language, Blockly's own among them, asked for once. */
export function loadVocabulary(language: Language): Promise<Vocabulary> {
  const known = cache.get(language);
  if (known) return known;
  const asked = Promise.all([api.fetchVocabulary(language), OF_BLOCKLY[language]()]).then(([ours, blocklys]) => ({
    ...ours,
    messages: { ...blocklys, ...ours.messages },
  }));
  cache.set(language, asked);
  asked.catch(() => cache.delete(language));
  return asked;
}

/** A project; the one that the address named when the page was opened is on its way already, once. */
export function openProject(id: string): Promise<Project> {
  const early = project?.id === id ? project.answer : null;
  project = null;
  return early ?? api.openProject(id);
}

/** Sends the first requests. Their failures are met by whoever asks for the answers. */
export function sendFirstRequests(): void {
  void loadVocabulary(guessLanguage()).catch(() => undefined);
  const here = place.peek();
  if (here.kind !== 'project') return;
  const answer = api.openProject(here.id);
  answer.catch(() => undefined);
  project = { id: here.id, answer };
}
