/** The test with new pictures: how it is taken, and what came of it. */

import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../../../../components/icon';
import { describeSkill } from '../../../../../lib/numbers/skill';
import { goToView } from '../../../../../lib/route';
import { t } from '../../../../../lib/texts';
import { TestHarder } from '../../../../inference/batch/test_harder';
import type { ClassRow } from '../../../api';
import { countTraining } from '../../../taught_store';
import type { NextStep } from '../next_step';
import type { TeachStore } from '../teach_store';
import { TEST_PICTURES } from './test_session';
import { TestSlots } from './test_slots';
import { TestWithoutCamera } from './test_without_camera';
import '../../../texts';
import '../../../../../lib/common_texts';

interface PanelProps {
  store: TeachStore;
  classes: ClassRow[];
  next: NextStep;
}

export function TestPanel({ store, classes, next }: PanelProps) {
  const marks = store.marks.value;
  const turn = store.test.turn.value;
  const asking = store.test.asking.value;
  const tested = !asking && !turn && marks?.split === 'test' ? marks : null;
  // Nobody can take pictures: they are chosen or drawn.
  const without = store.camera.trouble.value !== null && store.camera.stream.value === null;
  return (
    <div class="teach-test">
      <h3>{t('teachTest')}</h3>
      {turn ? (
        <Turn store={store} />
      ) : asking ? (
        <p class="cap" role="status">
          {t('teachTesting')}
        </p>
      ) : tested ? (
        <div class={store.unlearned.value ? 'old' : ''}>
          <p class="teach-score num">{t('teachMarks', { m: String(tested.total), n: tested.correct })}</p>
          <p class="cap">{describeSkill(tested.correct, tested.total, tested.classes.length)}</p>
          {store.unlearned.value !== 0 && <p class="cap">{t('teachOldMark')}</p>}
        </div>
      ) : (
        !without && <p class="cap">{t('teachTestText', { n: TEST_PICTURES })}</p>
      )}
      {without ? (
        <TestWithoutCamera store={store} classes={classes} filled={next === 'test'} />
      ) : (
        <TestSlots store={store} classes={classes} marks={tested} />
      )}
      {tested ? (
        <AfterTest store={store} next={next} without={without} />
      ) : without || turn ? null : (
        <>
          <button
            class={`btn big wide ${next === 'test' ? 'pri' : ''}`}
            disabled={asking || store.opened.run.busy.value}
            onClick={() => void store.test.take()}
          >
            <Icon name="camera" />
            <span>{t('teachTestGo')}</span>
          </button>
          {!asking && <TestAnew store={store} classes={classes} />}
        </>
      )}
    </div>
  );
}

/** The pictures of an earlier test are there: another model can be tested with them. */
function TestAnew({ store, classes }: Pick<PanelProps, 'store' | 'classes'>) {
  const learned = classes.filter(countTraining);
  if (!store.learned.value || !learned.length || !learned.every((row) => row.tests)) return null;
  const pictures = learned.reduce((sum, row) => sum + row.tests, 0);
  return (
    <button class="btn wide" disabled={store.opened.run.busy.value} onClick={() => void store.test.run()}>
      {t('teachTestAnew', { n: pictures })}
    </button>
  );
}

/** Whose turn it is. Its buttons stand where no other ones come after it. */
function Turn({ store }: { store: TeachStore }) {
  const { label, waiting, left, taken } = store.test.turn.value!;
  const { paused } = store.test;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus({ preventScroll: true }), [label]);
  const press = () => (waiting ? store.test.begin() : (paused.value = !paused.value));
  return (
    <div class={`teach-turn ${paused.value ? 'paused' : ''}`}>
      <p role="status">
        <b>{t('teachTurn', { name: label })}</b>
        <span class="num">
          {waiting
            ? t('teachTurnReady')
            : paused.value
              ? t('teachTurnPaused', { n: taken, m: TEST_PICTURES })
              : left
                ? t('teachTurnIn', { n: left })
                : t('teachTurnTaken', { n: taken, m: TEST_PICTURES })}
        </span>
      </p>
      <div class="teach-turn-buttons">
        <button class={`btn ${waiting ? 'pri' : ''}`} ref={button} onClick={press}>
          {t(waiting ? 'teachReady' : paused.value ? 'teachGoOn' : 'teachPause')}
        </button>
        <button class="btn" onClick={() => void store.test.cancel()}>
          {t('teachCancel')}
        </button>
      </div>
    </div>
  );
}

function AfterTest({ store, next, without }: { store: TeachStore; next: NextStep; without: boolean }) {
  const marks = store.marks.value!;
  return (
    <div class="teach-after">
      {marks.correct < marks.total && (
        <button
          class={`btn big wide ${next === 'mistakes' ? 'pri' : ''}`}
          onClick={() => goToView(store.opened.id, 'mistakes')}
        >
          <Icon name="notebook" />
          <span>{t('teachMistakes')}</span>
        </button>
      )}
      {marks.correct === marks.total && <TestHarder opened={store.opened} model={store.learned.value!.path} />}
      {!without && (
        <button class="btn wide" disabled={store.opened.run.busy.value} onClick={() => void store.test.take()}>
          {t('teachTestAgain')}
        </button>
      )}
    </div>
  );
}
