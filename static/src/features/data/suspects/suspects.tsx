/** “Are these labels right?”: one card a picture, answered one after the other; nothing is accepted all at once. */

import { useEffect, useRef } from 'preact/hooks';
import { useBackCloses } from '../../../components/back_closes';
import { ProgressBar } from '../../../components/feedback/progress_bar';
import { Icon } from '../../../components/icon';
import { useKeyDown } from '../../../components/key_events';
import { SmallImage } from '../../../components/small_image';
import { showToast } from '../../../components/toast';
import type { Dataset } from '../../../lib/dataset_types';
import { t } from '../../../lib/texts';
import { getClassKeys } from '../../labels/labels';
import * as calls from '../api';
import type { DatasetStore } from '../store';
import { describeLabels, formatChecked, getLabelState } from './doctor_summary';
import type { Suspect } from './suspect';
import '../editing/texts';
import '../texts';
import './texts';
import '../../../lib/common_texts';

const STRONGEST = 4; // bars
const TAKEN = 'input, select, textarea, [role="menu"], dialog';

export function SuspectsView({ store, set }: { store: DatasetStore; set: Dataset }) {
  const { suspects: asked } = store;
  const all = asked.suspects.value ?? [];
  const grid = useRef<HTMLUListElement>(null);
  useBackCloses(() => (store.asking.value = false));
  const current = asked.current.value;
  const names = set.classes.map((one) => one.name);
  const classes = getClassKeys(names)
    .map((key, at) => [key, names[at]])
    .filter(([key]) => key);
  const back = () => (store.asking.value = false);
  useEffect(() => {
    grid.current?.children[current]?.querySelector<HTMLElement>('.suspect')?.focus();
  }, [current]);
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
      const name = classes.find(([key]) => key === event.key)?.[1];
      if (name === undefined) return;
      if (name === suspect?.label && !suspect.answer) showToast(t('suspectAlready', { label: name }));
      else void asked.answer(current, name);
    }
    event.preventDefault();
  });
  return (
    <>
      <header class="data-tools suspects-head">
        <div>
          <h2>{all.length ? t('suspectsTitle', { n: all.length }) : t('suspectsNone')}</h2>
          {all.length > 1 && <p class="cap">{t('suspectsText')}</p>}
        </div>
        <div class="row">
          <span class="cap num" role="status">
            {all.length > 0 && t('suspectsDone', { n: asked.answered.value, m: all.length })}
          </span>
          <button class="btn ghost ic" aria-label={t('close')} onClick={back}>
            <Icon name="x" />
          </button>
        </div>
      </header>
      {!asked.left.value && (
        <div class="suspects-seen row">
          <Icon name="ok" class="ok-text" />
          <b class="grow">{t(all.length ? 'suspectsAllSeen' : 'suspectsNone')}</b>
          <button class="btn pri" onClick={back}>
            {t('editBack')}
          </button>
        </div>
      )}
      <ul class="suspects" ref={grid} aria-label={t('suspectsTitle', { n: all.length })}>
        {all.map((suspect, at) => (
          <Card key={suspect.path} store={store} suspect={suspect} at={at} inHand={at === current} />
        ))}
      </ul>
      <p class="suspects-keys cap">
        <kbd>←</kbd> <kbd>→</kbd> {t('suspectsMove')} · <kbd>{t('suspectsSpace')}</kbd> {t('suspectsRight')} ·{' '}
        <kbd>{t('suspectsEnter')}</kbd> {t('suspectsAsSaid')}
        {classes.map(([key, name]) => (
          <span key={key}>
            {' · '}
            <kbd>{key}</kbd> {name}
          </span>
        ))}
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
  const words = !answer
    ? t('suspectSays', { label, other: suggested })
    : t(answer.kind === 'confirm' ? 'suspectLabel' : 'suspectWas', { label });
  // One button is the right one only where the evidence is: as strong as it gets.
  const sure = inHand && bars === STRONGEST;
  return (
    <li class={`suspect-card ${inHand ? 'in-hand' : ''} ${answer ? 'answered' : ''}`}>
      <div class="suspect" role="group" tabIndex={inHand ? 0 : -1} aria-label={words}>
        <SmallImage address={calls.makeThumbnailUrl(store.opened.id, store.name.value ?? '', path)} title={path} />
        <p class="row">
          <span class="grow">{words}</span>
          {!answer && (
            <span class="suspect-meter" role="img" aria-label={t('suspectBars', { m: bars })}>
              {[1, 2, 3, 4].map((bar) => (
                <i key={bar} class={bar <= bars ? 'on' : ''} />
              ))}
            </span>
          )}
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
          <button class={`btn ${sure ? 'pri' : ''}`} onClick={() => void store.suspects.answer(at, suggested)}>
            {t('suspectMake', { label: suggested })}
          </button>
        </p>
      )}
    </li>
  );
}

/** In the doctor's list: what is known of the labels, and how more comes to be known. */
export function SuspectsRow({ store }: { store: DatasetStore }) {
  const { suspects: asked } = store;
  const state = getLabelState(store);
  if (state === null) return null;
  const looking = asked.looking.value;
  const left = asked.left.value;
  const { changed, at } = asked.comparison.value ?? { changed: 0, at: null };
  const clean = state === 'clean' && !looking;
  const more = {
    unknown: t('suspectsAskText'),
    doubtful: t('suspectsFoundText'),
    changed: t('suspectsChangedText'),
    clean: at ? t('suspectsCompared', { t: formatChecked(at) }) : '',
  }[state];
  return (
    <section class={`suspects-row ${store.asking.value ? 'now' : ''}`} data-focus-next=".btn">
      <Icon name={clean ? 'ok' : 'question'} class={clean ? 'ok-text' : ''} />
      <div class="data-finding">
        <p>
          <b>{looking ? t('suspectsLooking') : describeLabels(store)}</b>
        </p>
        {looking ? (
          <Comparing looking={looking} />
        ) : (
          <>
            <p class="cap">{more}</p>
            {state === 'doubtful' && changed > 0 && <p class="cap">{t('suspectsChanged', { n: changed })}</p>}
            <p class="row data-mend">
              {left > 0 && !store.asking.value && (
                <button class="btn" onClick={() => asked.open()}>
                  {t('suspectsOpen')}
                </button>
              )}
              <button class={left ? 'btn link' : 'btn'} onClick={() => void asked.look()}>
                {t(state === 'unknown' ? 'suspectsLook' : 'suspectsAgain')}
              </button>
            </p>
          </>
        )}
      </div>
    </section>
  );
}

/** How far the comparison is, and a way out of it. */
function Comparing({ looking }: { looking: { done: number; total: number; stop(): void } }) {
  const { done, total, stop } = looking;
  const percent = total ? Math.round((100 * done) / total) : 0;
  return (
    <>
      <ProgressBar label={t('suspectsLooking')} percent={percent} />
      <p class="row data-mend" role="status">
        <span class="grow num cap">{total ? t('doneOf', { n: done, m: total }) : t('suspectsStarting')}</span>
        <button class="btn" onClick={stop}>
          {t('cancel')}
        </button>
      </p>
    </>
  );
}
