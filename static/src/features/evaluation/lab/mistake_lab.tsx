/**
 * The mistake lab: one wrong answer, why it was given, and what can be done about it. A kind of learning says what
 * stands in its places.
 */

import type { ComponentChildren } from 'preact';
import { Fragment } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useBackCloses } from '../../../components/back_closes';
import { type Key, t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import type { Evidence } from './evidence';
import { LabHead } from './lab_head';
import { getLabStore, type LabPicture, type LabStore } from './lab_store';
import type { Explanation, NearestAnswer, Remedy } from './lab_types';
import { NearestPictures } from './nearest_pictures';
import { LeaveCard, SameMistakes, type SameMistakesProps } from './remedy_card';
import { RemedyPane } from './remedy_pane';
import { useLabKeys } from './use_lab_keys';
import './texts';

/** What the card of a remedy is told. */
export interface RemedyProps {
  lab: LabStore;
  evidence: Evidence;
  /** The evidence is complete. */
  weighed: boolean;
  possible: boolean;
  /** It is what the evidence says first. */
  filled: boolean;
}

interface MistakeLabProps {
  opened: ProjectStore;
  picture: LabPicture;
  /** What names the mistake among all. */
  subject: string;
  heading: string;
  /** It is about a thing in a picture: its heading may be long, and things are compared. */
  things?: boolean;
  class?: string;
  /** "The n-th of m", its place among those that one goes through, and how many these are. */
  place: Key;
  at: number;
  count: number;
  onGo(at: number): void;
  onClose(): void;
  /** The picture and what the model says. */
  renderAnswer(lab: LabStore): ComponentChildren;
  /** What the nearest pictures are to have. */
  label: string;
  weigh(nearest: NearestAnswer | null, explanation: Explanation | null): Evidence;
  describe(evidence: Evidence): string;
  isMended(lab: LabStore): boolean;
  isPossible(remedy: Remedy, lab: LabStore): boolean;
  /** Does the first thing that is offered for the label. */
  onMend(lab: LabStore, evidence: Evidence): void;
  onTakeMore(lab: LabStore): void;
  renderMore(card: RemedyProps): ComponentChildren;
  renderLabel(card: RemedyProps): ComponentChildren;
  same: Omit<SameMistakesProps, 'opened'>;
  /** What lies over it. */
  children?: ComponentChildren;
}

export function MistakeLab(props: MistakeLabProps) {
  const { opened, picture, subject, heading, things, at, count, onClose } = props;
  const { path } = picture;
  const lab = getLabStore(opened);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => lab.show(picture), [lab, picture.marks, subject]);
  useEffect(() => {
    title.current?.focus({ preventScroll: true });
    return () => lab.leave();
  }, [lab]);
  const onGo = (to: number) => to >= 0 && to < count && props.onGo(to);
  useBackCloses(onClose);
  const { explanation, nearest, trouble } = lab.findings.value;
  const evidence = props.weigh(nearest, explanation);
  const weighed = nearest !== null && nearest.done >= nearest.total;
  const mended = props.isMended(lab);
  const last = at >= count - 1;
  useLabKeys(lab, {
    onGo: (by) => onGo(at + by),
    onClose,
    onMend: () => props.onMend(lab, evidence),
    onTakeMore: () => props.onTakeMore(lab),
  });
  const isPossible = (remedy: Remedy) => props.isPossible(remedy, lab);
  const renderCard = (remedy: Remedy, filled: boolean) => {
    const card = { lab, evidence, weighed, possible: isPossible(remedy), filled };
    if (remedy === 'leave') return <LeaveCard key={remedy} {...card} path={path} />;
    return <Fragment key={remedy}>{remedy === 'more' ? props.renderMore(card) : props.renderLabel(card)}</Fragment>;
  };
  return (
    <div class={`mistakes lab ${props.class ?? ''}`}>
      <div class="mistakes-main">
        <LabHead
          title={title}
          heading={heading}
          wraps={things}
          place={t(props.place, { n: at + 1, m: count })}
          first={at <= 0}
          last={last}
          mended={mended}
          onClose={onClose}
          onGo={(by) => onGo(at + by)}
        />
        {props.renderAnswer(lab)}
        <NearestPictures
          opened={opened}
          label={props.label}
          found={nearest}
          unasked={trouble !== null}
          things={things}
        />
      </div>
      <RemedyPane
        opened={opened}
        lab={lab}
        subject={subject}
        evidence={evidence}
        weighed={weighed}
        sentence={props.describe(evidence)}
        mended={mended}
        last={last}
        isPossible={isPossible}
        renderCard={renderCard}
      >
        <SameMistakes opened={opened} {...props.same} />
      </RemedyPane>
      {props.children}
    </div>
  );
}
