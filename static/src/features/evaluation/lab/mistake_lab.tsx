/** The mistake lab: one wrong answer, why it was given, and what can be done about it. */

import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../../components/icon';
import { useKeyDown } from '../../../components/key_events';
import { t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import type { Picture } from '../significance';
import type { EvaluationStore, Test } from '../store';
import '../texts';
import './texts';
import type { EvaluationEvent } from '../../../lib/messages';
import { weighEvidence } from './evidence';
import { ExplanationCard } from './explanation_card';
import { getLabStore } from './lab_store';
import { NearestPictures } from './nearest_pictures';
import { canTakeMore, takeMore } from './next_places';
import { RemedyPanel } from './remedy_panel';

/** Where keys mean something else. */
const TAKEN = 'input, select, textarea, [contenteditable], [role="menu"], dialog';

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
  useEffect(() => lab.show({ path, label: really, marks, started: row.started }), [lab, marks, path]);
  useEffect(() => {
    title.current?.focus({ preventScroll: true });
    return () => lab.leave();
  }, [lab]);
  const at = among.indexOf(number);
  const go = (to: Picture | undefined) => to !== undefined && (store.lab.value = { number: to, among });
  const close = () => {
    store.left = number;
    store.lab.value = null;
  };
  const { explanation, nearest, trouble } = lab.findings.value;
  const mended = Boolean(lab.edits.value.get(path)?.length);
  const last = at >= among.length - 1;
  const evidence = weighEvidence(nearest, really, explanation?.said ?? said);
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
      f: () => evidence.suggested !== really && void lab.relabel(evidence.suggested),
      m: () => canTakeMore(opened, path) && void takeMore(opened, path, really),
      x: () => void lab.leaveOut(),
    };
    if (!(key in keys) || (event.repeat && !key.startsWith('arrow'))) return;
    event.preventDefault();
    keys[key]();
  });
  return (
    <div class="mistakes lab">
      <div class="mistakes-main">
        <header class="row lab-head">
          <button class="btn ghost ic" aria-label={t('labBack')} title={`${t('labBack')} (Esc)`} onClick={close}>
            <Icon name="chevronLeft" />
          </button>
          <h1 class="grow ell" ref={title} tabIndex={-1} title={heading}>
            {heading}
          </h1>
          <p class="cap num" role="status">
            {t('labPlace', { n: at + 1, m: among.length })}
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
