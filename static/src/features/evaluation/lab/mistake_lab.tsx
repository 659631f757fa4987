/** The mistake lab: one wrong answer, why it was given, and what can be done about it. */

import { useEffect, useRef } from 'preact/hooks';
import { useBackCloses } from '../../../components/back_closes';
import { t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import type { Picture } from '../significance';
import type { EvaluationStore, Test } from '../store';
import '../texts';
import './texts';
import type { EvaluationEvent } from '../../../lib/messages';
import { canTakeMore, takeMore } from '../../project/next_places';
import { weighEvidence } from './evidence';
import { ExplanationCard } from './explanation_card';
import { LabHead } from './lab_head';
import { getLabStore } from './lab_store';
import { NearestPictures } from './nearest_pictures';
import { RemedyPanel } from './remedy_panel';
import { useLabKeys } from './use_lab_keys';

interface MistakeLabProps {
  opened: ProjectStore;
  store: EvaluationStore;
  test: Test<EvaluationEvent>;
  /** The mistake, and those among which one goes on. */
  number: Picture;
  among: Picture[];
}

export function MistakeLab({ opened, store, test: { row, marks }, number, among }: MistakeLabProps) {
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
  const go = (to: Picture | undefined) => to !== undefined && (store.lab.value = { number: to, among });
  const step = (by: -1 | 1) => go(among[at + by]);
  const close = () => {
    store.left = number;
    store.lab.value = null;
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
        onGo={(to, all) => (store.lab.value = { number: to, among: among.includes(to) ? among : all })}
      />
    </div>
  );
}
