/** Plays what the program of a project lets be heard, from its first sound on. */

import { effect } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import * as api from '../../lib/api';
import { OUTCOMES } from '../../lib/messages';
import { t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { muted } from './muted';
import { blocked, SoundPlayer } from './player';
import './texts';

export function SoundOutput({ opened }: { opened: ProjectStore }) {
  const [player, setPlayer] = useState<SoundPlayer | null>(null);
  useEffect(() => {
    const mine = new SoundPlayer();
    setPlayer(mine);
    const forget = [playSounds(opened, mine), silenceAtStop(opened, mine), effect(() => mine.setMuted(muted.value))];
    return () => {
      for (const one of forget) one();
      mine.dispose();
    };
  }, [opened]);
  if (!blocked.value || !player) return null;
  return (
    <div class="banner warn" role="status">
      <Icon name="soundOff" />
      <span class="grow">{t('soundBlocked')}</span>
      <button class="btn" onClick={() => void player.wake()}>
        {t('hear')}
      </button>
    </div>
  );
}

/** Each sound once, in the order in which they came. */
function playSounds({ id, run }: ProjectStore, player: SoundPlayer): () => void {
  return effect(() => {
    const sounds = run.sounds.value;
    if (!sounds.length) return;
    run.sounds.value = [];
    const number = run.summary.peek()?.id;
    if (number === undefined) return;
    for (const sound of sounds)
      void player.play(id, number, sound).then(() => {
        // A run that is over does not wait for it.
        if (sound.waits) void api.endSound(id, number, sound.id).catch(() => undefined);
      });
  });
}

/** A program that came to its end by itself may be heard to the end. */
function silenceAtStop({ run }: ProjectStore, player: SoundPlayer): () => void {
  return effect(() => {
    const phase = run.phase.value;
    const stopped = OUTCOMES.includes(phase) && phase !== 'finished';
    if (stopped || phase === 'stopping' || phase === 'forcing' || phase === 'starting') player.stop();
  });
}
