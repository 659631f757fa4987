/** The test of what is fitted at once, by samples of somebody else: whose turn it is, the marks, the wrong answers. */

import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Dialog } from '../../../components/dialog';
import { Icon, type IconName } from '../../../components/icon';
import type { EvaluationEvent } from '../../../lib/messages';
import { describeSkill } from '../../../lib/numbers/skill';
import { type Key, t } from '../../../lib/texts';
import { TestSquares } from './fit_panel';
import '../texts';

/** What a kind calls its test. */
export interface TestWords {
  icon: IconName;
  title: Key;
  about: Key;
  go: Key;
  again: Key;
  /** Below the button. */
  hint?: Key;
  mistakes: Key;
  mistake: Key;
}

type EvaluatedSample = EvaluationEvent['pictures'][number];

interface PanelProps {
  words: TestWords;
  /** What is asked of somebody just now. */
  turn: ComponentChildren;
  /** The model is asked about all samples. */
  asking: boolean;
  /** Of the last test of the model that answers. */
  marks: EvaluationEvent | null;
  labels: string[];
  /** Samples that came so far, of each class, and how many there shall be. */
  taken: Record<string, number>;
  most: number;
  /** The step that comes next: those of the test have their buttons here. */
  next: string | null;
  disabled: boolean;
  onTake(): void;
  /** A wrong answer, as one item of a list of this class. said: what it was and what was answered. */
  list: string;
  showMistake(sample: EvaluatedSample, said: string): JSX.Element;
}

export function TestPanel(props: PanelProps) {
  const { words, turn, asking, labels, taken, most, next } = props;
  const marks = turn || asking ? null : props.marks;
  const [wrong, setWrong] = useState(false);
  return (
    <div class="teach-test">
      <h3>{t(words.title)}</h3>
      {turn ||
        (marks ? (
          <div>
            <p class="teach-score num">{t('teachMarks', { m: String(marks.total), n: marks.correct })}</p>
            <p class="cap">{describeSkill(marks.correct, marks.total, marks.classes.length)}</p>
          </div>
        ) : (
          <p class="cap" role="status">
            {t(asking ? 'teachTesting' : words.about)}
          </p>
        ))}
      <TestSquares labels={labels} marks={marks} taken={taken} most={most} />
      {!turn && !asking && (
        <>
          {marks && marks.correct < marks.total && (
            <button class={`btn big wide ${next === 'mistakes' ? 'pri' : ''}`} onClick={() => setWrong(true)}>
              <Icon name="notebook" />
              <span>{t(words.mistakes)}</span>
            </button>
          )}
          <button
            class={`btn wide ${marks ? '' : 'big'} ${next === 'test' ? 'pri' : ''}`}
            disabled={props.disabled}
            onClick={props.onTake}
          >
            <Icon name={words.icon} />
            <span>{t(marks ? words.again : words.go)}</span>
          </button>
          {!marks && words.hint && <p class="cap teach-time">{t(words.hint)}</p>}
        </>
      )}
      {wrong && marks && (
        <Dialog title={t(words.mistakes)} onClose={() => setWrong(false)}>
          <ul class={props.list}>{listMistakes(marks, words.mistake, props.showMistake)}</ul>
        </Dialog>
      )}
    </div>
  );
}

function listMistakes(marks: EvaluationEvent, words: Key, show: PanelProps['showMistake']) {
  return marks.pictures
    .filter(({ truth, answer }) => truth !== answer)
    .map((one) => show(one, t(words, { a: marks.classes[one.truth], b: marks.classes[one.answer] ?? '' })));
}
