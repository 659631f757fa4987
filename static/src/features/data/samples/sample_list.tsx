/** The samples of a data set by their classes, a tile each, a part at a time; they are taken out, and come back. */

import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { LoadFailure, Loading } from '../../../components/feedback/loading';
import { Icon, type IconName } from '../../../components/icon';
import { Menu, MenuItem } from '../../../components/menu';
import { showToast } from '../../../components/toast';
import * as api from '../../../lib/api';
import { type Key, say, t } from '../../../lib/texts';
import type { Text } from '../../../lib/types';
import type { DatasetStore } from '../store';
import './texts';
import '../../../lib/common_texts';

/** Samples that are drawn at first, and that come with each press of "more". */
const PAGE = 200;

interface Samples {
  total: number;
  samples: { label: string }[];
}

type SampleOf<Found extends Samples> = Found['samples'][number];

export interface SampleListWords {
  icon: IconName;
  shown: Key;
  all: Key;
  none: Key;
  noneText: Key;
  removed: Key;
}

interface ListProps<Found extends Samples> {
  store: DatasetStore;
  /** The name of the data set. */
  set: string;
  words: SampleListWords;
  /** So many samples from a place on. label: of one class; undefined: of all. */
  fetch(label: string | undefined, offset: number, limit: number): Promise<Found>;
  /** Of its own answer, what brings the sample back. */
  remove(sample: SampleOf<Found>): Promise<{ removed: string | null }>;
  restore(removed: string): Promise<unknown>;
  /** A tile in a list. behind: how many of its class that are shown come from this one on. */
  showTile(sample: SampleOf<Found>, found: Found, behind: number, onTakeOut: () => void): ComponentChildren;
}

export function SampleList<Found extends Samples>(props: ListProps<Found>) {
  const { store, set, words, fetch, showTile } = props;
  const { id } = store.opened;
  const { label } = store.filter.value;
  const [found, setFound] = useState<Found | null>(null);
  const [trouble, setTrouble] = useState<Text | null>(null);
  const [wanted, setWanted] = useState(PAGE);
  const asked = useRef(0);
  const load = async () => {
    const mine = ++asked.current;
    try {
      const now = await fetchFirst((offset, limit) => fetch(label, offset, limit), wanted);
      if (mine === asked.current) setFound(now);
      setTrouble(null);
    } catch (error) {
      if (mine === asked.current) setTrouble(api.describeError(error));
    }
  };
  useEffect(() => void load(), [id, set, label, wanted, store.opened.choices.value]);
  const change = async <Answer,>(edit: () => Promise<Answer>): Promise<Answer | null> => {
    try {
      const answer = await edit();
      await load();
      void store.load(set);
      return answer;
    } catch (error) {
      showToast(say(api.describeError(error)));
      return null;
    }
  };
  const takeOut = async (sample: SampleOf<Found>) => {
    const removed = (await change(() => props.remove(sample)))?.removed;
    const undo = () => void change(() => props.restore(removed!));
    if (removed) showToast(t(words.removed), { label: t('undo'), run: undo });
  };
  if (trouble) return <LoadFailure trouble={trouble} onRetry={() => void load()} />;
  if (!found) return <Loading />;
  const { samples, total } = found;
  const labels = [...new Set(samples.map((one) => one.label))];
  return (
    <div class="sentence-page">
      <p class="cap num" role="status">
        {samples.length < total ? t(words.shown, { n: samples.length, m: total }) : t(words.all, { n: total })}
      </p>
      <div class="point-classes">
        {total === 0 && (
          <div class="empty">
            <Icon name={words.icon} size="l" />
            <b>{t(words.none)}</b>
            <p>{t(words.noneText)}</p>
          </div>
        )}
        {labels.map((name) => (
          <section key={name} aria-label={name}>
            <h2 class="ell">{name}</h2>
            <ul class="point-tiles">
              {samples
                .filter((one) => one.label === name)
                .map((one, at, own) => showTile(one, found, own.length - at, () => void takeOut(one)))}
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
async function fetchFirst<Found extends Samples>(
  fetch: (offset: number, limit: number) => Promise<Found>,
  wanted: number,
): Promise<Found> {
  const first = await fetch(0, Math.min(PAGE, wanted));
  const samples = [...first.samples];
  while (samples.length < Math.min(wanted, first.total)) {
    const next = await fetch(samples.length, PAGE);
    if (!next.samples.length) break;
    samples.push(...next.samples);
  }
  return { ...first, samples };
}

interface TileProps {
  label: string;
  /** For the test. */
  test: boolean;
  /** A sample that comes along: it can only be looked at. */
  fixed: boolean;
  onTakeOut(): void;
  children: ComponentChildren;
}

/** A drawn sample, whose menu takes it out. */
export function SampleTile({ label, test, fixed, onTakeOut, children }: TileProps) {
  const drawn = (
    <>
      {children}
      {test && (
        <span class="pill" aria-hidden="true">
          {t('sentenceTest')}
        </span>
      )}
    </>
  );
  if (fixed)
    return (
      <li class="point-tile" role="img" aria-label={label}>
        {drawn}
      </li>
    );
  return (
    <li>
      <Menu label={label} class="point-tile" align="left" button={drawn}>
        <MenuItem icon="trash" label={t('pointRemove')} onChoose={onTakeOut} />
      </Menu>
    </li>
  );
}
