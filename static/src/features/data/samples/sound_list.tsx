/** The samples of a data set of sounds: each drawn as the model gets it, by its class, heard, and taken out. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { LoadFailure, Loading } from '../../../components/feedback/loading';
import { Icon } from '../../../components/icon';
import { showToast } from '../../../components/toast';
import * as api from '../../../lib/api';
import type { Dataset, SoundSample, SoundSampleList } from '../../../lib/dataset_types';
import { say, t } from '../../../lib/texts';
import type { Text } from '../../../lib/types';
import { getSplitName } from '../../labels/labels';
import type { DatasetStore } from '../store';
import * as calls from './api';
import { SoundMenu } from './sound_menu';
import './texts';
import '../../../lib/common_texts';

/** Samples that are drawn at first, and that come with each press of "more". */
const PAGE = 200;

export function SoundList({ store, set }: { store: DatasetStore; set: Dataset }) {
  const { id } = store.opened;
  const { label } = store.filter.value;
  const [found, setFound] = useState<SoundSampleList | null>(null);
  const [trouble, setTrouble] = useState<Text | null>(null);
  const [wanted, setWanted] = useState(PAGE);
  const asked = useRef(0);
  const load = async () => {
    const mine = ++asked.current;
    try {
      const now = await fetchFirst(id, set.name, label, wanted);
      if (mine === asked.current) setFound(now);
      setTrouble(null);
    } catch (error) {
      if (mine === asked.current) setTrouble(api.describeError(error));
    }
  };
  useEffect(() => void load(), [id, set.name, label, wanted, store.opened.choices.value]);
  const change = async (request: calls.SoundChange) => {
    try {
      const { removed } = await calls.changeSounds(id, set.name, request);
      await load();
      void store.load(set.name);
      return removed;
    } catch (error) {
      showToast(say(api.describeError(error)));
      return null;
    }
  };
  const takeOut = async (one: SoundSample) => {
    const removed = await change({ do: 'remove_sample', label: one.label, path: one.path });
    if (removed) showToast(t('soundRemoved'), { label: t('undo'), run: () => void change({ do: 'restore', removed }) });
  };
  if (trouble) return <LoadFailure trouble={trouble} onRetry={() => void load()} />;
  if (!found) return <Loading />;
  const { samples, total } = found;
  const labels = [...new Set(samples.map((one) => one.label))];
  return (
    <div class="sentence-page">
      <p class="cap num" role="status">
        {samples.length < total ? t('soundsShown', { n: samples.length, m: total }) : t('soundsAll', { n: total })}
      </p>
      <div class="point-classes">
        {total === 0 && (
          <div class="empty">
            <Icon name="audioLines" size="l" />
            <b>{t('soundsNoneYet')}</b>
            <p>{t('soundsNoneText')}</p>
          </div>
        )}
        {labels.map((name) => {
          const own = samples.filter((one) => one.label === name);
          return (
            <section key={name} aria-label={name}>
              <h2 class="ell">{name}</h2>
              <ul class="point-tiles">
                {own.map((one, at) => (
                  <li key={one.path} class="sound-large">
                    <SoundMenu
                      project={id}
                      path={`data/${set.name}/${one.path}`}
                      size={160}
                      test={one.split === 'test'}
                      label={[t('pointOf', { name, n: String(own.length - at) }), getSplitName(one.split)].join(', ')}
                      onTakeOut={set.builtin ? undefined : () => void takeOut(one)}
                    />
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
        {samples.length < total && (
          <button class="btn" onClick={() => setWanted(wanted + PAGE)}>
            {t('pointsMore')}
          </button>
        )}
      </div>
    </div>
  );
}

/** The first samples, as many requests as that takes. */
async function fetchFirst(
  id: string,
  set: string,
  label: string | undefined,
  wanted: number,
): Promise<SoundSampleList> {
  const first = await calls.fetchSoundSamples(id, set, label, 0, Math.min(PAGE, wanted));
  const samples = [...first.samples];
  while (samples.length < Math.min(wanted, first.total)) {
    const next = await calls.fetchSoundSamples(id, set, label, samples.length, PAGE);
    if (!next.samples.length) break;
    samples.push(...next.samples);
  }
  return { ...first, samples };
}
