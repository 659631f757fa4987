/** The mistake lab of a model that finds things: one mistake, why it was made, and what can be done about it. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../../components/icon';
import { useKeyDown } from '../../../components/key_events';
import type { DetectionEvaluationEvent } from '../../../lib/messages';
import { t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import { Lightbox } from '../detection/lightbox';
import type { DetectionSelection } from '../detection/selection';
import { listMarks } from '../detection/visible_detections';
import { getLabStore } from '../lab/lab_store';
import { NearestPictures } from '../lab/nearest_pictures';
import type { Test } from '../store';
import { getTitle, ObjectCard } from './object_card';
import { weighThing } from './object_evidence';
import { isSame, type MistakePlace, type ObjectMistake, readMistake } from './object_mistake';
import { addPictures, getMending, isMended, mendThing, ObjectRemedies } from './object_remedies';
import '../texts';
import '../lab/texts';
import './texts';

/** Where keys mean something else. */
const TAKEN = 'input, select, textarea, [contenteditable], [role="menu"], dialog';

interface ObjectLabProps {
  opened: ProjectStore;
  finding: DetectionSelection;
  test: Test<DetectionEvaluationEvent>;
  place: MistakePlace;
  among: MistakePlace[];
}

export function ObjectLab(props: ObjectLabProps) {
  const { finding, test, place } = props;
  const mistake = readMistake(test.marks, place, finding.read(test.marks).confidence);
  return mistake && <Shown {...props} mistake={mistake} />;
}

function Shown({
  opened,
  finding,
  test: { marks, row },
  place,
  among,
  mistake,
}: ObjectLabProps & { mistake: ObjectMistake }) {
  const lab = getLabStore(opened);
  const { path, really, thing } = mistake;
  const choice = finding.read(marks);
  const all = listMarks(marks.pictures[place.picture], choice.confidence);
  const own = all.find((one) => one.truth === place.truth && one.number === place.number)!;
  const shown = { ...mistake, mark: own };
  const [large, setLarge] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(
    () => lab.show({ path, label: really, marks, started: row.started, thing }),
    [lab, marks, path, place.truth, place.number],
  );
  useEffect(() => {
    title.current?.focus({ preventScroll: true });
    return () => lab.leave();
  }, [lab]);
  const at = among.findIndex((one) => isSame(one, place));
  const go = (to: MistakePlace | undefined) => to && (finding.lab.value = { place: to, among });
  const close = () => {
    finding.left = place.picture;
    finding.lab.value = null;
  };
  const { nearest, trouble } = lab.findings.value;
  const evidence = weighThing(nearest, mistake);
  const mended = isMended(lab, mistake);
  const last = at >= among.length - 1;
  const heading = getTitle(mistake);
  const mend = () => {
    const mending = lab.set.value && getMending(mistake, evidence);
    if (mending) void mendThing(lab, mistake, mending);
  };
  useKeyDown((event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (event.defaultPrevented || event.altKey || target?.closest(TAKEN)) return;
    const key = event.key.toLowerCase();
    if (event.ctrlKey || event.metaKey) {
      if (key === 'z' && !event.shiftKey) void lab.undo();
      return;
    }
    const keys: Record<string, () => void> = {
      arrowleft: () => go(among[at - 1]),
      arrowright: () => go(among[at + 1]),
      escape: close,
      c: () => lab.toggleCover(),
      f: mend,
      m: () => lab.set.value && addPictures(opened, path),
      x: () => void lab.leaveOut(),
    };
    if (!(key in keys) || (event.repeat && !key.startsWith('arrow'))) return;
    event.preventDefault();
    keys[key]();
  });
  return (
    <div class="mistakes lab object-lab">
      <div class="mistakes-main">
        <header class="row lab-head">
          <button class="btn ghost ic" aria-label={t('labBack')} title={`${t('labBack')} (Esc)`} onClick={close}>
            <Icon name="chevronLeft" />
          </button>
          <h1 class="grow" ref={title} tabIndex={-1} title={heading}>
            {heading}
          </h1>
          <p class="cap num" role="status">
            {t('objPlace', { n: at + 1, m: among.length })}
          </p>
          <button
            class="btn ic"
            aria-label={t('labBefore')}
            title={`${t('labBefore')} (←)`}
            disabled={at <= 0}
            onClick={() => go(among[at - 1])}
          >
            <Icon name="chevronLeft" />
          </button>
          <button
            class={`btn ${mended && !last ? 'pri' : ''}`}
            title={`${t('labNext')} (→)`}
            disabled={last}
            onClick={() => go(among[at + 1])}
          >
            <span>{t('labNext')}</span>
            <Icon name="chevronRight" />
          </button>
        </header>
        <ObjectCard
          opened={opened}
          lab={lab}
          mistake={shown}
          marks={all}
          classes={marks.classes}
          onEnlarge={() => setLarge(true)}
        />
        <NearestPictures
          opened={opened}
          label={really || thing.label}
          found={nearest}
          unasked={trouble !== null}
          things
        />
      </div>
      <ObjectRemedies
        opened={opened}
        lab={lab}
        test={marks}
        mistake={mistake}
        evidence={evidence}
        weighed={nearest !== null && nearest.done >= nearest.total}
        among={among}
        last={last}
        onGo={go}
      />
      {large && (
        <Lightbox
          opened={opened}
          test={marks}
          choice={choice}
          numbers={[place.picture]}
          index={0}
          onGo={() => undefined}
          onClose={() => setLarge(false)}
        />
      )}
    </div>
  );
}
