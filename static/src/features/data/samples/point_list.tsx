/** The samples of a data set of points: each drawn as the model gets it, by its class, and taken out. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { LoadFailure, Loading } from '../../../components/feedback/loading';
import { Icon } from '../../../components/icon';
import { Menu, MenuItem } from '../../../components/menu';
import { showToast } from '../../../components/toast';
import * as api from '../../../lib/api';
import type { Dataset, PointSample, PointSampleList, PointTarget } from '../../../lib/dataset_types';
import { say, t } from '../../../lib/texts';
import type { Text } from '../../../lib/types';
import { getSplitName } from '../../labels/labels';
import type { DatasetStore } from '../store';
import * as calls from './api';
import { Tile } from './skeleton';
import './texts';
import '../../../lib/common_texts';

/** Samples that are drawn at first, and that come with each press of "more". */
const PAGE = 200;

export function PointList({ store, set }: { store: DatasetStore; set: Dataset }) {
  const { id } = store.opened;
  const { label } = store.filter.value;
  const [found, setFound] = useState<PointSampleList | null>(null);
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
  const change = async (request: calls.PointChange) => {
    try {
      const { removed } = await calls.changePoints(id, set.name, request);
      await load();
      void store.load(set.name);
      return removed;
    } catch (error) {
      showToast(say(api.describeError(error)));
      return null;
    }
  };
  const takeOut = async (one: PointSample) => {
    const removed = await change({ do: 'remove_sample', label: one.label, row: one.row, points: one.points });
    if (removed) showToast(t('pointRemoved'), { label: t('undo'), run: () => void change({ do: 'restore', removed }) });
  };
  if (trouble) return <LoadFailure trouble={trouble} onRetry={() => void load()} />;
  if (!found) return <Loading />;
  const { samples, total, what } = found;
  const labels = [...new Set(samples.map((one) => one.label))];
  return (
    <div class="sentence-page">
      <p class="cap num" role="status">
        {samples.length < total ? t('pointsShown', { n: samples.length, m: total }) : t('pointsAll', { n: total })}
      </p>
      <div class="point-classes">
        {total === 0 && (
          <div class="empty">
            <Icon name="hand" size="l" />
            <b>{t('pointsNone')}</b>
            <p>{t('pointsNoneText')}</p>
          </div>
        )}
        {labels.map((name) => (
          <section key={name} aria-label={name}>
            <h2 class="ell">{name}</h2>
            <ul class="point-tiles">
              {samples
                .filter((one) => one.label === name)
                .map((one) => (
                  <Sample key={one.row} what={what} one={one} fixed={set.builtin} onTakeOut={() => void takeOut(one)} />
                ))}
            </ul>
          </section>
        ))}
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
): Promise<PointSampleList> {
  const first = await calls.fetchPointSamples(id, set, label, 0, Math.min(PAGE, wanted));
  const samples = [...first.samples];
  while (samples.length < Math.min(wanted, first.total)) {
    const next = await calls.fetchPointSamples(id, set, label, samples.length, PAGE);
    if (!next.samples.length) break;
    samples.push(...next.samples);
  }
  return { ...first, samples };
}

interface SampleProps {
  what: PointTarget;
  one: PointSample;
  /** A sample that comes along: it can only be looked at. */
  fixed: boolean;
  onTakeOut(): void;
}

function Sample({ what, one, fixed, onTakeOut }: SampleProps) {
  // The first row of a table has the names of its columns.
  const said = [t('pointOf', { name: one.label, n: String(one.row - 1) }), getSplitName(one.split)].join(', ');
  const drawn = (
    <>
      <Tile what={what} points={one.points} />
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
