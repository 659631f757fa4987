/** "Teach" for finding things: pictures with boxes, training and test, and what the model finds and counts. */

import { useEffect, useMemo, useState } from 'preact/hooks';
import { Loading } from '../../../../components/feedback/loading';
import { Icon } from '../../../../components/icon';
import type { PictureRow } from '../../../../lib/dataset_types';
import { t } from '../../../../lib/texts';
import type { ProjectStore } from '../../../../state/project_store';
import { fetchSamples, makeImageUrl } from '../../../data/api';
import { describePart } from '../../../guide/blocks_margin';
import { isOwn } from '../../../guide/own_set';
import { CONFIDENCE, teachesFinding } from '../../../guide/program';
import { TestStep } from '../../../guide/result_steps';
import { holds } from '../../../guide/steps';
import { type GuideStore, getGuideStore } from '../../../guide/store';
import { TrainStep } from '../../../guide/train_step';
import { InferencePanel } from '../../../inference/inference';
import { AnotherWay } from '../../another_way';
import { BlocksStrip } from '../../blocks_strip';
import { Column } from '../../column';
import { STEPS } from '../pictures/program';
import { BoxCard } from './box_card';
import { BoxCounts } from './box_counts';
import { BoxStore, MIN_BOXED, MIN_BOXES } from './box_store';
import { FindData, OtherData } from './find_data';
import '../../../project/texts';
import '../../texts';
import '../../../guide/texts';
import '../../../../lib/common_texts';

/** Pictures of the test that are at hand for looking. */
const SAMPLES = 6;

export function FindPage({ opened }: { opened: ProjectStore }) {
  const guide = getGuideStore(opened);
  return teachesFinding(guide.program.value) ? <FindView guide={guide} /> : <Loading />;
}

function FindView({ guide }: { guide: GuideStore }) {
  useEffect(() => guide.enter(), [guide]);
  const program = guide.program.value!;
  const progress = guide.getProgress();
  const boxes = useBoxes(guide);
  const ready = boxes ? boxes.ready.value : holds('method', progress);
  const learned = guide.learned.value;
  const busy = guide.opened.run.busy.value;
  if (!guide.data.sets.value) return <Loading />;
  return (
    <div class="teach find">
      <h1 class="sr">{t('viewTeach')}</h1>
      <div class="teach-columns">
        <Column number={1} title={t(boxes ? 'teachFindTake' : 'teachFind1')} done={ready} id="teach-pictures">
          {boxes && <BoxProgress boxes={boxes} />}
          {boxes ? (
            <div class="teach-cards">
              <BoxCard key={boxes.set} store={boxes} next={ready || busy ? 'other' : findNextStep(boxes)} />
              <OtherData guide={guide} />
            </div>
          ) : (
            <FindData guide={guide} />
          )}
        </Column>
        <Column number={2} title={t('teachStep2')} done={progress.tested} id="teach-train">
          <div class="teach-cards">
            {ready ? (
              <>
                <TrainStep store={guide} plain before={boxes ? () => boxes.labeling.saver.settle() : undefined} />
                <AnotherWay guide={guide} />
              </>
            ) : boxes ? (
              <NotEnough boxes={boxes} />
            ) : (
              <p class="panel teach-note">{t('guideNeed_data')}</p>
            )}
            {learned?.same && !busy && <TestStep store={guide} />}
            {boxes && !busy && <BoxCounts store={boxes} />}
          </div>
        </Column>
        <Column number={3} title={t('teachFind3')} id="teach-answer">
          {learned ? (
            <Answer guide={guide} path={learned.path} live={boxes?.camera.asked ?? false} />
          ) : (
            <NotYet training={busy} />
          )}
        </Column>
      </div>
      <BlocksStrip
        opened={guide.opened}
        blocks={program.blocks}
        parts={STEPS}
        describe={(part) => (part === 'model' ? t('teachMini_detector') : describePart(guide, part))}
        grown={program.grown}
        filled={progress.tested && guide.used.value}
      />
    </div>
  );
}

/** The own pictures of the set, where it is one that pictures are taken for; the same while they are read anew. */
function useBoxes(guide: GuideStore): BoxStore | null {
  const set = guide.set.value;
  const name = set && isOwn(set) ? set.name : null;
  const boxes = useMemo(() => name && new BoxStore(guide.data, name), [guide, name]);
  useEffect(() => (boxes ? boxes.enter() : undefined), [boxes]);
  return boxes || null;
}

/** Without a picture the button that takes some is next; then it is the picture itself, and the one after it. */
function findNextStep({ labeling }: BoxStore): 'take' | 'box' {
  return labeling.list.labeled.value < labeling.list.total.value ? 'box' : 'take';
}

/** How many pictures are boxed, and how many are missing. */
function BoxProgress({ boxes }: { boxes: BoxStore }) {
  const boxed = boxes.boxed.value;
  const total = boxes.counts.value.reduce((sum, { count }) => sum + count, 0);
  const without = boxes.labeling.list.total.value - boxed;
  return (
    <span class="cap num">
      {boxed < MIN_BOXED
        ? t('teachFindDone', { n: boxed, m: MIN_BOXED - boxed })
        : t('teachFindEnough', { n: boxed, m: total })}
      {boxed >= MIN_BOXED && without > 0 && ` · ${t('teachFindWithout', { n: without })}`}
    </span>
  );
}

function NotEnough({ boxes }: { boxes: BoxStore }) {
  const missing = MIN_BOXED - boxes.boxed.value;
  return (
    <div class="panel guide-train">
      <div class="row guide-go">
        <button class="btn big" disabled>
          <Icon name="brain" />
          <span>{t('teachTrain')}</span>
        </button>
      </div>
      <p class="cap">{missing > 0 ? t('teachBoxFew', { n: missing }) : t('teachBoxFewOf', { n: MIN_BOXES })}</p>
    </div>
  );
}

function NotYet({ training }: { training: boolean }) {
  return (
    <div class="panel teach-answer">
      <div class="teach-waiting">
        <Icon name="scan" size="l" class="mut" />
        <b>{t(training ? 'teachTrainingNow' : 'teachNotYet')}</b>
        <p class="cap">{t('teachFindNotYet')}</p>
      </div>
    </div>
  );
}

/** The camera, a picture, or one of the test: with boxes, and how many of each class. */
function Answer({ guide, path, live }: { guide: GuideStore; path: string; live: boolean }) {
  const samples = useTestPictures(guide);
  const value = guide.program.value?.plan.watch?.confidence ?? CONFIDENCE;
  const kept = { value, set: (confidence: number) => void guide.setConfidence(confidence) };
  return (
    <div class="teach-cards">
      <InferencePanel
        opened={guide.opened}
        path={path}
        confidence={guide.program.value?.confidence ? kept : null}
        samples={samples}
        live={live}
        fixed
        filled={guide.getProgress().tested && !guide.used.value}
        onAnswer={() => {
          guide.used.value = true;
        }}
      />
    </div>
  );
}

function useTestPictures(guide: GuideStore): string[] {
  const set = guide.set.value;
  const [rows, setRows] = useState<PictureRow[]>([]);
  useEffect(() => {
    if (!set) return;
    let left = false;
    fetchSamples(guide.opened.id, set.name, { split: 'test' }, 0, SAMPLES).then(
      (found) => !left && setRows(found.rows),
      () => !left && setRows([]),
    );
    return () => {
      left = true;
    };
  }, [set]);
  return set ? rows.map((row) => makeImageUrl(guide.opened.id, set, row.path)) : [];
}
