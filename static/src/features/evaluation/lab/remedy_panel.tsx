/** The right side of the lab: what helps, the most likely first, and the way to training again. */

import { useRef } from 'preact/hooks';
import { Icon } from '../../../components/icon';
import { Menu, MenuItem } from '../../../components/menu';
import * as api from '../../../lib/api';
import type { EvaluationEvent } from '../../../lib/messages';
import { t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import type { Picture } from '../significance';
import type { Evidence } from './evidence';
import type { LabStore } from './lab_store';
import { LabThumbnail } from './lab_thumbnail';
import type { Remedy } from './lab_types';
import { canTakeMore, goToTraining, takeMore } from './next_places';
import { Card, Done, useSteadyOrder } from './remedy_card';
import '../texts';
import './texts';
import '../../../lib/common_texts';

const UNWEIGHED: Remedy[] = ['more', 'label', 'leave'];
const SAME_SHOWN = 4;

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
  const cards = useRef<HTMLDivElement>(null);
  const touched = useRef('');
  const order = useSteadyOrder(path, weighed ? evidence.order : UNWEIGHED, () => {
    return touched.current === path || cards.current?.matches(':focus-within') === true;
  });
  // A pointer that only rests where the picture was clicked has chosen no card.
  const onPointerMove = (event: PointerEvent) => {
    if (event.movementX || event.movementY) touched.current = path;
  };
  const mended = lab.edits.value.get(path)?.length ?? 0;
  const told = weighed && evidence.reason !== 'unknown';
  const first = told && !mended ? order.find((one) => possible[one]) : undefined;
  const shared = { opened, lab, evidence, weighed, path, label };
  const changes = lab.changes.value;
  return (
    <section class="pane lab-pane" aria-label={t('labHow')}>
      <header class="pane-head">
        <h2>{t('labHow')}</h2>
        <p class="cap" role="status">
          {weighed ? describeEvidence(evidence, label) : t('labWeighing')}
        </p>
      </header>
      <div class="lab-side wall">
        <div class="lab-remedies" ref={cards} onPointerMove={onPointerMove}>
          {order.map((one) => {
            const Card = CARDS[one];
            return <Card key={one} {...shared} possible={possible[one]} filled={one === first} />;
          })}
        </div>
        <SameMistakes opened={opened} marks={marks} number={number} onGo={onGo} />
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

function describeEvidence({ reason, suggested, own, all }: Evidence, label: string): string {
  switch (reason) {
    case 'blurred':
      return t('labWhyBlurred');
    case 'dark':
      return t('labWhyDark');
    case 'against':
      return t('labWhyAgainst', { m: all, b: suggested });
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
          <Menu
            label={t('labOther')}
            worded
            class="btn"
            align="left"
            button={
              <>
                <span>{t('labOther')}</span>
                <Icon name="chevronDown" size="s" />
              </>
            }
          >
            <div class="edit-labels">
              {names.map((name) => (
                <MenuItem key={name} label={name} onChoose={() => void lab.relabel(name)} />
              ))}
            </div>
          </Menu>
        </>
      )}
    </Card>
  );
}

function LeaveCard({ lab, path, possible, filled }: RemedyProps) {
  const done = lab.getEdit(path, 'delete');
  return (
    <Card
      icon="trash"
      title={t('labLeave')}
      text={t(possible ? 'labLeaveText' : 'labNotEditable')}
      shortcut={possible && !done ? 'X' : ''}
    >
      {done && <Done lab={lab} edit={done} text={t('labLeft')} />}
      {possible && !done && (
        <button
          class={`btn ${filled ? 'pri' : ''}`}
          aria-keyshortcuts="X"
          disabled={lab.busy.value}
          onClick={() => void lab.leaveOut()}
        >
          <Icon name="trash" />
          <span>{t('labLeaveOut')}</span>
        </button>
      )}
    </Card>
  );
}

interface SameMistakesProps {
  opened: ProjectStore;
  marks: EvaluationEvent;
  number: Picture;
  onGo(number: Picture, among: Picture[]): void;
}

/** Other pictures of this class that got this answer. */
function SameMistakes({ opened, marks, number, onGo }: SameMistakesProps) {
  const [, truth, answer] = marks.pictures[number];
  const all = [...marks.pictures.keys()].filter((one) => {
    const [path, itsTruth, itsAnswer] = marks.pictures[one];
    return path && itsTruth === truth && itsAnswer === answer;
  });
  const others = all.filter((one) => one !== number);
  if (!others.length) return null;
  return (
    <section class="lab-same">
      <h3>{t('labSame', { n: others.length })}</h3>
      <ul class="row">
        {others.slice(0, SAME_SHOWN).map((one) => {
          const [path] = marks.pictures[one];
          return (
            <li key={one}>
              <button
                class="lab-same-tile"
                title={path}
                aria-label={t('labSameName', { name: path.split('/').at(-1)! })}
                onClick={() => onGo(one, all)}
              >
                <LabThumbnail address={api.makeThumbnailUrl(opened.id, path, 160)} alt="" />
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
