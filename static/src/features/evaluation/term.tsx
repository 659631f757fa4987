/** A small ? that explains a word in one sentence. A click or Enter opens it, Escape or a click elsewhere closes it. */

import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { type Key, t } from '../../lib/texts';
import './texts';
import { tellOfSamples } from './sample_words';

const WORDS = {
  accuracy: ['termAccuracy', 'termAccuracyText'],
  top5: ['termTop5', 'termTop5Text'],
  matrix: ['termMatrix', 'termMatrixText'],
  confidence: ['termConfidence', 'termConfidenceText'],
  precision: ['termPrecision', 'termPrecisionText'],
  recall: ['termRecall', 'termRecallText'],
  f1: ['termF1', 'termF1Text'],
  shownMap50: ['termShownAp50', 'termShownAp50Text'],
  map50: ['termAp50', 'termAp50Text'],
  map: ['termAp', 'termApText'],
  unlimited: ['termUnlimited', 'termUnlimitedText'],
  foundPrecision: ['termPrecision', 'termFoundPrecisionText'],
  foundRecall: ['termRecall', 'termFoundRecallText'],
  sureness: ['termConfidence', 'termThresholdText'],
  curve: ['prCurve', 'termCurveText'],
} satisfies Record<string, [Key, Key]>;
export type Word = keyof typeof WORDS;

const EDGE = 8;
const WIDTH = 264;

export function Term({ of: word }: { of: Word }) {
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null);
  const root = useRef<HTMLSpanElement>(null);
  const id = useId();
  const [name, text] = WORDS[word];
  const close = () => setPlace(null);
  useEffect(() => {
    if (!place) return;
    const outside = (event: Event) => !root.current?.contains(event.target as Node) && close();
    document.addEventListener('pointerdown', outside, true);
    document.addEventListener('scroll', close, true);
    return () => {
      document.removeEventListener('pointerdown', outside, true);
      document.removeEventListener('scroll', close, true);
    };
  }, [place]);
  const open = (button: HTMLElement) => {
    const box = button.getBoundingClientRect();
    setPlace({ left: Math.max(EDGE, Math.min(box.left - EDGE, innerWidth - WIDTH - EDGE)), top: box.bottom + 4 });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !place) return;
    event.stopPropagation();
    close();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens around what is used
    <span class="term" ref={root} onKeyDown={onKeyDown}>
      <button
        class="term-ask"
        aria-label={t('explain', { word: t(name) })}
        aria-expanded={place !== null}
        aria-controls={id}
        onClick={(event) => (place ? close() : open(event.currentTarget))}
        onBlur={close}
      >
        <Icon name="question" size="s" />
      </button>
      <span
        class="term-said"
        id={id}
        role="status"
        style={place ? { left: place.left, top: place.top } : { display: 'none' }}
      >
        {place && (
          <>
            <b>{t(name)}</b> {tellOfSamples(text)}
          </>
        )}
      </span>
    </span>
  );
}
