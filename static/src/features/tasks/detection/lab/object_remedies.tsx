/** What helps against the mistake of a thing. */

import { Icon } from '../../../../components/icon';
import { openLabeling } from '../../../../lib/labeling_route';
import type { DetectionEvaluationEvent } from '../../../../lib/messages';
import { goToView } from '../../../../lib/route';
import { type Key, t } from '../../../../lib/texts';
import type { ProjectStore } from '../../../../state/project_store';
import type { Evidence } from '../../../evaluation/lab/evidence';
import type { LabEdit, LabStore } from '../../../evaluation/lab/lab_store';
import type { RemedyProps } from '../../../evaluation/lab/mistake_lab';
import { LabelCard, MoreCard } from '../../../evaluation/lab/remedy_card';
import { getSetName } from '../../../labels/labels';
import { addObject, moveObject, relabelObject, removeObject } from './change_objects';
import { isSame, type MistakePlace, type ObjectMistake, readMistake } from './object_mistake';
import '../../../evaluation/texts';
import '../../../evaluation/lab/texts';
import './texts';
import '../../../../lib/common_texts';

/** What mends the label of a mistake, and what is said once that was done. */
interface Mending {
  kind: LabEdit['kind'];
  act: Key;
  label: string;
  done: Key;
}

/** The first thing that is offered; null: nothing can be offered without drawing. */
export function getMending(
  { kind, really, said, thing }: ObjectMistake,
  { reason, suggested }: Evidence,
): Mending | null {
  const renamed = kind === 'missed' && reason === 'against' ? suggested : said;
  switch (kind) {
    case 'wrong':
      return { kind: 'relabel', act: 'labMakeIt', label: said, done: 'labMade' };
    case 'missed':
      return reason === 'against' && renamed && renamed !== really
        ? { kind: 'relabel', act: 'labMakeIt', label: renamed, done: 'labMade' }
        : { kind: 'remove', act: 'objRemove', label: really, done: 'objRemoved' };
    case 'misplaced':
      return { kind: 'rebox', act: 'objUseIts', label: really, done: 'objMoved' };
    case 'imagined':
    case 'twice':
      return { kind: 'add', act: 'objAdd', label: thing.label, done: 'objAdded' };
    default:
      return null;
  }
}

/** Does it; what is marked changes. */
export function mendThing(lab: LabStore, mistake: ObjectMistake, { kind, label }: Pick<Mending, 'kind' | 'label'>) {
  const { really, trueBox, mark } = mistake;
  const gone = () => t('objGone');
  if (kind === 'add') return lab.editThing(kind, label, addObject(label, mark.box, mark.outlines), gone);
  if (!trueBox) return Promise.resolve();
  if (kind === 'relabel') return lab.editThing(kind, label, relabelObject(really, trueBox, label), gone);
  if (kind === 'rebox') return lab.editThing(kind, label, moveObject(really, trueBox, mark.box), gone);
  return lab.editThing(kind, label, removeObject(really, trueBox), gone);
}

/** Where pictures are added to the data set of a mistake. */
export function addPictures(opened: ProjectStore, path: string): void {
  const set = getSetName(path);
  if (set) goToView(opened.id, 'data', set);
}

/** Whether something was done because of it. */
export function isMended(lab: LabStore, { path, thing }: ObjectMistake): boolean {
  return Boolean(lab.getThingEdit(path, thing) ?? lab.getEdit(path, 'delete'));
}

interface CardProps extends RemedyProps {
  opened: ProjectStore;
  mistake: ObjectMistake;
}

export function ObjectMore({ opened, evidence, weighed, mistake, ...card }: CardProps) {
  const { kind, path, really, said } = mistake;
  const without = kind === 'imagined';
  const few = weighed && evidence.reason === 'few';
  return (
    <MoreCard
      {...card}
      title={without ? t('objMoreWithout', { a: said }) : t(few ? 'labMoreFew' : 'labMore', { a: really || said })}
      text={t(!card.possible ? 'labMoreNot' : without ? 'objMoreWithoutText' : 'objMoreText')}
      words={t('objMore')}
      onMore={() => addPictures(opened, path)}
    />
  );
}

const LABEL_TITLES: Partial<Record<ObjectMistake['kind'], Key>> = {
  missed: 'objNotThere',
  imagined: 'objIsThere',
  twice: 'objTwoThere',
  misplaced: 'objBadBox',
};

export function ObjectLabel({ opened, lab, mistake, evidence, ...card }: CardProps) {
  const { kind, path, really, said, thing } = mistake;
  const mending = getMending(mistake, evidence);
  const classes = lab.set.value?.classes ?? [];
  const set = getSetName(path);
  const mend = (made: Pick<Mending, 'kind' | 'label'>) => void mendThing(lab, mistake, made);
  return (
    <LabelCard
      {...card}
      lab={lab}
      title={t(LABEL_TITLES[kind] ?? 'labFix', { a: really || said })}
      text={t(card.possible ? 'labFixText' : 'labNotEditable')}
      done={lab.getThingEdit(path, thing)}
      doneText={(done) => t(DONE[done.kind], { b: done.label })}
      act={mending && { text: t(mending.act, { b: mending.label }), run: () => mend(mending) }}
      others={
        kind === 'wrong' || kind === 'missed'
          ? {
              names: really ? classes.map((one) => one.name).filter((name) => name !== really) : [],
              choose: (name) => mend({ kind: 'relabel', label: name }),
            }
          : null
      }
    >
      {card.possible && set && (
        <button class="btn" onClick={() => openLabeling(opened.id, set, path.slice(`data/${set}/`.length))}>
          <Icon name="pencil" />
          <span>{t('objSee')}</span>
        </button>
      )}
    </LabelCard>
  );
}

const DONE: Record<LabEdit['kind'], Key> = {
  relabel: 'labMade',
  remove: 'objRemoved',
  rebox: 'objMoved',
  add: 'objAdded',
  delete: 'labLeft',
};

/** Other mistakes of this kind about this class. */
export function listSame(
  test: DetectionEvaluationEvent,
  mistake: ObjectMistake,
  among: MistakePlace[],
  onGo: (place: MistakePlace) => void,
) {
  const mistakes = among
    .filter((place) => !isSame(place, mistake.place))
    .map((place) => readMistake(test, place, 0))
    .filter((one) => one !== null && one !== undefined)
    .filter((one) => one.kind === mistake.kind && one.really === mistake.really && one.said === mistake.said)
    .map(({ place, path }) => ({
      key: `${place.picture} ${place.truth} ${place.number}`,
      path,
      onChoose: () => onGo(place),
    }));
  return { title: t('objSame', { n: mistakes.length }), mistakes };
}
