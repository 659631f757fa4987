/** The mistake lab of a model that finds things: one mistake, why it was made, and what can be done about it. */

import { useState } from 'preact/hooks';
import type { DetectionEvaluationEvent } from '../../../../lib/messages';
import type { ProjectStore } from '../../../../state/project_store';
import { describeEvidence, type EvidenceWords } from '../../../evaluation/lab/evidence';
import { MistakeLab } from '../../../evaluation/lab/mistake_lab';
import type { Test } from '../../../evaluation/store';
import { Lightbox } from '../lightbox';
import type { DetectionSelection } from '../selection';
import { listMarks } from '../visible_detections';
import { getTitle, ObjectCard } from './object_card';
import { weighThing } from './object_evidence';
import { isSame, type MistakePlace, type ObjectMistake, readMistake } from './object_mistake';
import { addPictures, getMending, isMended, listSame, mendThing, ObjectLabel, ObjectMore } from './object_remedies';
import '../../../evaluation/texts';
import './texts';

const WORDS: EvidenceWords = {
  against: 'objWhyAgainst',
  mostAgainst: 'objWhyMostAgainst',
  none: 'objWhyNone',
  few: 'objWhyFew',
  mixed: 'objWhyMixed',
};

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
  const { path, really, said, kind, thing } = mistake;
  const choice = finding.read(marks);
  const all = listMarks(marks.pictures[place.picture], choice.confidence);
  const own = all.find((one) => one.truth === place.truth && one.number === place.number)!;
  const shown = { ...mistake, mark: own };
  const [large, setLarge] = useState(false);
  const go = (to: MistakePlace) => (finding.lab.value = { place: to, among });
  return (
    <MistakeLab
      opened={opened}
      picture={{ path, label: really, marks, tested: row.at, thing }}
      subject={`${path} ${place.truth} ${place.number}`}
      heading={getTitle(mistake)}
      things
      class="object-lab"
      place="objPlace"
      at={among.findIndex((one) => isSame(one, place))}
      count={among.length}
      onGo={(at) => go(among[at])}
      onClose={() => {
        finding.left = place.picture;
        finding.lab.value = null;
      }}
      renderAnswer={(lab) => (
        <ObjectCard
          opened={opened}
          lab={lab}
          mistake={shown}
          marks={all}
          classes={marks.classes}
          onEnlarge={() => setLarge(true)}
        />
      )}
      label={really || thing.label}
      weigh={(nearest) => weighThing(nearest, mistake)}
      describe={(found) => describeEvidence(found, WORDS, really || said, kind === 'imagined' ? said : found.suggested)}
      isMended={(lab) => isMended(lab, mistake)}
      isPossible={(_, lab) => lab.set.value !== null}
      onMend={(lab, evidence) => {
        const mending = lab.set.value && getMending(mistake, evidence);
        if (mending) void mendThing(lab, mistake, mending);
      }}
      onTakeMore={(lab) => lab.set.value && addPictures(opened, path)}
      renderMore={(card) => <ObjectMore {...card} opened={opened} mistake={mistake} />}
      renderLabel={(card) => <ObjectLabel {...card} opened={opened} mistake={mistake} />}
      same={listSame(marks, mistake, among, go)}
    >
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
    </MistakeLab>
  );
}
