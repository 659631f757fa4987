/** What the model says of a sentence while it is typed, and which words matter: each was left out and asked again. */

import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Icon } from '../../../../components/icon';
import type { SentenceClass, TestedWord, TextAnswer } from '../../../../lib/dataset_types';
import { formatPercent } from '../../../../lib/numbers/shares';
import { t } from '../../../../lib/texts';
import { getSettings } from '../../../../state/inference_settings';
import { Bars, Trouble, Winner } from '../../../inference/prediction';
import { EmptyBars, SURE, ThresholdSlider } from '../../panels/answer_parts';
import { sortScores } from '../../panels/sort_scores';
import type { FittedModel } from '../../taught_store';
import { readCharacters, tellCut, type WordCut } from '../word_cuts';
import { TextAsking } from './asking';
import type { TextStore } from './text_store';
import './texts';
import '../../../../lib/common_texts';
import '../../texts';

/** Characters of a sentence that is asked about. */
const MAX_ASKED = 1000;
/** How long a word is held down. */
const HOLD_MS = 500;
const HAN = /[\u3400-\u4dbf\u4e00-\u9fff]/;
/** By how much the confidence falls without a word: how thick its line is. */
const MATTERS = [
  { change: 0.15, line: 'line5' },
  { change: 0.06, line: 'line3' },
  { change: 0.02, line: 'line1' },
];
const findLine = (change: number) => MATTERS.find((one) => change >= one.change)?.line ?? '';

export function LivePane({ store, classes }: { store: TextStore; classes: SentenceClass[] }) {
  const learned = store.learned.value;
  const busy = store.opened.run.busy.value;
  const training = store.training.value && busy;
  if (!learned || training)
    return (
      <div class="panel teach-answer">
        <div class="teach-waiting">
          <Icon name="message" size="l" class="mut" />
          <b>{t(training ? 'teachTrainingNow' : busy ? 'teachRuns' : 'teachNotYet')}</b>
          <p class="cap">{t('textAskFirst')}</p>
        </div>
        <EmptyBars classes={store.filled.value} />
      </div>
    );
  return <Answer key={learned.key} store={store} classes={classes} learned={learned} />;
}

interface AnswerProps {
  store: TextStore;
  classes: SentenceClass[];
  learned: FittedModel;
}

function Answer({ store, classes, learned }: AnswerProps) {
  const { opened } = store;
  const asking = useMemo(() => new TextAsking(opened.id, learned.path), [opened, learned.path]);
  useEffect(() => () => asking.leave(), [asking]);
  const threshold = store.program.value?.threshold?.value ?? SURE;
  const settings = { ...getSettings(opened.id).value, threshold, byScore: false };
  const whole = asking.answer.value;
  const answer = asking.struck.value.size ? asking.without.value : whole;
  const shown = answer && sortScores(answer, classes);
  return (
    <div class="panel teach-answer">
      <div>
        <input
          type="text"
          class="text-asked"
          id="text-asked"
          maxLength={MAX_ASKED}
          autocomplete="off"
          placeholder={t('textAsk')}
          aria-label={t('textAsk')}
          value={asking.text.value}
          onInput={(event) => asking.type(event.currentTarget.value)}
        />
        <p class="cap">
          {asking.text.value.length < MAX_ASKED ? t('textAskHint') : t('textAskLong', { n: String(MAX_ASKED) })}
        </p>
      </div>
      {asking.trouble.value ? (
        <Trouble text={asking.trouble.value} onRetry={() => asking.retry()} />
      ) : (
        <div aria-live="polite">
          <Winner guess={shown} settings={settings} idle={t(whole ? 'textAllStruck' : 'textAskFirst')} />
        </div>
      )}
      <Bars guess={shown} classes={store.filled.value.map(({ name }) => name)} settings={settings} many={false} />
      {whole && whole.words.length > 0 && <Words asking={asking} answer={whole} />}
      <span class="grow" />
      <ThresholdSlider store={store} threshold={threshold} />
    </div>
  );
}

function Words({ asking, answer }: { asking: TextAsking; answer: TextAnswer & { text: string } }) {
  const struck = asking.struck.value;
  const before = answer.confidence;
  const strongest = answer.words.reduce((best, one) => (one.without < best.without ? one : best));
  const left = answer.words.filter(({ start }) => struck.has(start));
  const without = asking.without.value?.scores.find(({ label }) => label === answer.label)?.score;
  const claim =
    left.length && without !== undefined
      ? t('textStruck', {
          w: left.map(({ word }) => word).join(' '),
          c: answer.label,
          a: formatPercent(before),
          b: formatPercent(without),
        })
      : before - strongest.without < MATTERS[2].change
        ? t('textNoneMatter')
        : t('textClaim', { w: strongest.word, a: formatPercent(before), b: formatPercent(strongest.without) });
  const [held, setHeld] = useState<number | null>(null);
  const chinese = answer.words.some(({ word }) => HAN.test(word));
  return (
    <div class="text-words">
      <h3>{t('textWords')}</h3>
      <p class="text-sentence">
        {listPieces(answer).map((piece) =>
          typeof piece === 'string' ? (
            piece
          ) : (
            <WordButton
              key={piece.start}
              word={piece}
              line={findLine(before - piece.without)}
              struck={struck.has(piece.start)}
              onStrike={() => void asking.strike(piece)}
              onHold={() => setHeld(piece.start)}
            />
          ),
        )}
      </p>
      <WordCuts asking={asking} words={answer.words} held={held} onDone={() => setHeld(null)} />
      <p class="cap">
        {t('textLegend', { c: answer.label })} {chinese && t('textCutHint')}
      </p>
      <p class="teach-note num" role="status">
        {claim}
      </p>
    </div>
  );
}

interface WordButtonProps {
  word: TestedWord;
  /** How thick its line is. */
  line: string;
  struck: boolean;
  onStrike(): void;
  onHold(): void;
}

/** A press leaves the word out; held down, or by the key of menus, it can be cut otherwise. */
function WordButton({ word, line, struck, onStrike, onHold }: WordButtonProps) {
  const timer = useRef(0);
  const held = useRef(false);
  const hold = () => {
    held.current = true; // the click that comes when it is let go means nothing more
    onHold();
  };
  const press = (event: PointerEvent) => {
    held.current = false;
    clearTimeout(timer.current);
    if (!event.button) timer.current = window.setTimeout(hold, HOLD_MS);
  };
  const release = () => clearTimeout(timer.current);
  const leave = () => {
    release();
    held.current = false;
  };
  return (
    <button
      class={`text-word ${line} ${word.seen ? '' : 'unseen'}`}
      aria-pressed={struck}
      title={t('textStrike', { w: word.word })}
      onPointerDown={press}
      onPointerUp={release}
      onPointerLeave={leave}
      onPointerCancel={leave}
      onContextMenu={(event) => {
        event.preventDefault();
        onHold();
      }}
      onClick={() => {
        if (held.current) held.current = false;
        else onStrike();
      }}
    >
      {word.word}
    </button>
  );
}

interface WordCutsProps {
  asking: TextAsking;
  words: TestedWord[];
  /** Where the word begins that is held down. */
  held: number | null;
  onDone(): void;
}

/** How the word that is held down can be cut otherwise: with the one behind it, with the one before it, or apart. */
function WordCuts({ asking, words, held, onDone }: WordCutsProps) {
  const at = words.findIndex(({ start }) => start === held);
  const word = words[at];
  if (!word) return null;
  const join = (first?: TestedWord, second?: TestedWord) =>
    first && second && first.start + first.word.length === second.start ? readCharacters(first.word + second.word) : '';
  const joined = [join(word, words[at + 1]), join(words[at - 1], word)].map((characters) => ({
    characters,
    joined: true,
  }));
  const cuts = [...joined, { characters: readCharacters(word.word), joined: false }].filter((one) => one.characters);
  if (!cuts.length) return null;
  const cut = (one: WordCut) => {
    onDone();
    tellCut(one, asking.cutWord(one));
  };
  return (
    <div class="row text-cuts" role="group" aria-label={t('textCutsOf', { w: word.word })}>
      {cuts.map((one) => (
        <button key={`${one.joined}${one.characters}`} class="btn" onClick={() => cut(one)}>
          {t(one.joined ? 'textJoin' : 'textCut', { w: one.characters })}
        </button>
      ))}
    </div>
  );
}

type Piece = string | TestedWord;

/** The words of a sentence, and what stands between them. */
function listPieces({ text, words }: TextAnswer & { text: string }): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const word of words) {
    if (word.start > at) pieces.push(text.slice(at, word.start));
    pieces.push(word);
    at = word.start + word.word.length;
  }
  if (at < text.length) pieces.push(text.slice(at));
  return pieces;
}
