/** The right side of a lab: the cards of what helps, the most likely first, and the way to training again. */

import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { Icon } from '../../../components/icon';
import { t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import { goToTraining } from '../../project/next_places';
import { type Evidence, findRemedy } from './evidence';
import type { LabStore } from './lab_store';
import type { Remedy } from './lab_types';
import { useSteadyOrder } from './remedy_card';
import './texts';

const UNWEIGHED: Remedy[] = ['more', 'label', 'leave'];

interface RemedyPaneProps {
  opened: ProjectStore;
  lab: LabStore;
  /** What names the mistake. */
  subject: string;
  evidence: Evidence;
  /** The evidence is complete. */
  weighed: boolean;
  sentence: string;
  mended: boolean;
  /** There is no mistake after it. */
  last: boolean;
  isPossible(remedy: Remedy): boolean;
  /** filled: it is what the evidence says first. */
  renderCard(remedy: Remedy, filled: boolean): ComponentChildren;
  children: ComponentChildren;
}

export function RemedyPane(props: RemedyPaneProps) {
  const { opened, lab, subject, evidence, weighed, mended, last } = props;
  const cards = useRef<HTMLDivElement>(null);
  const touched = useRef('');
  const order = useSteadyOrder(subject, weighed ? evidence.order : UNWEIGHED, () => {
    return touched.current === subject || cards.current?.matches(':focus-within') === true;
  });
  // A pointer that only rests where the picture was clicked has chosen no card.
  const onPointerMove = (event: PointerEvent) => {
    if (event.movementX || event.movementY) touched.current = subject;
  };
  const first = weighed && !mended ? findRemedy(evidence, props.isPossible) : undefined;
  const changes = lab.changes.value;
  return (
    <section class="pane lab-pane" aria-label={t('labHow')}>
      <header class="pane-head">
        <h2>{t('labHow')}</h2>
        <p class="cap" role="status">
          {weighed ? props.sentence : t('labWeighing')}
        </p>
      </header>
      <div class="lab-side wall">
        <div class="lab-remedies" ref={cards} onPointerMove={onPointerMove}>
          {order.map((one) => props.renderCard(one, one === first))}
        </div>
        {props.children}
      </div>
      <footer class="row lab-foot">
        <p class="grow cap num" role="status">
          {changes ? t('labChanged', { n: changes }) : t('labUnchanged')}
        </p>
        <button class={`btn ${mended && last ? 'pri' : ''}`} onClick={() => goToTraining(opened)}>
          <Icon name="reset" />
          <span>{t('labTrain')}</span>
        </button>
      </footer>
    </section>
  );
}
