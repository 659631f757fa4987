/** The right side of the lab: what helps, the most likely first, and the way to training again. */

import { Icon } from '../../../../components/icon';
import type { EvaluationEvent } from '../../../../lib/messages';
import { t } from '../../../../lib/texts';
import type { ProjectStore } from '../../../../state/project_store';
import type { Evidence } from '../../../evaluation/lab/evidence';
import type { LabStore } from '../../../evaluation/lab/lab_store';
import type { Remedy } from '../../../evaluation/lab/lab_types';
import { Card, Done, LeaveCard, OtherLabels, SameMistakes } from '../../../evaluation/lab/remedy_card';
import { RemedyPane } from '../../../evaluation/lab/remedy_pane';
import { canTakeMore, takeMore } from '../../../project/next_places';
import type { Picture } from '../significance';
import '../../../evaluation/texts';
import '../../../evaluation/lab/texts';
import '../../../../lib/common_texts';

interface RemedyPanelProps {
  opened: ProjectStore;
  lab: LabStore;
  evidence: Evidence;
  /** The evidence is complete. */
  weighed: boolean;
  marks: EvaluationEvent;
  number: Picture;
  /** There is no mistake after it. */
  last: boolean;
  onGo(number: Picture, among: Picture[]): void;
}

export function RemedyPanel({ opened, lab, evidence, weighed, marks, number, last, onGo }: RemedyPanelProps) {
  const [path, truth] = marks.pictures[number];
  const label = marks.classes[truth];
  const possible: Record<Remedy, boolean> = {
    more: canTakeMore(opened, path),
    label: lab.set.value !== null,
    leave: lab.set.value !== null,
  };
  const mended = Boolean(lab.edits.value.get(path)?.length);
  const shared = { opened, lab, evidence, weighed, path, label };
  return (
    <RemedyPane
      opened={opened}
      lab={lab}
      subject={path}
      evidence={evidence}
      weighed={weighed}
      sentence={describeEvidence(evidence, label)}
      mended={mended}
      last={last}
      isPossible={(one) => possible[one]}
      renderCard={(one, filled) => {
        const Part = CARDS[one];
        return <Part key={one} {...shared} possible={possible[one]} filled={filled} />;
      }}
    >
      <SameMistakes opened={opened} {...listSame(marks, number, onGo)} />
    </RemedyPane>
  );
}

function describeEvidence({ reason, suggested, own, agreed, all }: Evidence, label: string): string {
  switch (reason) {
    case 'blurred':
      return t('labWhyBlurred');
    case 'dark':
      return t('labWhyDark');
    case 'against':
      return agreed < all
        ? t('labWhyMostAgainst', { m: all, n: agreed, b: suggested })
        : t('labWhyAgainst', { m: all, b: suggested });
    case 'few':
      return own ? t('labWhyFew', { m: all, n: own, a: label }) : t('labWhyNone', { m: all, a: label });
    case 'mixed':
      return t('labWhyMixed', { m: all, n: own, a: label });
    default:
      return t('labWhyUnknown');
  }
}

interface RemedyProps {
  opened: ProjectStore;
  lab: LabStore;
  evidence: Evidence;
  weighed: boolean;
  path: string;
  label: string;
  possible: boolean;
  /** It is what the evidence says first. */
  filled: boolean;
}

const CARDS: Record<Remedy, (props: RemedyProps) => preact.ComponentChild> = {
  more: MoreCard,
  label: LabelCard,
  leave: LeaveCard,
};

function MoreCard({ opened, evidence, weighed, path, label, possible, filled }: RemedyProps) {
  const few = weighed && evidence.reason === 'few';
  return (
    <Card
      icon="camera"
      title={t(few ? 'labMoreFew' : 'labMore', { a: label })}
      text={t(possible ? 'labMoreText' : 'labMoreNot')}
      shortcut={possible ? 'M' : ''}
    >
      {possible && (
        <button
          class={`btn ${filled ? 'pri' : ''}`}
          aria-keyshortcuts="M"
          onClick={() => void takeMore(opened, path, label)}
        >
          <Icon name="camera" />
          <span>{t('moreLikeThis')}</span>
        </button>
      )}
    </Card>
  );
}

function LabelCard({ lab, evidence, path, label, possible, filled }: RemedyProps) {
  const done = lab.getEdit(path, 'relabel');
  const { suggested } = evidence;
  const names = (lab.set.value?.classes ?? []).map((one) => one.name).filter((name) => name !== label);
  return (
    <Card
      icon="tag"
      title={t('labFix')}
      text={t(possible ? 'labFixText' : 'labNotEditable')}
      shortcut={possible && !done ? 'F' : ''}
    >
      {done && <Done lab={lab} edit={done} text={t('labMade', { b: done.label })} />}
      {possible && !done && (
        <>
          {suggested !== label && (
            <button
              class={`btn ${filled ? 'pri' : ''}`}
              aria-keyshortcuts="F"
              disabled={lab.busy.value}
              onClick={() => void lab.relabel(suggested)}
            >
              <span class="ell">{t('labMakeIt', { b: suggested })}</span>
            </button>
          )}
          <OtherLabels names={names} onChoose={(name) => void lab.relabel(name)} />
        </>
      )}
    </Card>
  );
}

/** Other pictures of this class that got this answer. */
function listSame(marks: EvaluationEvent, number: Picture, onGo: RemedyPanelProps['onGo']) {
  const [, truth, answer] = marks.pictures[number];
  const all = [...marks.pictures.keys()].filter((one) => {
    const [path, itsTruth, itsAnswer] = marks.pictures[one];
    return path && itsTruth === truth && itsAnswer === answer;
  });
  const mistakes = all
    .filter((one) => one !== number)
    .map((one) => ({ key: one, path: marks.pictures[one][0], onChoose: () => onGo(one, all) }));
  return { title: t('labSame', { n: mistakes.length }), mistakes };
}
