/** What followed the last word, how often, and how bold the machine is. */

import { useState } from 'preact/hooks';
import { Icon } from '../../../../components/icon';
import { t } from '../../../../lib/texts';
import { MIN_WORDS, type NextWordStore } from './next_word_store';
import './texts';

const SHOWN = 6;
const MIDDLE = 50;
/** As in the library: from here on nearly everything has the same chance. */
const BOLDEST = 10;

export function CountedPane({ store }: { store: NextWordStore }) {
  const found = store.found.value;
  const { order = 1, boldness = 1 } = store.program.value ?? {};
  const before = store.words.value.slice(-order).join(' ');
  return (
    <div class="panel teach-train next-counted">
      {found ? (
        <>
          <div>
            <p class="row teach-done">
              <Icon name="ok" />
              <b>{t('nextCounted')}</b>
            </p>
            <p class="cap">{t('nextDifferent', { n: String(found.different) })}</p>
          </div>
          {!store.ready.value && <p class="teach-note warn">{t('nextTooFew', { n: String(MIN_WORDS) })}</p>}
          <h3>{before ? t('nextAfter', { w: before }) : t('nextBegins')}</h3>
          {found.counts.length ? (
            <>
              <ul class="next-counts">
                {found.counts.slice(0, SHOWN).map(([word, times]) => (
                  <li key={word}>
                    <b class="ell" title={word}>
                      {word}
                    </b>
                    <span class="bar" aria-hidden="true">
                      <i style={{ width: `${(100 * times) / found.total}%` }} />
                    </span>
                    <span class="cap num">{t('nextTimes', { n: String(times) })}</span>
                  </li>
                ))}
              </ul>
              <p class="cap num">{t('nextInAll', { n: found.total })}</p>
            </>
          ) : (
            <p class="cap">{t('nextNoneAfter')}</p>
          )}
        </>
      ) : (
        <p class="cap">{t(store.busy.value ? 'nextCounting' : 'nextNoText')}</p>
      )}
      <span class="grow" />
      <Boldness key={boldness} store={store} boldness={boldness} />
    </div>
  );
}

function Boldness({ store, boldness }: { store: NextWordStore; boldness: number }) {
  const [value, setValue] = useState(toSlider(boldness));
  return (
    <label class="next-bold">
      <b>{t('nextBold')}</b>
      <input
        type="range"
        min={0}
        max={2 * MIDDLE}
        step={5}
        value={value}
        disabled={store.program.value?.grown ?? true}
        onInput={(event) => setValue(Number(event.currentTarget.value))}
        onChange={(event) => void store.setBoldness(toBoldness(Number(event.currentTarget.value)))}
      />
      <span class="row cap">
        <span class="grow">{t('nextBoldLow')}</span>
        <span>{t('nextBoldHigh')}</span>
      </span>
    </label>
  );
}

/** In the middle the die follows the counts. */
function toBoldness(slider: number): number {
  const bold = slider <= MIDDLE ? slider / MIDDLE : BOLDEST ** ((slider - MIDDLE) / MIDDLE);
  return Math.round(100 * bold) / 100;
}

function toSlider(boldness: number): number {
  const raw = boldness <= 1 ? MIDDLE * boldness : MIDDLE + (MIDDLE * Math.log(boldness)) / Math.log(BOLDEST);
  return 5 * Math.round(raw / 5);
}
