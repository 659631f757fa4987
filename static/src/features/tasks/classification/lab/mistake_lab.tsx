/** The mistake lab: one wrong answer, why it was given, and what can be done about it. */

import { useEffect, useRef } from 'preact/hooks';
import { useBackCloses } from '../../../../components/back_closes';
import { t } from '../../../../lib/texts';
import type { ProjectStore } from '../../../../state/project_store';
import type { Test } from '../../../evaluation/store';
import type { ClassificationChoice } from '../choice';
import type { Picture } from '../significance';
import '../../../evaluation/texts';
import '../../../evaluation/lab/texts';
import type { EvaluationEvent } from '../../../../lib/messages';
import { weighEvidence } from '../../../evaluation/lab/evidence';
import { ExplanationCard } from '../../../evaluation/lab/explanation_card';
import { LabHead } from '../../../evaluation/lab/lab_head';
import { getLabStore } from '../../../evaluation/lab/lab_store';
import { NearestPictures } from '../../../evaluation/lab/nearest_pictures';
import { useLabKeys } from '../../../evaluation/lab/use_lab_keys';
import { canTakeMore, takeMore } from '../../../project/next_places';
import { RemedyPanel } from './remedy_panel';

interface MistakeLabProps {
  opened: ProjectStore;
  choice: ClassificationChoice;
  test: Test<EvaluationEvent>;
  /** The mistake, and those among which one goes on. */
  number: Picture;
  among: Picture[];
}

export function MistakeLab({ opened, choice, test: { row, marks }, number, among }: MistakeLabProps) {
  const lab = getLabStore(opened);
  const [path, truth, answer] = marks.pictures[number];
  const [really, said] = [marks.classes[truth], marks.classes[answer]];
  const heading = t('titleWrong', { a: really, b: said });
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => lab.show({ path, label: really, marks, tested: row.at }), [lab, marks, path]);
  useEffect(() => {
    title.current?.focus({ preventScroll: true });
    return () => lab.leave();
  }, [lab]);
  const at = among.indexOf(number);
  const go = (to: Picture | undefined) => to !== undefined && (choice.lab.value = { number: to, among });
  const step = (by: -1 | 1) => go(among[at + by]);
  const close = () => {
    choice.left = number;
    choice.lab.value = null;
  };
  useBackCloses(close);
  const { explanation, nearest, trouble } = lab.findings.value;
  const mended = Boolean(lab.edits.value.get(path)?.length);
  const last = at >= among.length - 1;
  const evidence = weighEvidence(nearest, really, explanation?.said ?? said);
  useLabKeys(lab, {
    onGo: step,
    onClose: close,
    onMend: () => evidence.suggested !== really && void lab.relabel(evidence.suggested),
    onTakeMore: () => canTakeMore(opened, path) && void takeMore(opened, path, really),
  });
  return (
    <div class="mistakes lab">
      <div class="mistakes-main">
        <LabHead
          title={title}
          heading={heading}
          place={t('labPlace', { n: at + 1, m: among.length })}
          first={at <= 0}
          last={last}
          mended={mended}
          onClose={close}
          onGo={step}
        />
        <ExplanationCard opened={opened} lab={lab} picture={marks.pictures[number]} classes={marks.classes} />
        <NearestPictures opened={opened} label={really} found={nearest} unasked={trouble !== null} />
      </div>
      <RemedyPanel
        opened={opened}
        lab={lab}
        evidence={evidence}
        weighed={nearest !== null && nearest.done >= nearest.total}
        marks={marks}
        number={number}
        last={last}
        onGo={(to, all) => (choice.lab.value = { number: to, among: among.includes(to) ? among : all })}
      />
    </div>
  );
}
