/** Training by points, and the test by somebody else. */

import { useState } from 'preact/hooks';
import { Dialog } from '../../../../components/dialog';
import { Icon } from '../../../../components/icon';
import { SmallImage } from '../../../../components/small_image';
import * as api from '../../../../lib/api';
import type { PointClass } from '../../../../lib/dataset_types';
import type { EvaluationEvent } from '../../../../lib/messages';
import { describeSkill } from '../../../../lib/numbers/skill';
import { t } from '../../../../lib/texts';
import { formatConfidence } from '../../../evaluation/rows';
import { FitPanel, type FitWords, TestSquares } from '../../fit_panel';
import { BETTER, countTraining, LEAST } from '../../taught_store';
import type { HandsStore } from './hands_store';
import type { NextStep } from './next_step';
import { TESTED } from './test_session';
import './texts';
import '../../texts';

const WORDS: FitWords = {
  icon: 'hand',
  few: 'handsFew',
  enough: 'handsEnough',
  count: 'handsCount',
  of: 'handsOf',
  first: 'handsFirst',
  now: 'handsNow',
  stale: 'handsStale',
  checkWhy: 'handsCheckWhy',
  how: 'handsHowText',
};

interface PanelProps {
  store: HandsStore;
  classes: PointClass[];
  next: NextStep;
}

export function TrainPanel({ store, classes, next }: PanelProps) {
  return (
    <FitPanel
      store={store}
      words={WORDS}
      counts={classes.map((one) => ({ name: one.name, count: countTraining(one) }))}
      least={LEAST}
      better={BETTER}
      filled={next === 'train'}
      focus="teach-answer"
      tested={store.test.turn.value !== null}
    >
      <Test store={store} next={next} />
    </FitPanel>
  );
}

function Test({ store, next }: Pick<PanelProps, 'store' | 'next'>) {
  const { test } = store;
  const turn = test.turn.value;
  const asking = test.asking.value;
  const marks = turn || asking ? null : store.marks.value;
  const [wrong, setWrong] = useState(false);
  return (
    <div class="teach-test">
      <h3>{t('handsTest')}</h3>
      {turn ? (
        <div class="teach-turn">
          <p role="status">
            <b>{t('handsTurn', { name: turn.label })}</b>
            <span class="num">
              {turn.waiting ? t('teachTurnReady') : t('handsTurnTaken', { n: String(turn.taken), m: String(TESTED) })}
            </span>
          </p>
          <div class="teach-turn-buttons">
            <button
              class={`btn ${turn.waiting ? 'pri' : ''}`}
              key={turn.label}
              disabled={!turn.waiting}
              ref={(button) => button?.focus({ preventScroll: true })}
              onClick={() => test.begin()}
            >
              {t('teachReady')}
            </button>
            <button class="btn" onClick={() => test.cancel()}>
              {t('teachCancel')}
            </button>
          </div>
        </div>
      ) : marks ? (
        <div>
          <p class="teach-score num">{t('teachMarks', { m: String(marks.total), n: marks.correct })}</p>
          <p class="cap">{describeSkill(marks.correct, marks.total, marks.classes.length)}</p>
        </div>
      ) : (
        <p class="cap" role="status">
          {t(asking ? 'teachTesting' : 'handsTestText')}
        </p>
      )}
      <TestSquares
        labels={store.ready.value.map(({ name }) => name)}
        marks={marks}
        taken={test.taken.value}
        most={TESTED}
      />
      {!turn && !asking && (
        <>
          {marks && marks.correct < marks.total && (
            <button class={`btn big wide ${next === 'mistakes' ? 'pri' : ''}`} onClick={() => setWrong(true)}>
              <Icon name="notebook" />
              <span>{t('handsMistakes')}</span>
            </button>
          )}
          <button
            class={`btn wide ${marks ? '' : 'big'} ${next === 'test' ? 'pri' : ''}`}
            disabled={store.opened.run.busy.value}
            onClick={() => void test.take()}
          >
            <Icon name="hand" />
            <span>{t(marks ? 'handsTestAgain' : 'handsTestGo')}</span>
          </button>
          {!marks && <p class="cap teach-time">{t('handsTestAbout')}</p>}
        </>
      )}
      {wrong && marks && <Mistakes project={store.opened.id} marks={marks} onClose={() => setWrong(false)} />}
    </div>
  );
}

/** Each as a stick hand: no picture of it was kept. */
function Mistakes({ project, marks, onClose }: { project: string; marks: EvaluationEvent; onClose(): void }) {
  const wrong = marks.pictures.filter(({ truth, answer }) => truth !== answer);
  return (
    <Dialog title={t('handsMistakes')} onClose={onClose}>
      <ul class="hands-mistakes">
        {wrong.map(({ path, truth, answer, confidence }) => {
          const said = t('handsMistake', { a: marks.classes[truth], b: marks.classes[answer] ?? '' });
          return (
            <li key={path}>
              <SmallImage address={api.makeThumbnailUrl(project, path, 160)} alt="" />
              <span>{said}</span>
              <span class="cap num">{formatConfidence(confidence)}</span>
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
