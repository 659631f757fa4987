/** Sounds of a second each, heard by a microphone. */

import { t } from '../../../../lib/texts';
import { createSounds } from '../../api';
import { nameFirstClasses } from '../../taught_program';
import type { TeachKind } from '../part';
import { makeSoundsProgram, readSoundsProgram } from './program';
import './texts';
import '../../texts';

export const sounds: TeachKind = {
  name: 'sounds',
  icon: 'audioLines',
  label: 'teachKind_sounds',
  tasks: ['sound'],
  reads: (workspace) => readSoundsProgram(workspace) !== null,
  begin: async (opened) => {
    const heard = nameFirstClasses().slice(0, 2);
    const { path } = await createSounds(opened.id, t('soundsSet'), [t('soundsBackground'), ...heard]);
    void opened.loadChoices();
    return makeSoundsProgram(path, heard);
  },
  load: () => import('./sounds_view').then((module) => module.SoundsView),
};
