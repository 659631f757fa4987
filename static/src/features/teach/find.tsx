/** "Teach" for finding things: pictures with boxes, training and test, and what the model finds and counts. */

import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import type { PictureRow } from '../../lib/dataset_types';
import { t } from '../../lib/texts';
import { fetchSamples, makeImageUrl } from '../data/api';
import { describePart } from '../guide/blocks_margin';
import { CONFIDENCE } from '../guide/program';
import { TestStep } from '../guide/result_steps';
import { holds } from '../guide/steps';
import type { GuideStore } from '../guide/store';
import { TrainStep } from '../guide/train_step';
import { InferencePanel } from '../inference/inference';
import { BlocksStrip } from './blocks_strip';
import { Column } from './column';
import { FindData } from './find_data';
import { KindSwitch } from './kind_switch';
import { STEPS } from './program';
import '../project/texts';
import './texts';
import '../guide/texts';
import '../../lib/common_texts';

/** Pictures of the test that are at hand for looking. */
const SAMPLES = 6;

export function FindView({ guide }: { guide: GuideStore }) {
  useEffect(() => guide.enter(), [guide]);
  const program = guide.program.value!;
  const progress = guide.getProgress();
  const ready = holds('method', progress);
  const learned = guide.learned.value;
  if (!guide.data.sets.value)
    return (
      <p class="loading" role="status">
        {t('viewWait')}
      </p>
    );
  return (
    <div class="teach find">
      <h1 class="sr">{t('viewTeach')}</h1>
      <div class="teach-columns">
        <Column number={1} title={t('teachFind1')} done={ready} id="teach-pictures">
          {guide.writable.value && !learned && <KindSwitch guide={guide} chosen="detection" />}
          <FindData guide={guide} />
        </Column>
        <Column number={2} title={t('teachStep2')} done={progress.tested} id="teach-train">
          <div class="teach-cards">
            {ready ? <TrainStep store={guide} plain /> : <p class="panel teach-note">{t('guideNeed_data')}</p>}
            {learned?.same && !guide.opened.run.busy.value && <TestStep store={guide} />}
          </div>
        </Column>
        <Column number={3} title={t('teachFind3')} id="teach-answer">
          {learned ? <Answer guide={guide} path={learned.path} /> : <NotYet />}
        </Column>
      </div>
      <BlocksStrip
        opened={guide.opened}
        blocks={program.blocks}
        parts={STEPS}
        describe={(part) => (part === 'model' ? t('teachMini_detector') : describePart(guide, part))}
        grown={program.grown}
        filled={progress.tested}
      />
    </div>
  );
}

function NotYet() {
  return (
    <div class="panel teach-answer">
      <div class="teach-waiting">
        <Icon name="scan" size="l" class="mut" />
        <b>{t('teachNotYet')}</b>
        <p class="cap">{t('teachFindNotYet')}</p>
      </div>
    </div>
  );
}

/** The camera, a picture, or one of the test: with boxes, and how many of each class. */
function Answer({ guide, path }: { guide: GuideStore; path: string }) {
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
        fixed
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
