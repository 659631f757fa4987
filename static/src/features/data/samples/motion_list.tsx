/** The takes of a data set of movements: three small curves each, by their classes, and taken out. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { LoadFailure, Loading } from '../../../components/feedback/loading';
import { Icon } from '../../../components/icon';
import { Menu, MenuItem } from '../../../components/menu';
import { showToast } from '../../../components/toast';
import * as api from '../../../lib/api';
import type { Dataset, MotionTake, MotionTakeList } from '../../../lib/dataset_types';
import { say, t } from '../../../lib/texts';
import type { Text } from '../../../lib/types';
import { getSplitName } from '../../labels/labels';
import type { DatasetStore } from '../store';
import { CurveTile } from './curves';
import { changeMotions, fetchMotionTakes, type MotionChange } from './motion_api';
import './texts';
import '../../../lib/common_texts';

/** Takes that are drawn at first, and that come with each press of "more". */
const PAGE = 200;

export function MotionList({ store, set }: { store: DatasetStore; set: Dataset }) {
  const { id } = store.opened;
  const { label } = store.filter.value;
  const [found, setFound] = useState<MotionTakeList | null>(null);
  const [trouble, setTrouble] = useState<Text | null>(null);
  const [wanted, setWanted] = useState(PAGE);
  const asked = useRef(0);
  const load = async () => {
    const mine = ++asked.current;
    try {
      const now = await fetchMotionTakes(id, set.name, label, 0, wanted);
      if (mine === asked.current) setFound(now);
      setTrouble(null);
    } catch (error) {
      if (mine === asked.current) setTrouble(api.describeError(error));
    }
  };
  useEffect(() => void load(), [id, set.name, label, wanted, store.opened.choices.value]);
  const change = async (request: MotionChange) => {
    try {
      const { removed } = await changeMotions(id, set.name, request);
      await load();
      void store.load(set.name);
      return removed;
    } catch (error) {
      showToast(say(api.describeError(error)));
      return null;
    }
  };
  const takeOut = async ({ file }: MotionTake) => {
    const removed = await change({ do: 'remove_take', file });
    if (removed) showToast(t('pointRemoved'), { label: t('undo'), run: () => void change({ do: 'restore', removed }) });
  };
  if (trouble) return <LoadFailure trouble={trouble} onRetry={() => void load()} />;
  if (!found) return <Loading />;
  const { takes, total, own } = found;
  const labels = [...new Set(takes.map((one) => one.label))];
  return (
    <div class="sentence-page">
      <p class="cap num" role="status">
        {takes.length < total ? t('pointsShown', { n: takes.length, m: total }) : t('pointsAll', { n: total })}
      </p>
      <div class="point-classes">
        {total === 0 && (
          <div class="empty">
            <Icon name="activity" size="l" />
            <b>{t('pointsNone')}</b>
            <p>{t('motionsNoneText')}</p>
          </div>
        )}
        {labels.map((name) => (
          <section key={name} aria-label={name}>
            <h2 class="ell">{name}</h2>
            <ul class="point-tiles">
              {takes
                .filter((one) => one.label === name)
                .map((one) => (
                  <Take key={one.file} one={one} fixed={!own || set.builtin} onTakeOut={() => void takeOut(one)} />
                ))}
            </ul>
          </section>
        ))}
        {takes.length < total && (
          <button class="btn" onClick={() => setWanted(wanted + PAGE)}>
            {t('pointsMore')}
          </button>
        )}
      </div>
    </div>
  );
}

interface TakeProps {
  one: MotionTake;
  /** It can only be looked at. */
  fixed: boolean;
  onTakeOut(): void;
}

function Take({ one, fixed, onTakeOut }: TakeProps) {
  const number = one.file.split('/').pop()!.replace('.csv', '');
  const said = [t('pointOf', { name: one.label, n: number }), getSplitName(one.split)].join(', ');
  const drawn = (
    <>
      <CurveTile curve={one.curve} />
      {one.split === 'test' && (
        <span class="pill" aria-hidden="true">
          {t('sentenceTest')}
        </span>
      )}
    </>
  );
  if (fixed)
    return (
      <li class="point-tile" role="img" aria-label={said}>
        {drawn}
      </li>
    );
  return (
    <li>
      <Menu label={said} class="point-tile" align="left" button={drawn}>
        <MenuItem icon="trash" label={t('pointRemove')} onChoose={onTakeOut} />
      </Menu>
    </li>
  );
}
