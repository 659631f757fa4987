/** What came of the training: the mark of its test, its file, and the model in use. */

import { Icon } from '../../components/icon';
import * as api from '../../lib/api';
import type {
  DetectionEvaluationEvent,
  EvaluationEvent,
  SegmentationEvaluationEvent,
  TagEvaluationEvent,
} from '../../lib/messages';
import { FEW } from '../../lib/numbers/few';
import { isFlawless } from '../../lib/numbers/flawless';
import { computeInterval, includesChance } from '../../lib/numbers/intervals';
import { describeSkill } from '../../lib/numbers/skill';
import { goToView } from '../../lib/route';
import { t } from '../../lib/texts';
import { TestHarder } from '../inference/batch/test_harder';
import { InferencePanel } from '../inference/inference';
import { formatSize } from '../labels/labels';
import { canBeSmaller } from '../model_files/compared_files';
import { showSmaller } from '../model_files/model_files';
import { describeParity } from '../models/table';
import { LONGER } from '../project/train_longer';
import { NumberMark } from '../tasks/regression/number_mark';
import type { GuideStore } from './store';
import { ContinueButton } from './train_step';
import './texts';
import '../evaluation/texts';
import '../model_files/texts';
import '../../lib/common_texts';
import { formatMark } from '../../lib/numbers/shares';

const MISTAKES = 6;

export function TestStep({ store }: { store: GuideStore }) {
  const { marks, boxes, tags, paint, numbers } = store;
  if (numbers.value) return <NumberMark opened={store.opened} marks={numbers.value} />;
  if (tags.value) return <TagMark store={store} tags={tags.value} />;
  if (paint.value) return <PaintMark store={store} paint={paint.value} />;
  if (boxes.value) return <FindingMark store={store} boxes={boxes.value} />;
  return marks.value ? <ClassMark store={store} marks={marks.value} /> : <RunAgain store={store} tests />;
}

function ClassMark({ store, marks }: { store: GuideStore; marks: EvaluationEvent }) {
  const { correct, total, classes } = marks;
  const wrong = marks.pictures.filter(({ truth, answer }) => truth !== answer).slice(0, MISTAKES);
  return (
    <div class="panel guide-mark">
      <p class="guide-score num">{t('guideMark', { m: total, n: correct })}</p>
      <p class={includesChance(correct, total, classes.length) ? 'warn-text' : ''}>
        {describeSkill(correct, total, classes.length)}
      </p>
      <p class="cap">{t('guideFresh')}</p>
      {wrong.length > 0 && (
        <>
          <h2>{t('guideWrong')}</h2>
          <ul class="guide-mistakes">
            {wrong.map(({ path, truth, answer }) => (
              <li key={path}>
                <img src={api.makeThumbnailUrl(store.opened.id, path, 160)} alt="" loading="lazy" />
                <span class="cap">{t('guideReallyWas', { a: classes[truth], b: classes[answer] })}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <ToMistakes store={store} none={isFlawless(marks)} />
    </div>
  );
}

function FindingMark({ store, boxes }: { store: GuideStore; boxes: DetectionEvaluationEvent }) {
  const found = boxes.counts.right ?? 0;
  const total = boxes.by_class.reduce((sum, one) => sum + one.things, 0);
  const [from, to] = computeInterval(found, total);
  const { wrong = 0, misplaced = 0, imagined = 0, twice = 0 } = boxes.counts;
  const { precision, shown_map50: shown } = boxes.averages;
  return (
    <div class="panel guide-mark">
      <p class="guide-score num">{t('guideFound', { m: total, n: found })}</p>
      {store.foundNothing.value && <NothingFound store={store} />}
      {total >= FEW && <p>{t('guideReallyFound', { m: total, a: from, b: to })}</p>}
      <p>{t('guideTooMany', { n: imagined + twice, m: wrong + misplaced })}</p>
      <p class="cap">
        {typeof precision === 'number' && `${t('termPrecision')} ${formatMark(precision)} · `}
        {typeof shown === 'number' && `${t('termShownAp50')} ${formatMark(shown)} · `}
        {t(boxes.split === 'val' ? 'guideOfCheck' : 'guideFresh')}
      </p>
      <ToMistakes store={store} none={isFlawless(boxes)} />
    </div>
  );
}

/** Nothing at all was found: more epochs are the first thing to try. */
function NothingFound({ store }: { store: GuideStore }) {
  const epochs = store.getChoice()?.epochs ?? 0;
  const more = LONGER * epochs;
  return (
    <div class="guide-note warn">
      <p>{t('nothingFound', { n: epochs })}</p>
      {store.writable.value && (
        <button class="btn pri" disabled={store.opened.run.busy.value} onClick={() => void store.trainLonger(more)}>
          <Icon name="brain" />
          <span>{t('trainLonger', { n: more })}</span>
        </button>
      )}
    </div>
  );
}

function TagMark({ store, tags }: { store: GuideStore; tags: TagEvaluationEvent }) {
  const { correct, total, by_class } = tags;
  const [from, to] = computeInterval(correct, total);
  const [missed, extra] = (['missed', 'extra'] as const).map((figure) =>
    by_class.reduce((sum, one) => sum + one[figure], 0),
  );
  const { precision, recall } = tags.averages;
  return (
    <div class="panel guide-mark">
      <p class="guide-score num">{t('guideTagged', { m: total, n: correct })}</p>
      {total >= FEW && <p>{t('guideReallyTagged', { m: total, a: from, b: to })}</p>}
      <p>{t('guideTooManyTags', { n: missed, m: extra })}</p>
      <p class="cap">
        {`${t('termPrecision')} ${formatMark(precision)} · ${t('termRecall')} ${formatMark(recall)} · `}
        {t('guideFresh')}
      </p>
      <ToMistakes store={store} none={isFlawless(tags)} />
    </div>
  );
}

function PaintMark({ store, paint }: { store: GuideStore; paint: SegmentationEvaluationEvent }) {
  const { classes, by_class, averages } = paint;
  return (
    <div class="panel guide-mark">
      <p class="guide-score num">{t('guidePainted', { n: (100 * (averages.accuracy ?? 0)).toFixed(1) })}</p>
      <ul class="guide-overlaps">
        {classes.map((name, number) => {
          const iou = by_class[number]?.iou;
          return (
            <li key={name} class="num">
              {t('guideOverlap', { name, n: typeof iou === 'number' ? (100 * iou).toFixed(1) : '–' })}
            </li>
          );
        })}
      </ul>
      <p class="cap">
        {`mIoU ${formatMark(averages.miou)} · `}
        {paint.total < FEW && `${t('pictureCount', { n: paint.total })} · `}
        {t('guideFresh')}
      </p>
      <ToMistakes store={store} none={isFlawless(paint)} />
    </div>
  );
}

function ToMistakes({ store, none }: { store: GuideStore; none: boolean }) {
  return (
    <p class="row">
      <button class="btn" onClick={() => goToView(store.opened.id, 'mistakes')}>
        <Icon name="notebook" />
        <span>{t(none ? 'guideReport' : 'guideMistakes')}</span>
      </button>
      {none && <TestHarder opened={store.opened} model={store.learned.value!.path} />}
    </p>
  );
}

/** The program has not come so far: it was stopped, or it lacks the blocks for it and runs once more with them. */
function RunAgain({ store, tests = false }: { store: GuideStore; tests?: boolean }) {
  const { stopped = false, shown = true } = store.learned.value ?? {};
  if (!shown && tests) return <TestKept store={store} />;
  return (
    <div class="panel guide-mark">
      <p>{t(stopped ? 'guideRunOn' : store.writable.value ? 'guideRunAgain' : 'guideRunBlocks')}</p>
      {stopped ? (
        <ContinueButton store={store} />
      ) : (
        store.writable.value && (
          <button class="btn pri" disabled={store.opened.run.busy.value} onClick={() => void store.train()}>
            <Icon name="brain" />
            <span>{t('guideAgain')}</span>
          </button>
        )
      )}
    </div>
  );
}

/** The model was trained earlier, or elsewhere: it is tested from its file. */
function TestKept({ store }: { store: GuideStore }) {
  const testing = store.testing.value;
  return (
    <div class="panel guide-mark">
      <p role="status">{t(testing ? 'guideTesting' : 'guideTestKept')}</p>
      <button class="btn pri" disabled={testing || store.opened.run.busy.value} onClick={() => void store.testModel()}>
        <Icon name="clipboard" />
        <span>{t('guideTestNow')}</span>
      </button>
    </div>
  );
}

export function ConvertStep({ store }: { store: GuideStore }) {
  const file = store.file.value;
  if (!file) return <RunAgain store={store} />;
  return (
    <div class="panel guide-mark">
      <p class="row guide-file">
        <Icon name="package" size="l" />
        <b class="ell grow">{file.path.split('/').pop()}</b>
        <span class="num">{formatSize(file.bytes)}</span>
        <a class="btn" href={api.makeModelUrl(store.opened.id, file.path)} download="">
          <Icon name="download" />
          <span>{t('download')}</span>
        </a>
      </p>
      {file.parity && (
        <p class="row">
          <Icon
            name={file.parity.same === file.parity.pictures ? 'ok' : 'warning'}
            class={file.parity.same === file.parity.pictures ? 'ok-text' : 'warn-text'}
          />
          <span>{describeParity(file)}</span>
        </p>
      )}
      <p class="cap">{t('guideOnnx')}</p>
      {canBeSmaller(file) && (
        <div class="row guide-smaller">
          <p class="cap grow">{t('guideSmallerText')}</p>
          <button class="btn" onClick={() => showSmaller(store.opened, file.path)}>
            <Icon name="package" />
            <span>{t('guideSmaller')}</span>
          </button>
        </div>
      )}
    </div>
  );
}

export function UseStep({ store }: { store: GuideStore }) {
  const file = store.file.value;
  if (!file) return null;
  return (
    <InferencePanel
      opened={store.opened}
      path={file.path}
      note={t('guideTakesOver')}
      onAnswer={() => (store.used.value = true)}
    />
  );
}
