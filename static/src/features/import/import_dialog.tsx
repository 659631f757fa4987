/** What is about to be imported, at one look: taken with one press, or something else. */

import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ColorDot } from '../../components/color_dot';
import { Dialog } from '../../components/dialog';
import { Icon, type IconName } from '../../components/icon';
import * as api from '../../lib/api';
import type { SourceDescription, SourceReading, SourceSample } from '../../lib/dataset_types';
import { findTask } from '../../lib/tasks';
import { formatNumber, say, t } from '../../lib/texts';
import type { Task } from '../../lib/types';
import type { ProjectStore } from '../../state/project_store';
import { getClassColor, getTaskName, isSorted } from '../labels/labels';
import { change, drop, getSourceWords, isOneFolder, lookAs, type PendingImport, pending } from './pending_import';
import { takeImport } from './upload';
import './texts';
import '../../lib/common_texts';
import '../labels/texts';

const MAX_CLASSES = 12;
const LONGEST_NAME = 60;
/** Pictures in one row, while the readings need the room. */
const FEW = 5;

export function ImportDialog({ opened }: { opened: ProjectStore }) {
  useEffect(
    () => () => {
      if (pending.peek()?.opened === opened) drop();
    },
    [opened],
  );
  const now = pending.value;
  return now?.opened === opened && now.open ? <FoundDialog key={now.id} now={now} /> : null;
}

function FoundDialog({ now }: { now: PendingImport }) {
  const { found, refusal, choosing } = now;
  const button = useRef<HTMLButtonElement>(null);
  // Enter takes what is shown: a set that is read rightly costs one press. What is refused is taken otherwise.
  useLayoutEffect(() => {
    const tile = button.current?.closest('dialog')?.querySelector<HTMLElement>('.import-tile');
    if (refusal) tile?.focus();
    else button.current?.focus();
  }, [found.reading, refusal]);
  const [title] = useState(now.name); // as it came, while another name is written below
  return (
    <Dialog title={t('importTitle', { name: title })} class="import-dialog" firm onClose={drop}>
      <div class="import-body" aria-busy={now.looking}>
        <Summary found={found} refused={refusal !== null} />
        {refusal && <Finding words={say(refusal)} level="reject" />}
        {found.findings.map((one) => (
          <Finding key={one.key} words={say(one)} level={one.level} />
        ))}
        {isOneFolder(found) && !refusal && (
          <Finding words={t('importOneFolder', { name: found.classes[0].name })} level="warn" />
        )}
        <Samples now={now} />
        {choosing && <Readings now={now} />}
      </div>
      {now.openSet && <Target now={now} />}
      {!now.into && <NameField now={now} />}
      <Footer now={now} button={button} />
    </Dialog>
  );
}

/** Kind, pictures, classes and parts. */
function Summary({ found, refused }: { found: SourceDescription; refused: boolean }) {
  const { parts, objects, classes, task } = found;
  const more = classes.length - MAX_CLASSES;
  return (
    <div class="import-sum" role="status">
      <p>
        <b class="num">{t(getSourceWords(found).count, { n: found.pictures })}</b>
        {refused ? (
          <span class="pill err">{t('importRefused')}</span>
        ) : (
          <>
            {task && <span class="pill info">{getTaskName(task as Task)}</span>}
            <span class="mut">{say(found.title)}</span>
          </>
        )}
        {objects > 0 && <span class="num">{t(findTask(task)?.words.objects ?? 'importOutlines', { n: objects })}</span>}
        {parts.train !== undefined && (
          <span class="num">{t('importParts', { a: parts.train, b: parts.val ?? 0, c: parts.test ?? 0 })}</span>
        )}
      </p>
      {classes.length > 0 && (
        <p class="import-classes">
          {classes.slice(0, MAX_CLASSES).map((one, number) => (
            <span key={one.name} class="pill">
              {task && !isSorted({ task }) && <ColorDot color={getClassColor(number)} />}
              <span class="ell">{one.name}</span>
              <b class="num">{formatNumber(one.count)}</b>
            </span>
          ))}
          {more > 0 && <span class="cap">{t('leftMore', { n: more })}</span>}
        </p>
      )}
    </div>
  );
}

function Finding({ words, level }: { words: string; level: string }) {
  return (
    <p class={`import-finding ${level === 'reject' ? 'err' : ''}`}>
      <Icon name={level === 'reject' ? 'alert' : 'warning'} size="s" />
      <span>{words}</span>
    </p>
  );
}

const makeSampleUrl = (now: PendingImport, number: number) =>
  api.makeImportSampleUrl(now.opened.id, now.id, now.found.reading, number);

function Samples({ now }: { now: PendingImport }) {
  const labeled = now.found.classes.length > 0;
  return (
    <ul class="import-samples plain" aria-label={t('importShown')}>
      {now.found.samples.slice(0, now.choosing ? FEW : undefined).map((one, number) => (
        <li key={`${now.found.reading} ${one.path}`} title={one.path}>
          {one.drawn ? (
            <img src={makeSampleUrl(now, number)} alt={one.path} width="96" height="96" />
          ) : (
            <span class="import-blank">{t('importUnseen')}</span>
          )}
          {labeled && (
            <span class="cap ell" title={describeSample(one)}>
              {describeSample(one)}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

const describeSample = ({ labels }: SourceSample) => labels.join(', ') || t('importNoLabel');

/** The ways in which the files can be taken, each with what one of its pictures looks like. */
function Readings({ now }: { now: PendingImport }) {
  const first = now.found.samples.findIndex((one) => one.drawn);
  const question = now.found.task === null && !now.refusal;
  return (
    <section class="import-readings" aria-label={t(question ? 'importWhatFor' : 'importHow')}>
      <h3>{t(question ? 'importWhatFor' : 'importHow')}</h3>
      <div class="import-tiles">
        {now.found.readings.map((one) => (
          <button
            key={one.name}
            class="import-tile"
            aria-pressed={one.name === now.found.reading && !now.refusal}
            disabled={now.looking}
            onClick={() => void lookAs(one.name)}
          >
            {first >= 0 && <img src={makeSampleUrl(now, first)} alt="" width="44" height="44" />}
            <span>
              <b>
                <Icon name={getReadingIcon(one)} size="s" />
                {say(one.title)}
              </b>
              <span class="cap">{say(one.about)}</span>
              {one.name === now.recognized && <span class="pill">{t('importRecognized')}</span>}
            </span>
          </button>
        ))}
      </div>
    </section>
  );
}

const getReadingIcon = ({ name }: SourceReading): IconName =>
  name === 'bare' ? 'tag' : (findTask(name)?.icon ?? (name === 'class_folders' ? 'folder' : 'file'));

/** Into the data set that is open, or a new one. */
function Target({ now }: { now: PendingImport }) {
  return (
    <div class="seg import-into" role="group" aria-label={t('importInto')}>
      {[now.openSet, ''].map((one) => (
        <button key={one} aria-pressed={now.into === one} onClick={() => change({ into: one })}>
          <span class="ell">{one ? t('importIntoOpen', { name: one }) : t('importIntoNew')}</span>
        </button>
      ))}
    </div>
  );
}

/** What a new data set will be called: as its folder or zip, unless somebody writes another name. */
function NameField({ now }: { now: PendingImport }) {
  return (
    <label class="row import-name">
      <span>{t('setName')}</span>
      <input
        class="grow"
        type="text"
        value={now.name}
        maxLength={LONGEST_NAME}
        onInput={(event) => change({ name: event.currentTarget.value })}
        onKeyDown={({ key, isComposing }) => {
          if (key === 'Enter' && !isComposing && canTake(now)) void takeImport(now);
        }}
      />
    </label>
  );
}

/** A new data set has a name. */
const canTake = ({ looking, refusal, into, name }: PendingImport) =>
  !looking && refusal === null && (into !== '' || name.trim() !== '');

function Footer({ now, button }: { now: PendingImport; button: RefObject<HTMLButtonElement | null> }) {
  const { looking, choosing, found } = now;
  return (
    <div class="row dialog-foot import-foot">
      {found.readings.length > 0 && (
        <button class="btn ghost" aria-expanded={choosing} onClick={() => change({ choosing: !choosing })}>
          <Icon name="question" />
          <span>{t('importElse')}</span>
        </button>
      )}
      <span class="grow" />
      <button class="btn" onClick={drop}>
        {t('cancel')}
      </button>
      <button class="btn pri" ref={button} disabled={!canTake(now)} onClick={() => void takeImport(now)}>
        <Icon name="check" />
        <span>{t(looking ? 'importLooking' : 'importTake')}</span>
      </button>
    </div>
  );
}
