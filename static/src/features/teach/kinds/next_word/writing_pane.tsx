/** The words that were written, each a button that says why it came. */

import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../../../components/icon';
import type { ThrownDie, WordReason } from '../../../../lib/dataset_types';
import { say, t } from '../../../../lib/texts';
import type { NextWordStore } from './next_word_store';
import './texts';
import '../../../../lib/common_texts';

const AT_ONCE = 20;
/** Cells of the die with a name. */
const NAMED = 5;
const TAKEN = 'input, textarea, select, button, a, [contenteditable], [role="menu"], dialog';
const MARK = /^[\p{P}\p{S}]+$/u;

export function WritingPane({ store }: { store: NextWordStore }) {
  const words = store.words.value;
  const asked = store.asked.value;
  const found = store.found.value;
  const order = store.program.value?.order ?? 1;
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => listenForSpace(store), [store]);
  const known = words.findLast((word) => !MARK.test(word));
  const why = asked !== null && found?.why ? found.why : null;
  const able = store.ready.value && !store.busy.value;
  const ended = found?.ended ?? false;
  const walk = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const buttons = [...row.current!.querySelectorAll('button')];
    const to = buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + step];
    event.preventDefault();
    to?.focus();
  };
  return (
    <div class="panel teach-answer next-writing">
      {store.trouble.value && (
        <p class="teach-note warn" role="alert">
          {say(store.trouble.value)}
        </p>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it listens around the words */}
      <div class="next-words" ref={row} onKeyDown={walk}>
        {words.map((word, at) => (
          <button
            key={at}
            class={`next-word ${at === asked ? 'asked' : ''} ${isBefore(at, asked, order) ? 'before' : ''}`}
            aria-label={t('nextAsk', { w: word })}
            aria-pressed={at === asked}
            onClick={() => void store.explain(at)}
          >
            {word}
          </button>
        ))}
        {ended ? (
          <span class="cap">{t('nextNoneAfter')}</span>
        ) : words.length ? (
          <span class="next-place" aria-hidden="true" />
        ) : (
          <p class="cap">{t('nextEmptyText')}</p>
        )}
      </div>
      {why && <Why store={store} why={why} thrown={store.thrown.value[asked!] ?? null} />}
      {words.length > 0 && (
        <p class="row next-copied">
          <b class="grow">{t('nextCopied')}</b>
          <b class="num">{t('nextCopiedWords', { n: found?.copied ?? 0 })}</b>
        </p>
      )}
      <span class="grow" />
      {known && <p class="cap">{t('nextOnlyCounts', { x: known })}</p>}
      <div class="row next-go">
        <button class="btn big pri" disabled={!able || ended} onClick={() => void store.roll(1)}>
          <Icon name="dices" />
          <span>{t('nextRoll')}</span>
        </button>
        <button class="btn big" disabled={!able || ended} onClick={() => void store.roll(AT_ONCE)}>
          <Icon name="fastForward" />
          <span>{t('nextRoll20')}</span>
        </button>
        <button
          class="btn big ic"
          aria-label={t('nextAgain')}
          title={t('nextAgain')}
          disabled={!words.length}
          onClick={() => void store.restart()}
        >
          <Icon name="reset" />
        </button>
      </div>
    </div>
  );
}

const isBefore = (at: number, asked: number | null, order: number) =>
  asked !== null && at < asked && at >= asked - order;

/** The space bar rolls, unless it presses something else. */
function listenForSpace(store: NextWordStore): () => void {
  const down = (event: KeyboardEvent) => {
    const taken = event.target instanceof Element && event.target.closest(TAKEN) !== null;
    if (event.key !== ' ' || taken || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (!event.repeat && store.ready.peek() && !store.found.peek()?.ended) void store.roll(1);
  };
  addEventListener('keydown', down);
  return () => removeEventListener('keydown', down);
}

interface WhyProps {
  store: NextWordStore;
  why: WordReason;
  thrown: ThrownDie | null;
}

function Why({ store, why, thrown }: WhyProps) {
  const { before, word, counts, total } = why;
  const others = total - counts.reduce((sum, [, times]) => sum + times, 0);
  const listed = counts.map(([one, times]) => t('nextWhyItem', { w: one, n: String(times) }));
  if (others > 0) listed.push(t('nextWhyOthers', { n: String(others) }));
  const list = listed.join(t('nextComma'));
  const bold = store.program.value?.boldness ?? 1;
  return (
    <section class="next-why" aria-label={t('nextWhy', { w: word })}>
      <p class="row">
        <b class="grow">{t('nextWhy', { w: word })}</b>
        <button
          class="btn ghost ic"
          aria-label={t('close')}
          onClick={() => {
            store.asked.value = null;
          }}
        >
          <Icon name="x" size="s" />
        </button>
      </p>
      <p>
        {before.length
          ? t('nextWhyCounts', { b: before.join(' '), list, n: String(total) })
          : t('nextWhyBegins', { list, n: String(total) })}
      </p>
      <Die counts={counts} others={others} word={word} thrown={thrown} boldness={bold} />
      <p class="cap">{bold === 0 ? t('nextMost') : thrown && t('nextDie', { w: word })}</p>
    </section>
  );
}

interface DieProps {
  counts: [string, number][];
  others: number;
  word: string;
  thrown: ThrownDie | null;
  boldness: number;
}

/** A bar divided by the counts, as the boldness widens or narrows them, and the die where it fell. */
function Die({ counts, others, word, thrown, boldness }: DieProps) {
  const widths = counts.map(([, times]) => (boldness === 0 ? Number(times === counts[0][1]) : times ** (1 / boldness)));
  const rest = boldness === 0 ? 0 : others;
  const total = widths.reduce((sum, width) => sum + width, rest);
  const at = counts.findIndex(([one]) => one === word);
  const before = widths.slice(0, Math.max(0, at)).reduce((sum, width) => sum + width, 0);
  const [low, high] = thrown?.cell ?? [0, 1];
  const inside = thrown ? (thrown.die - low) / Math.max(1e-9, high - low) : 0.5;
  const place = at < 0 ? 1 - inside * 0.01 : (before + inside * widths[at]) / total;
  return (
    <div class="next-die" aria-hidden="true">
      {thrown && (
        <span class="next-die-mark" style={{ left: `${100 * place}%` }}>
          <Icon name="dices" size="s" />
        </span>
      )}
      <div class="next-cells">
        {counts.map(([one], number) => (
          <span key={one} class={one === word ? 'chosen' : ''} style={{ flexGrow: widths[number] }}>
            {number < NAMED || one === word ? one : ''}
          </span>
        ))}
        {rest > 0 && <span style={{ flexGrow: rest }}>…</span>}
      </div>
    </div>
  );
}
