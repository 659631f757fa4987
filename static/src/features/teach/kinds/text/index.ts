/** Sentences of classes, typed or pasted. */

import { t } from '../../../../lib/texts';
import { createSentences } from '../../api';
import { nameFirstClasses } from '../../taught_program';
import type { TeachKind } from '../part';
import { makeTextProgram, readTextProgram } from './program';
import './texts';
import '../../texts';

export const text: TeachKind = {
  name: 'text',
  icon: 'message',
  label: 'teachKind_text',
  tasks: ['sentence'],
  needs: 'language',
  reads: (workspace) => readTextProgram(workspace) !== null,
  begin: async (opened) => {
    const classes = nameFirstClasses();
    const { path } = await createSentences(opened.id, t('textSet'), classes);
    void opened.loadChoices();
    return makeTextProgram(path);
  },
  load: () => import('./text_view').then((module) => module.TextView),
};
