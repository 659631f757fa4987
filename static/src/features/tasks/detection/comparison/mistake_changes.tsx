/**
 * The pictures with fewer, or more, mistakes than before, each with its boxes of now; large: those of before beside it.
 */

import { Dialog } from '../../../../components/dialog';
import { ImageWithOverlay } from '../../../../components/image_overlay';
import * as api from '../../../../lib/api';
import type { DetectionEvaluationEvent } from '../../../../lib/messages';
import { type Key, t } from '../../../../lib/texts';
import type { BoxPicture } from '../../../../lib/types';
import type { DetectionComparison, MistakeChange } from '../../../evaluation/comparison/api';
import { ChangeList } from '../../../evaluation/comparison/change_list';
import { LightboxSteps } from '../../../evaluation/lightbox_steps';
import { DetectionBoxes, describeKinds } from '../annotated_image';
import { listMarks, type Mark } from '../visible_detections';
import '../../../evaluation/texts';
import '../../../evaluation/comparison/texts';
import './texts';
import '../../../../lib/common_texts';

type Kind = 'better' | 'worse';

const KINDS: Record<Kind, { title: Key; icon: 'ok' | 'alert'; look: string }> = {
  better: { title: 'fewerMistakes', icon: 'ok', look: 'ok-text' },
  worse: { title: 'moreMistakes', icon: 'alert', look: 'bad-text' },
};
const AT_FIRST = 12;
/** Letters of a sign: of a small picture, and of a large one; so many fit its longer side. */
const SMALL = 9;
const LARGE = 20;

export interface Tests {
  before: DetectionEvaluationEvent;
  after: DetectionEvaluationEvent;
}

interface MistakeChangesProps {
  project: string;
  kind: Kind;
  comparison: DetectionComparison;
  tests: Tests;
}

/** Nothing where no picture is of that kind. */
export function MistakeChanges({ project, kind, comparison, tests }: MistakeChangesProps) {
  const changes = comparison[kind];
  const { title, icon, look } = KINDS[kind];
  return (
    <ChangeList
      kind={kind}
      icon={icon}
      look={look}
      title={t(title, { n: changes.length })}
      words={t('mistakesWords')}
      changes={changes}
      atFirst={AT_FIRST}
      class="cmp-boxes"
      renderTile={(change, onOpen) => (
        <Tile key={change.path} project={project} change={change} test={tests.after} onOpen={onOpen} />
      )}
      renderLarge={(index, onGo) => (
        <ChangedPicture project={project} changes={changes} index={index} tests={tests} onGo={onGo} />
      )}
    />
  );
}

interface TileProps {
  project: string;
  change: MistakeChange;
  test: DetectionEvaluationEvent;
  onOpen(): void;
}

function Tile({ project, change, test, onOpen }: TileProps) {
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
  const row = test.pictures.find(([name]) => name === path);
  const marks = row ? selectMarks(row, test) : [];
  return (
    <span class="obj-place">
      <ImageWithOverlay
        key={path}
        address={api.makeThumbnailUrl(project, path, 320)}
        width={row?.[1] ?? null}
        height={row?.[2] ?? null}
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
function selectMarks(picture: BoxPicture, test: DetectionEvaluationEvent): Mark[] {
  return listMarks(picture, test.confidence).filter((one) => !one.truth || one.kind !== 'right');
}

interface ChangedPictureProps {
  project: string;
  changes: MistakeChange[];
  index: number;
  tests: Tests;
  onGo(index: number | null): void;
}

/** One picture of both tests in a window; arrows go to its neighbors. */
export function ChangedPicture({ project, changes, index, tests, onGo }: ChangedPictureProps) {
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
