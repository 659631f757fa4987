/** One thing that a check found: what it is, the one button that mends it, and its pictures; or that it was mended. */

import { useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import type { Dataset, DatasetIssue, MendedIssue, MendKind } from '../../lib/dataset_types';
import { type Key, say, t } from '../../lib/texts';
import { hasClassFolders } from '../labels/labels';
import * as calls from './api';
import { LabelingLink } from './labeling_link';
import type { DatasetStore } from './store';
import { planClassWeights } from './weigh_classes';
import './texts';
import '../../lib/common_texts';

const MAX_SHOWN = 5;
/** Findings that only other pictures mend. */
const COLLECTED = new Set(['background_cues', 'few_pictures', 'uneven_classes']);
const UNEVEN = 'uneven_classes';
const MENDS: Record<MendKind, Key> = {
  broken: 'mendBroken',
  boxes: 'mendBoxes',
  names: 'mendNames',
  leaks: 'mendLeaks',
  duplicates: 'mendDuplicates',
  unclear: 'mendUnclear',
  parts: 'mendParts',
  uneven: 'mendUneven',
};

/** The first sentence says what there is; what follows says why, and what to do. */
function splitSentence(words: string): [what: string, why: string] {
  const [what, ...why] = words.split(/(?<=[。！？])|(?<=[.!?]) /);
  return [what.replace(/[。.]$/, ''), why.join(/[。！？]/.test(words) ? '' : ' ')];
}

interface FindingProps {
  store: DatasetStore;
  set: Dataset;
  finding: DatasetIssue;
  /** Whether it is the next thing to do. */
  first: boolean;
}

export function FindingRow({ store, set, finding, first }: FindingProps) {
  const seen = store.filter.value.finding === finding.key;
  const grave = finding.level === 'reject';
  const [what, why] = splitSentence(say(finding.text));
  const mend = finding.mend && store.edits.canEdit() && <MendButton store={store} finding={finding} first={first} />;
  return (
    <li>
      <Icon name={grave ? 'alert' : 'warning'} class={grave ? 'bad-text' : 'warn-text'} />
      <div class="data-finding">
        <p>
          <b class="sr">{t(grave ? 'mustMend' : 'worthKnowing')}</b>
          <b>{what}</b>
        </p>
        {why && <p class="cap">{why}</p>}
        {finding.pictures.length > 0 && (
          <p class="data-few">
            {finding.pictures.slice(0, MAX_SHOWN).map((path) => (
              <Few key={path} store={store} set={set} finding={finding} path={path} />
            ))}
          </p>
        )}
        <p class="row data-mend">
          {finding.key !== UNEVEN && mend}
          {finding.pictures.length > 0 && (
            <LabelingLink store={store} set={set} path={finding.pictures[0]} kind="btn link" />
          )}
          {COLLECTED.has(finding.key) && canTake(store, set) && (
            <TakeButton store={store} set={set} finding={finding} />
          )}
          {finding.key === UNEVEN && <WeighButton store={store} set={set} />}
          {finding.key === UNEVEN && mend /* the last way out: good pictures go by it */}
          {finding.total > 0 && (
            <button
              class="btn link"
              aria-pressed={seen}
              onClick={() => (seen ? store.showAll() : store.showIssue(finding))}
            >
              {t(seen ? 'allPictures' : 'seeThem', { n: finding.total })}
            </button>
          )}
        </p>
      </div>
    </li>
  );
}

/** Pictures are taken by the project's own camera page: not for sets that came along, nor for boxes. */
const canTake = (store: DatasetStore, set: Dataset) => hasClassFolders(set) && !set.builtin && store.edits.canEdit();

function TakeButton({ store, set, finding }: Omit<FindingProps, 'first'>) {
  const folders = finding.pictures[0]?.split('/') ?? [];
  const fewest = finding.key === UNEVEN ? findFewest(set) : null;
  const label = fewest ?? set.classes.find((one) => folders.includes(one.name))?.name;
  return (
    <button class="btn" onClick={() => (label ? store.collect(label) : (store.collecting.value = true))}>
      <Icon name="camera" size="s" />
      <span>{fewest ? t('takeOf', { name: fewest }) : t('takeOthers')}</span>
    </button>
  );
}

const findFewest = ({ classes }: Dataset) =>
  classes.reduce<Dataset['classes'][number] | null>(
    (few, one) => (few && (few.count ?? 0) <= (one.count ?? 0) ? few : one),
    null,
  )?.name ?? null;

/** No picture changes: the training is told to let the few count more. */
function WeighButton({ store, set }: { store: DatasetStore; set: Dataset }) {
  const weights = planClassWeights(store.opened, set.path, set.task);
  if (!weights) return null;
  if (weights.on)
    return (
      <span class="row ok-text">
        <Icon name="ok" size="s" />
        <span>{t('weighedAlready')}</span>
      </span>
    );
  return (
    <button class="btn" onClick={() => void weights.go()}>
      <Icon name="blocks" size="s" />
      <span>{t('weighClasses')}</span>
    </button>
  );
}

function MendButton({ store, finding, first }: { store: DatasetStore; finding: DatasetIssue; first: boolean }) {
  const busy = store.checking.value;
  const mine = busy?.mending === finding.key;
  return (
    <button
      class={`btn ${first ? 'pri' : ''} ${mine ? 'busy' : ''}`}
      disabled={busy !== null && !mine}
      aria-busy={mine}
      onClick={() => void store.mend(finding.key)}
    >
      <span aria-hidden={mine}>{t(MENDS[finding.mend!], { n: finding.count })}</span>
      {mine && (
        <span class="data-mending" role="status">
          {busy.total ? t('mendProgress', { n: busy.done, m: busy.total }) : t('mendBusy')}
        </span>
      )}
    </button>
  );
}

export function MendedRow({ store, mended }: { store: DatasetStore; mended: MendedIssue }) {
  const undo = async () => {
    await store.edits.undo(mended.edit);
    await store.check();
  };
  return (
    <li class="data-mended" role="status">
      <Icon name="ok" class="ok-text" />
      <div class="data-finding">
        <p>
          <b>{mended.text ? splitSentence(say(mended.text))[0] : t('mendDone')}</b>
        </p>
        <p class="row">
          <span class="grow">
            {t('mendBefore', { n: mended.before })} → <b class="ok-text">{t('mendAfter', { n: mended.after })}</b>
          </span>
          <button class="btn" onClick={() => void undo()}>
            <Icon name="undo" size="s" />
            <span>{t('undo')}</span>
          </button>
        </p>
      </div>
    </li>
  );
}

function Few({
  store,
  set,
  finding,
  path,
}: {
  store: DatasetStore;
  set: Dataset;
  finding: DatasetIssue;
  path: string;
}) {
  const [gone, setGone] = useState(false);
  return (
    <button
      class="data-small"
      aria-label={t('showPicture', { name: path })}
      title={path}
      onClick={() => store.showIssue(finding, path)}
    >
      {gone ? (
        <Icon name="image" />
      ) : (
        <img
          src={calls.makeThumbnailUrl(store.opened.id, set.name, path)}
          alt=""
          loading="lazy"
          decoding="async"
          onError={() => setGone(true)}
        />
      )}
    </button>
  );
}
