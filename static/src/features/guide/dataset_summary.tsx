/** The data set of the program: some pictures, how many of what, how it is split, what the doctor says. */

import { Icon } from '../../components/icon';
import * as api from '../../lib/api';
import type { Dataset, Split } from '../../lib/dataset_types';
import { goToView } from '../../lib/route';
import { formatNumber, say, t } from '../../lib/texts';
import { LabelingLink } from '../data/labeling_link';
import { describeComparing, describeLabels, summarizeDoctor } from '../data/suspects/doctor_summary';
import { nameSamples } from '../evaluation/sample_words';
import { getTaskName, hasClasses, isUnlabeled } from '../labels/labels';
import type { Counts } from './methods';
import type { GuideStore } from './store';
import './texts';
import '../data/suspects/texts';
import '../../lib/common_texts';

const PICTURES = 10;
/** Findings that splitting mends. */
const LEAKS = /leak/;
const PARTS: readonly Split[] = ['train', 'val', 'test'];

export function DatasetSummary({ store }: { store: GuideStore }) {
  const set = store.set.value;
  return (
    <aside class="guide-data" aria-labelledby="guide-data">
      <h2 id="guide-data">{t('guideData')}</h2>
      {set ? (
        <>
          <p class="cap">
            {say(set.title)}
            {set.task && ` · ${getTaskName(set.task)}`}
          </p>
          {set.samples !== 'row' && <Pictures store={store} set={set} />}
          <p class="guide-figures">
            {hasClasses(set) && (
              <>
                <b class="num">{formatNumber(set.classes.length)}</b> {t('guideClasses')}{' '}
              </>
            )}
            <b class="num">{formatNumber(set.pictures)}</b>{' '}
            {set.samples === 'row' ? nameSamples('row', set.pictures).counted : t('guidePictures')}
          </p>
          {store.counts.value && <Parts store={store} set={set} counts={store.counts.value} />}
          {set.samples !== 'row' && <Doctor store={store} set={set} />}
          <span class="grow" />
          {set.unlabeled > 0 && !isUnlabeled(set) && (
            <LabelingLink store={store.data} set={set} kind="btn wide" onGo={() => store.leaveToLabel()} />
          )}
          <button class="btn wide" onClick={() => goToView(store.opened.id, 'data', set.name)}>
            <Icon name="database" />
            <span>{t('guideToData')}</span>
          </button>
        </>
      ) : (
        <p class="cap">{t('guideNoData')}</p>
      )}
    </aside>
  );
}

/** Some of its pictures, of as many classes as there are. */
function Pictures({ store, set }: { store: GuideStore; set: Dataset }) {
  const found = (store.opened.choices.value.picture ?? [])
    .filter((one) => one.value.startsWith(`${set.path}/`))
    .sort((a, b) => (a.value < b.value ? -1 : 1));
  const shown = [...Array(Math.min(PICTURES, found.length)).keys()].map(
    (number) => found[Math.floor(((number + 0.5) * found.length) / Math.min(PICTURES, found.length))],
  );
  return (
    <ul class="guide-pictures" aria-hidden="true">
      {shown.map(({ value }) => (
        <li key={value}>
          <img src={api.makeThumbnailUrl(store.opened.id, value)} alt="" loading="lazy" decoding="async" />
        </li>
      ))}
    </ul>
  );
}

/** Its parts, or how to make them. */
export function Parts({ store, set, counts }: { store: GuideStore; set: Dataset; counts: Counts }) {
  const total = Math.max(1, counts.train + counts.val + counts.test);
  return (
    <section class="guide-section" aria-labelledby="guide-parts">
      <h3 id="guide-parts">{t('guideParts')}</h3>
      <div class="guide-bar" aria-hidden="true">
        {PARTS.map((part) => (
          <i key={part} class={`part-${part}`} style={{ width: `${(100 * counts[part]) / total}%` }} />
        ))}
      </div>
      <ul class="guide-parts">
        {PARTS.map((part) => (
          <li key={part}>
            <i class={`part-${part}`} aria-hidden="true" />
            <span class="grow">{t(`guidePart_${part}`)}</span>
            <span class="num">{formatNumber(counts[part])}</span>
          </li>
        ))}
      </ul>
      {!set.divided && !set.builtin && (
        <>
          <p class="cap">{t('guideSplitText')}</p>
          <button
            class={isUnlabeled(set) ? 'btn wide' : 'btn pri wide'}
            disabled={store.opened.run.busy.value}
            onClick={() => void store.split(set)}
          >
            <Icon name="split" />
            <span>{t('guideSplit')}</span>
          </button>
        </>
      )}
    </section>
  );
}

const DOCTOR_LOOKS = {
  good: { kind: 'ok-text', icon: 'ok' },
  open: { kind: '', icon: 'stethoscope' },
  warn: { kind: 'warn-text', icon: 'warning' },
  grave: { kind: 'bad-text', icon: 'warning' },
} as const;

/** What the check found; the whole of it stands in the Data view. */
export function Doctor({ store, set }: { store: GuideStore; set: Dataset }) {
  const { checking, health, name } = store.data;
  const report = name.value === set.name ? health.value : null;
  if (set.builtin) return null;
  if (checking.value)
    return (
      <p class="guide-section row cap" role="status">
        <Icon name="stethoscope" />
        <span>{t('guideChecking')}</span>
        {checking.value.total > 0 && (
          <span class="num">
            {formatNumber(checking.value.done)} / {formatNumber(checking.value.total)}
          </span>
        )}
      </p>
    );
  if (!report?.answer)
    return (
      <div class="guide-section">
        <button class="btn wide" disabled={!report} onClick={() => void store.data.check()}>
          <Icon name="stethoscope" />
          <span>{t('guideCheck')}</span>
        </button>
      </div>
    );
  const { findings } = report;
  const { headline, look, labels } = summarizeDoctor(store.data)!;
  const toDoctor = () => {
    store.data.side.value = 'check';
    goToView(store.opened.id, 'data', set.name);
  };
  return (
    <section class="guide-section guide-doctor">
      <button class={`guide-doctor-line ${DOCTOR_LOOKS[look].kind}`} onClick={toDoctor}>
        <Icon name={DOCTOR_LOOKS[look].icon} />
        <b>{t('guideDoctor', { text: headline })}</b>
        <Icon name="chevronRight" size="s" />
      </button>
      {findings.slice(0, 2).map((one) => (
        <p key={one.key} class="cap">
          {say(one.text)}
        </p>
      ))}
      {findings.some(({ key }) => LEAKS.test(key)) && (
        <button class="btn wide" disabled={store.opened.run.busy.value} onClick={() => void store.split(set)}>
          <Icon name="split" />
          <span>{t('guideSplitAgain')}</span>
        </button>
      )}
      {labels && labels !== 'clean' && <Labels store={store} doubtful={labels === 'doubtful'} onGo={toDoctor} />}
    </section>
  );
}

/** Labels that may be wrong, or that nobody has compared yet. */
function Labels({ store, doubtful, onGo }: { store: GuideStore; doubtful: boolean; onGo(): void }) {
  const { suspects } = store.data;
  const looking = suspects.looking.value;
  if (looking)
    return (
      <p class="cap" role="status">
        {describeComparing(looking)}
      </p>
    );
  const go = () => {
    suspects.open();
    onGo();
  };
  return (
    <p class="row guide-labels">
      <span class="cap">{describeLabels(store.data)}</span>
      <button class="btn link" onClick={doubtful ? go : () => void suspects.look(false)}>
        {doubtful ? t('suspectsOpen') : t(suspects.comparison.value ? 'suspectsAgain' : 'suspectsLook')}
      </button>
    </p>
  );
}
