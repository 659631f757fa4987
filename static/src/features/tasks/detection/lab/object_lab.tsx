/** The mistake lab of a model that finds things: one mistake, why it was made, and what can be done about it. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { useBackCloses } from '../../../../components/back_closes';
import type { DetectionEvaluationEvent } from '../../../../lib/messages';
import { t } from '../../../../lib/texts';
import type { ProjectStore } from '../../../../state/project_store';
import { LabHead } from '../../../evaluation/lab/lab_head';
import { getLabStore } from '../../../evaluation/lab/lab_store';
import { NearestPictures } from '../../../evaluation/lab/nearest_pictures';
import { useLabKeys } from '../../../evaluation/lab/use_lab_keys';
import type { Test } from '../../../evaluation/store';
import { Lightbox } from '../lightbox';
import type { DetectionSelection } from '../selection';
import { listMarks } from '../visible_detections';
import { getTitle, ObjectCard } from './object_card';
import { weighThing } from './object_evidence';
import { isSame, type MistakePlace, type ObjectMistake, readMistake } from './object_mistake';
import { addPictures, getMending, isMended, mendThing, ObjectRemedies } from './object_remedies';
import '../../../evaluation/texts';
import './texts';

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
    () => lab.show({ path, label: really, marks, tested: row.at, thing }),
    [lab, marks, path, place.truth, place.number],
  );
  useEffect(() => {
    title.current?.focus({ preventScroll: true });
    return () => lab.leave();
  }, [lab]);
  const at = among.findIndex((one) => isSame(one, place));
  const go = (to: MistakePlace | undefined) => to && (finding.lab.value = { place: to, among });
  const step = (by: -1 | 1) => go(among[at + by]);
  const close = () => {
    finding.left = place.picture;
    finding.lab.value = null;
  };
  useBackCloses(close);
  const { nearest, trouble } = lab.findings.value;
  const evidence = weighThing(nearest, mistake);
  const mended = isMended(lab, mistake);
  const last = at >= among.length - 1;
  const heading = getTitle(mistake);
  const mend = () => {
    const mending = lab.set.value && getMending(mistake, evidence);
    if (mending) void mendThing(lab, mistake, mending);
  };
  useLabKeys(lab, {
    onGo: step,
    onClose: close,
    onMend: mend,
    onTakeMore: () => lab.set.value && addPictures(opened, path),
  });
  return (
    <div class="mistakes lab object-lab">
      <div class="mistakes-main">
        <LabHead
          title={title}
          heading={heading}
          wraps
          place={t('objPlace', { n: at + 1, m: among.length })}
          first={at <= 0}
          last={last}
          mended={mended}
          onClose={close}
          onGo={step}
        />
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
