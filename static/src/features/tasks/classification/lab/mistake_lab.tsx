/** The mistake lab of a model that gives each picture one class. */

import type { EvaluationEvent } from '../../../../lib/messages';
import { t } from '../../../../lib/texts';
import type { ProjectStore } from '../../../../state/project_store';
import { describeEvidence, type EvidenceWords, weighEvidence } from '../../../evaluation/lab/evidence';
import { ExplanationCard } from '../../../evaluation/lab/explanation_card';
import { MistakeLab } from '../../../evaluation/lab/mistake_lab';
import { LabelCard, MoreCard } from '../../../evaluation/lab/remedy_card';
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
      renderMore={({ evidence, weighed, ...card }) => (
        <MoreCard
          {...card}
          title={t(weighed && evidence.reason === 'few' ? 'labMoreFew' : 'labMore', { a: really })}
          text={t(card.possible ? 'labMoreText' : 'labMoreNot')}
          onMore={() => void takeMore(opened, path, really)}
        />
      )}
      renderLabel={({ evidence: { suggested }, lab, ...card }) => (
        <LabelCard
          {...card}
          lab={lab}
          title={t('labFix')}
          text={t(card.possible ? 'labFixText' : 'labNotEditable')}
          done={lab.getEdit(path, 'relabel')}
          doneText={({ label }) => t('labMade', { b: label })}
          act={
            suggested === really
              ? null
              : { text: t('labMakeIt', { b: suggested }), run: () => void lab.relabel(suggested) }
          }
          others={{
            names: (lab.set.value?.classes ?? []).map((one) => one.name).filter((name) => name !== really),
            choose: (name) => void lab.relabel(name),
          }}
        />
      )}
      same={listSame(marks, number, (to, all) => go(to, among.includes(to) ? among : all))}
    />
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
