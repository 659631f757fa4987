/** The cards of what helps against a mistake, what they say once that was done, and other mistakes of its kind. */

import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { Icon, type IconName } from '../../../components/icon';
import { Menu, MenuItem } from '../../../components/menu';
import * as api from '../../../lib/api';
import { t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import type { LabEdit, LabStore } from './lab_store';
import { LabThumbnail } from './lab_thumbnail';
import type { Remedy } from './lab_types';
import '../texts';
import './texts';
import '../../../lib/common_texts';

/** The order of the cards of a picture; it stays while somebody is at them. */
export function useSteadyOrder(path: string, wanted: Remedy[], isHeld: () => boolean): Remedy[] {
  const shown = useRef({ path, order: wanted });
  if (shown.current.path !== path || !isHeld()) shown.current = { path, order: wanted };
  return shown.current.order;
}

interface CardProps {
  icon: IconName;
  title: string;
  text: string;
  shortcut: string;
  children: ComponentChildren;
}

function Card({ icon, title, text, shortcut, children }: CardProps) {
  return (
    <section class="lab-remedy">
      <span class="lab-icon">
        <Icon name={icon} />
      </span>
      <div class="lab-words">
        <h3>{title}</h3>
        <p class="cap">{text}</p>
        <div class="lab-acts">{children}</div>
      </div>
      {shortcut && <kbd>{shortcut}</kbd>}
    </section>
  );
}

function Done({ lab, edit, text }: { lab: LabStore; edit: LabEdit; text: string }) {
  return (
    <>
      <span class="pill good" role="status">
        <Icon name="check" size="s" />
        <span class="ell">{text}</span>
      </span>
      <button
        class="btn"
        aria-keyshortcuts="Control+Z"
        title="Ctrl+Z"
        disabled={lab.busy.value}
        onClick={() => void lab.undo(edit)}
      >
        <Icon name="undo" />
        <span>{t('undo')}</span>
      </button>
    </>
  );
}

interface LeaveCardProps {
  lab: LabStore;
  path: string;
  possible: boolean;
  filled: boolean;
}

export function LeaveCard({ lab, path, possible, filled }: LeaveCardProps) {
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

/** What a card is told. */
interface MendProps {
  title: string;
  text: string;
  possible: boolean;
  /** It is what the evidence says first. */
  filled: boolean;
}

/** More pictures like this one. words: of the button. */
export function MoreCard({
  title,
  text,
  words = t('moreLikeThis'),
  possible,
  filled,
  onMore,
}: MendProps & { words?: string; onMore(): void }) {
  return (
    <Card icon="camera" title={title} text={text} shortcut={possible ? 'M' : ''}>
      {possible && (
        <button class={`btn ${filled ? 'pri' : ''}`} aria-keyshortcuts="M" onClick={onMore}>
          <Icon name="camera" />
          <span>{words}</span>
        </button>
      )}
    </Card>
  );
}

interface LabelCardProps extends MendProps {
  lab: LabStore;
  /** What was done to the label, and what is said of it. */
  done: LabEdit | null;
  doneText(edit: LabEdit): string;
  /** What is offered first; null: nothing. */
  act: { text: string; run(): void } | null;
  /** The other labels that it may get; null: they are not offered. */
  others: OtherLabelsProps | null;
  children?: ComponentChildren;
}

/** The label of a mistake may be wrong: what mends it. */
export function LabelCard(props: LabelCardProps) {
  const { lab, title, text, possible, filled, done, act, others } = props;
  return (
    <Card icon="tag" title={title} text={text} shortcut={possible && !done && act ? 'F' : ''}>
      {done && <Done lab={lab} edit={done} text={props.doneText(done)} />}
      {possible && !done && (
        <>
          {act && (
            <button
              class={`btn ${filled ? 'pri' : ''}`}
              aria-keyshortcuts="F"
              disabled={lab.busy.value}
              onClick={() => act.run()}
            >
              <span class="ell">{act.text}</span>
            </button>
          )}
          {others && <OtherLabels {...others} />}
        </>
      )}
      {props.children}
    </Card>
  );
}

interface OtherLabelsProps {
  names: string[];
  /** Of the button. */
  words?: string;
  choose(name: string): void;
}

function OtherLabels({ names, words = t('labOther'), choose }: OtherLabelsProps) {
  return (
    <Menu
      label={words}
      worded
      class="btn"
      align="left"
      button={
        <>
          <span>{words}</span>
          <Icon name="chevronDown" size="s" />
        </>
      }
    >
      <div class="edit-labels">
        {names.map((name) => (
          <MenuItem key={name} label={name} onChoose={() => choose(name)} />
        ))}
      </div>
    </Menu>
  );
}

const SAME_SHOWN = 4;

export interface SameMistakesProps {
  opened: ProjectStore;
  title: string;
  mistakes: { key: string | number; path: string; onChoose(): void }[];
}

/** Other mistakes of its kind. */
export function SameMistakes({ opened, title, mistakes }: SameMistakesProps) {
  if (!mistakes.length) return null;
  return (
    <section class="lab-same">
      <h3>{title}</h3>
      <ul class="row">
        {mistakes.slice(0, SAME_SHOWN).map(({ key, path, onChoose }) => (
          <li key={key}>
            <button
              class="lab-same-tile"
              title={path}
              aria-label={t('labSameName', { name: path.split('/').at(-1)! })}
              onClick={onChoose}
            >
              <LabThumbnail address={api.makeThumbnailUrl(opened.id, path, 160)} alt="" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
