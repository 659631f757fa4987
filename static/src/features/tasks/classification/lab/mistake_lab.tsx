/** The mistake lab of a model that gives each picture one class. */

import { Icon } from '../../../../components/icon';
import type { EvaluationEvent } from '../../../../lib/messages';
import { t } from '../../../../lib/texts';
import type { ProjectStore } from '../../../../state/project_store';
import { describeEvidence, type EvidenceWords, weighEvidence } from '../../../evaluation/lab/evidence';
import { ExplanationCard } from '../../../evaluation/lab/explanation_card';
import { MistakeLab, type RemedyProps } from '../../../evaluation/lab/mistake_lab';
import { Card, Done, OtherLabels } from '../../../evaluation/lab/remedy_card';
import type { Test } from '../../../evaluation/store';
import { canTakeMore, takeMore } from '../../../project/next_places';
import type { ClassificationChoice } from '../choice';
import type { Picture } from '../significance';
import '../../../evaluation/texts';
import '../../../evaluation/lab/texts';

const WORDS: EvidenceWords = {
  against: 'labWhyAgainst',
  mostAgainst: 'labWhyMostAgainst',
  none: 'labWhyNone',
  few: 'labWhyFew',
  mixed: 'labWhyMixed',
};

interface ClassLabProps {
  opened: ProjectStore;
  choice: ClassificationChoice;
  test: Test<EvaluationEvent>;
  /** The mistake, and those among which one goes on. */
  number: Picture;
  among: Picture[];
}

export function ClassLab({ opened, choice, test: { row, marks }, number, among }: ClassLabProps) {
  const { path, truth, answer } = marks.pictures[number];
  const [really, said] = [marks.classes[truth], marks.classes[answer]];
  const go = (to: Picture, all: Picture[]) => (choice.lab.value = { number: to, among: all });
  const shared = { opened, path, label: really };
  return (
    <MistakeLab
      opened={opened}
      picture={{ path, label: really, marks, tested: row.at }}
      subject={path}
      heading={t('titleWrong', { a: really, b: said })}
      place="labPlace"
      at={among.indexOf(number)}
      count={among.length}
      onGo={(at) => go(among[at], among)}
      onClose={() => {
        choice.left = number;
        choice.lab.value = null;
      }}
      renderAnswer={(lab) => (
        <ExplanationCard opened={opened} lab={lab} picture={marks.pictures[number]} classes={marks.classes} />
      )}
      label={really}
      weigh={(nearest, explanation) => weighEvidence(nearest, really, explanation?.said ?? said)}
      describe={(evidence) => describeEvidence(evidence, WORDS, really, evidence.suggested)}
      isMended={(lab) => Boolean(lab.edits.value.get(path)?.length)}
      isPossible={(remedy, lab) => (remedy === 'more' ? canTakeMore(opened, path) : lab.set.value !== null)}
      onMend={(lab, { suggested }) => suggested !== really && void lab.relabel(suggested)}
      onTakeMore={() => canTakeMore(opened, path) && void takeMore(opened, path, really)}
      renderMore={(card) => <MoreCard {...card} {...shared} />}
      renderLabel={(card) => <LabelCard {...card} {...shared} />}
      same={listSame(marks, number, (to, all) => go(to, among.includes(to) ? among : all))}
    />
  );
}

interface CardProps extends RemedyProps {
  opened: ProjectStore;
  path: string;
  label: string;
}

function MoreCard({ opened, evidence, weighed, path, label, possible, filled }: CardProps) {
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

function LabelCard({ lab, evidence, path, label, possible, filled }: CardProps) {
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
function listSame(marks: EvaluationEvent, number: Picture, onGo: (to: Picture, among: Picture[]) => void) {
  const { truth, answer } = marks.pictures[number];
  const all = [...marks.pictures.keys()].filter((one) => {
    const other = marks.pictures[one];
    return other.path && other.truth === truth && other.answer === answer;
  });
  const mistakes = all
    .filter((one) => one !== number)
    .map((one) => ({ key: one, path: marks.pictures[one].path, onChoose: () => onGo(one, all) }));
  return { title: t('labSame', { n: mistakes.length }), mistakes };
}
