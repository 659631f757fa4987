/** “Are these labels right?”: one card a picture, answered one after the other; nothing is accepted all at once. */

import { useEffect, useRef } from 'preact/hooks';
import { useBackCloses } from '../../../components/back_closes';
import { Icon } from '../../../components/icon';
import { useKeyDown } from '../../../components/key_events';
import { SmallImage } from '../../../components/small_image';
import type { Dataset } from '../../../lib/dataset_types';
import { t } from '../../../lib/texts';
import * as calls from '../api';
import { getClassKeys } from '../labels';
import type { DatasetStore } from '../store';
import type { Suspect } from './suspect';
import './texts';
import '../../../lib/common_texts';

const TAKEN = 'input, select, textarea, [role="menu"], dialog';

export function SuspectsView({ store, set }: { store: DatasetStore; set: Dataset }) {
  const { suspects: asked } = store;
  const all = asked.suspects.value ?? [];
  const grid = useRef<HTMLUListElement>(null);
  useBackCloses(() => (store.asking.value = false));
  const current = asked.current.value;
  useEffect(() => {
    grid.current?.children[current]?.querySelector<HTMLElement>('.suspect')?.focus();
  }, [current]);
  const version = store.edits.state.value?.version;
  useEffect(() => void asked.load(), [asked, version]);
  useKeyDown((event) => {
    const at = event.target instanceof Element ? event.target : null;
    if (event.altKey || at?.closest(TAKEN)) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() !== 'z') return;
      event.preventDefault();
      return void (event.shiftKey ? store.edits.redo() : store.edits.undo());
    }
    const columns = grid.current ? getComputedStyle(grid.current).gridTemplateColumns.split(' ').length : 1;
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
    const suspect = all[current];
    if (event.key === 'Escape') store.asking.value = false;
    else if (step) asked.current.value = Math.min(all.length - 1, Math.max(0, current + step));
    else if (event.key === ' ' && !at?.closest('button')) void asked.answer(current, null);
    else if (event.key === 'Enter' && !at?.closest('button')) void asked.answer(current, suspect?.suggested ?? null);
    else {
      const names = set.classes.map((one) => one.name);
      const name = /^\d$/.test(event.key) ? names[getClassKeys(names).indexOf(event.key)] : undefined;
      if (name === undefined) return;
      void asked.answer(current, name === suspect?.label ? null : name);
    }
    event.preventDefault();
  });
  return (
    <>
      <header class="data-tools suspects-head">
        <div>
          <h2>{t('suspectsTitle', { n: all.length })}</h2>
          <p class="cap">{t('suspectsText')}</p>
        </div>
        <div class="row">
          <span class="cap num" role="status">
            {t('suspectsDone', { n: asked.answered.value, m: all.length })}
          </span>
          <button class="btn ghost ic" aria-label={t('close')} onClick={() => (store.asking.value = false)}>
            <Icon name="x" />
          </button>
        </div>
      </header>
      <ul class="suspects" ref={grid} aria-label={t('suspectsTitle', { n: all.length })}>
        {all.map((suspect, at) => (
          <Card key={suspect.path} store={store} suspect={suspect} at={at} inHand={at === current} />
        ))}
      </ul>
      <p class="suspects-keys cap">
        <kbd>←</kbd> <kbd>→</kbd> {t('suspectsMove')} · <kbd>{t('suspectsSpace')}</kbd> {t('suspectsRight')} ·{' '}
        <kbd>{t('suspectsEnter')}</kbd> {t('suspectsAsSaid')} · <kbd>1</kbd>–<kbd>9</kbd> {t('suspectsOther')}
      </p>
    </>
  );
}

interface CardProps {
  store: DatasetStore;
  suspect: Suspect;
  at: number;
  inHand: boolean;
}

function Card({ store, suspect, at, inHand }: CardProps) {
  const { label, suggested, bars, answer, path } = suspect;
  const words = t('suspectSays', { label, other: suggested });
  return (
    <li class={`suspect-card ${inHand ? 'in-hand' : ''} ${answer ? 'answered' : ''}`}>
      <div class="suspect" role="group" tabIndex={inHand ? 0 : -1} aria-label={words}>
        <SmallImage address={calls.makeThumbnailUrl(store.opened.id, store.name.value ?? '', path)} title={path} />
        <p class="row">
          <span class="grow">{words}</span>
          <span class="suspect-meter" role="img" aria-label={t('suspectBars', { m: bars })}>
            {[1, 2, 3, 4].map((bar) => (
              <i key={bar} class={bar <= bars ? 'on' : ''} />
            ))}
          </span>
        </p>
      </div>
      {answer ? (
        <p class="row">
          <span class="pill good grow">
            <Icon name="check" size="s" />
            {answer.kind === 'delete'
              ? t('suspectDeleted')
              : answer.kind === 'confirm'
                ? t('suspectIs', { label })
                : t('suspectMade', { label: answer.label ?? '' })}
          </span>
          {answer.edit && (
            <button class="btn link" onClick={() => void store.suspects.undo(at)}>
              {t('undo')}
            </button>
          )}
        </p>
      ) : (
        <p class="row suspect-acts">
          <button class="btn" onClick={() => void store.suspects.answer(at, null)}>
            {t('suspectIs', { label })}
          </button>
          <button class={`btn ${inHand ? 'pri' : ''}`} onClick={() => void store.suspects.answer(at, suggested)}>
            {t('suspectMake', { label: suggested })}
          </button>
        </p>
      )}
    </li>
  );
}

/** In the doctor's list: look for wrong labels, or go on with those that were found. */
export function SuspectsRow({ store }: { store: DatasetStore }) {
  const { suspects: asked } = store;
  if (!store.edits.canRelabel() || store.set.value?.task !== 'classification') return null;
  const [found, left] = [asked.suspects.value, asked.left.value];
  const looking = asked.looking.value;
  return (
    <section class={`suspects-row ${store.asking.value ? 'now' : ''}`} data-focus-next=".btn">
      <Icon name={found && !left ? 'ok' : 'question'} class={found && !left ? 'ok-text' : ''} />
      <div class="data-finding">
        <p>
          <b>{found === null ? t('suspectsAsk') : left ? t('suspectsFound', { n: left }) : t('suspectsNone')}</b>
        </p>
        <p class="cap">{t(found === null ? 'suspectsAskText' : left ? 'suspectsFoundText' : 'suspectsNoneText')}</p>
        <p class="row data-mend">
          {looking ? (
            <>
              <span class="cap" role="status">
                {t('suspectsLooking')}
              </span>
              <button class="btn" onClick={() => looking.stop()}>
                {t('cancel')}
              </button>
            </>
          ) : (
            <>
              {left > 0 && !store.asking.value && (
                <button class="btn" onClick={() => asked.open()}>
                  {t('suspectsOpen')}
                </button>
              )}
              <button class={left ? 'btn link' : 'btn'} onClick={() => void asked.look()}>
                {t(found === null ? 'suspectsLook' : 'suspectsAgain')}
              </button>
            </>
          )}
        </p>
      </div>
    </section>
  );
}
