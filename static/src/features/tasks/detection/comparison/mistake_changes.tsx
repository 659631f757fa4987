/**
 * The pictures with fewer, or more, mistakes than before, each with its boxes of now; large: those of before beside it.
 */

import { Dialog } from '../../../../components/dialog';
import { ImageWithOverlay } from '../../../../components/image_overlay';
import * as api from '../../../../lib/api';
import type { DetectionEvaluationEvent, DetectionPicture } from '../../../../lib/messages';
import { t } from '../../../../lib/texts';
import type { MistakeChange } from '../../../evaluation/comparison/api';
import type { ChangeProps, LargeChangeProps } from '../../../evaluation/comparison/comparison';
import { LightboxSteps } from '../../../evaluation/lightbox_steps';
import { DetectionBoxes, describeKinds } from '../annotated_image';
import { listMarks, type Mark } from '../visible_detections';
import '../../../evaluation/texts';
import '../../../evaluation/comparison/texts';
import './texts';
import '../../../../lib/common_texts';

/** Letters of a sign: of a small picture, and of a large one; so many fit its longer side. */
const SMALL = 9;
const LARGE = 20;

export function MistakeTile({
  project,
  change,
  after: test,
  onOpen,
}: ChangeProps<MistakeChange, DetectionEvaluationEvent>) {
  const { path, before, after } = change;
  return (
    <li>
      <button class="cmp-tile" aria-label={t('mistakesChange', { n: before, m: after })} title={path} onClick={onOpen}>
        <Boxes project={project} path={path} test={test} letters={SMALL} />
        <span class="cmp-words num">
          <span>{before}</span>
          <span class="cmp-now">
            → <b class={after < before ? 'ok-text' : 'bad-text'}>{after}</b>
          </span>
        </span>
      </button>
    </li>
  );
}

interface BoxesProps {
  project: string;
  path: string;
  test: DetectionEvaluationEvent;
  letters: number;
}

function Boxes({ project, path, test, letters }: BoxesProps) {
  const row = test.pictures.find((one) => one.path === path);
  const marks = row ? selectMarks(row, test) : [];
  return (
    <span class="obj-place">
      <ImageWithOverlay
        key={path}
        address={api.makeThumbnailUrl(project, path, 320)}
        width={row?.width ?? null}
        height={row?.height ?? null}
        alt=""
        over={{
          draw: (w, h) => <DetectionBoxes marks={marks} classes={test.classes} letters={Math.max(w, h) / letters} />,
          words: describeKinds(marks),
        }}
      />
    </span>
  );
}

/** A thing that was found is under its answer. */
function selectMarks(picture: DetectionPicture, test: DetectionEvaluationEvent): Mark[] {
  return listMarks(picture, test.confidence).filter((one) => !one.truth || one.kind !== 'right');
}

/** One picture of both tests in a window; arrows go to its neighbors. */
export function ChangedPicture({
  project,
  changes,
  index,
  tests,
  onGo,
}: LargeChangeProps<MistakeChange, DetectionEvaluationEvent>) {
  const { path, before, after } = changes[index];
  return (
    <Dialog
      title={t('mistakesChange', { n: before, m: after })}
      class="large cmp-pair-window"
      onClose={() => onGo(null)}
    >
      <div class="cmp-pair">
        {(['before', 'after'] as const).map((when) => (
          <figure key={when}>
            <figcaption>{t(when === 'before' ? 'testBefore' : 'testAfter')}</figcaption>
            <Boxes project={project} path={path} test={tests[when]} letters={LARGE} />
          </figure>
        ))}
      </div>
      <LightboxSteps index={index} count={changes.length} onGo={onGo} class="cmp-pair-foot">
        <code class="grow mut ell">{path}</code>
      </LightboxSteps>
    </Dialog>
  );
}
