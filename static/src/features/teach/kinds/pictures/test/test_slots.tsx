/** The pictures of the test, class by class: what is taken, and after it what the model said of each. */

import { useState } from 'preact/hooks';
import { Dialog } from '../../../../../components/dialog';
import { Icon } from '../../../../../components/icon';
import { SmallImage } from '../../../../../components/small_image';
import { makeThumbnailUrl } from '../../../../../lib/api';
import type { EvaluationEvent } from '../../../../../lib/messages';
import { t } from '../../../../../lib/texts';
import { formatConfidence, RightMark } from '../../../../evaluation/rows';
import type { ClassRow } from '../../../api';
import { countTraining } from '../../../taught_store';
import type { TeachStore } from '../teach_store';
import { TEST_PICTURES } from './test_session';
import '../../../texts';
import '../../../../../lib/common_texts';

interface SlotsProps {
  store: TeachStore;
  classes: ClassRow[];
  /** The test that stands; null while none does. */
  marks: EvaluationEvent | null;
}

/** One picture and what was said of it. */
interface Answer {
  path: string;
  label: string;
  said: string;
  right: boolean;
  confidence: number;
}

export function TestSlots({ store, classes, marks }: SlotsProps) {
  const [large, setLarge] = useState<string | null>(null);
  const learned = classes.filter(countTraining);
  const answers = marks ? learned.flatMap(({ name }) => listAnswers(marks, name)) : [];
  const shown = answers.findIndex(({ path }) => path === large);
  return (
    <>
      <ul class="teach-slots">
        {learned.map((row) => (
          <li key={row.name}>
            {marks ? (
              <AnswerRow
                store={store}
                label={row.name}
                answers={answers.filter(({ label }) => label === row.name)}
                onShow={setLarge}
              />
            ) : (
              <div class="teach-slot-row">
                <span class="ell">{row.name}</span>
                <span class="teach-slots-of" aria-hidden="true">
                  {[...Array(TEST_PICTURES).keys()].map((number) => (
                    <i key={number} class={number < countTaken(store, row) ? 'full' : ''} />
                  ))}
                </span>
              </div>
            )}
          </li>
        ))}
      </ul>
      {shown >= 0 && <AnswerDialog store={store} answers={answers} at={shown} onGo={setLarge} />}
    </>
  );
}

/** Of the test that is being taken. Pictures of an earlier one say nothing of the model that answers now. */
function countTaken(store: TeachStore, { name, tests }: ClassRow): number {
  const { fresh, turn, asking } = store.test;
  return fresh.value[name]?.length ?? (turn.value || asking.value ? tests : 0);
}

/** The test's pictures of a class, in the order of their names. */
function listAnswers(marks: EvaluationEvent, label: string): Answer[] {
  return marks.pictures
    .filter(({ truth }) => marks.classes[truth] === label)
    .map(({ path, truth, answer, confidence }) => ({
      path,
      label,
      said: marks.classes[answer] ?? '',
      right: truth === answer,
      confidence,
    }))
    .sort((one, other) => one.path.localeCompare(other.path, 'en', { numeric: true }));
}

interface RowProps {
  store: TeachStore;
  label: string;
  answers: Answer[];
  onShow(path: string): void;
}

/** A row is one button: it shows the picture that is pressed; by key the first one. */
function AnswerRow({ store, label, answers, onShow }: RowProps) {
  const show = ({ target }: Event) => {
    const path = (target as Element).closest<HTMLElement>('[data-path]')?.dataset.path ?? answers[0]?.path;
    if (path) onShow(path);
  };
  const right = answers.filter((one) => one.right).length;
  return (
    <button
      class="teach-slot-row"
      title={t('teachTestShow', { name: label })}
      aria-label={`${t('teachTestShow', { name: label })}: ${t('teachMarks', { m: String(answers.length), n: right })}`}
      disabled={!answers.length}
      onClick={show}
    >
      <span class="ell">{label}</span>
      <span class="teach-slots-of" aria-hidden="true">
        {answers.slice(0, TEST_PICTURES).map((one) => (
          <i key={one.path} data-path={one.path} class={one.right ? 'right' : 'wrong'} title={one.said}>
            <img src={makeThumbnailUrl(store.opened.id, one.path)} alt="" />
            <Icon name={one.right ? 'check' : 'x'} size="s" />
          </i>
        ))}
      </span>
    </button>
  );
}

interface AnswerDialogProps {
  store: TeachStore;
  answers: Answer[];
  at: number;
  onGo(path: string | null): void;
}

/** A picture of the test, what the model said of it, and the way to take its class anew. */
function AnswerDialog({ store, answers, at, onGo }: AnswerDialogProps) {
  const { path, label, said, right, confidence } = answers[at];
  const take = () => {
    onGo(null);
    void store.test.take(label);
  };
  return (
    <Dialog title={t('teachTestPicture', { name: label })} class="large" onClose={() => onGo(null)}>
      <div class="large-place teach-tested">
        <SmallImage key={path} address={makeThumbnailUrl(store.opened.id, path, 320)} alt={path} />
        <div class="row">
          <button class="btn ic" aria-label={t('before')} disabled={at <= 0} onClick={() => onGo(answers[at - 1].path)}>
            <Icon name="chevronLeft" />
          </button>
          <p class="grow">
            <RightMark right={right} /> {t('teachTestSaid', { name: said })} · {formatConfidence(confidence)}
          </p>
          <button
            class="btn ic"
            aria-label={t('after')}
            disabled={at >= answers.length - 1}
            onClick={() => onGo(answers[at + 1].path)}
          >
            <Icon name="chevronRight" />
          </button>
        </div>
        <button class="btn wide" disabled={store.opened.run.busy.value} onClick={take}>
          <Icon name="camera" />
          <span>{t('teachTestClass', { name: label })}</span>
        </button>
      </div>
    </Dialog>
  );
}
