/** A text, of which it is counted which word follows which. */

import { fetchTexts } from '../../api';
import type { TeachKind } from '../part';
import { makeNextWordProgram, readNextWordProgram } from './program';
import '../../texts';

export const nextWord: TeachKind = {
  name: 'next_word',
  icon: 'dices',
  label: 'teachKind_next_word',
  tasks: [],
  count: async (opened) => (await fetchTexts(opened.id)).length,
  needs: 'language',
  reads: (workspace) => readNextWordProgram(workspace) !== null,
  begin: async () => makeNextWordProgram({ paths: [], order: 1, boldness: 1 }),
  load: () => import('./next_word_view').then((module) => module.NextWordView),
};
