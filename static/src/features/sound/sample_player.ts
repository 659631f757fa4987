/** Lets a second of a data set be heard: one at a time. */

import { showToast } from '../../components/toast';
import * as api from '../../lib/api';
import { t } from '../../lib/texts';
import './texts';

let context: AudioContext | null = null;
let playing: AudioBufferSourceNode | null = null;
let turn = 0;

/** path: below the project. */
export async function playSample(project: string, path: string): Promise<void> {
  const mine = ++turn;
  playing?.stop();
  playing = null;
  context ??= new AudioContext();
  void context.resume().catch(() => undefined);
  try {
    const answer = await fetch(api.makeSampleSoundUrl(project, path));
    if (!answer.ok) throw new Error(String(answer.status));
    const buffer = await context.decodeAudioData(await answer.arrayBuffer());
    if (mine !== turn) return; // another one was pressed meanwhile
    playing = new AudioBufferSourceNode(context, { buffer });
    playing.connect(context.destination);
    playing.start();
  } catch {
    showToast(t('soundFailed', { name: path.split('/').pop() ?? path }));
  }
}
