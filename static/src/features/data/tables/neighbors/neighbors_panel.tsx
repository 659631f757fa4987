/** How many neighbors are asked, how they do on learned and new rows, and what they say of one place. */

import { Icon } from '../../../../components/icon';
import type { LearnedMarks, TableAbout, TableNearest, TablePlane } from '../../../../lib/dataset_types';
import { t } from '../../../../lib/texts';
import { findColumn } from '../chart/scales';
import { ClassMark, findClass, getMarkColor } from '../marks';
import type { SideProps } from '../side_props';
import { describeDifference, describeRight, describeVotes } from './neighbor_words';
import { NeighborsCurve } from './neighbors_curve';
import { countLearned, getNeighborsStore, type NeighborsStore } from './neighbors_store';
import './texts';

export function NeighborsPanel({ table, about }: SideProps) {
  const store = getNeighborsStore(table);
  const [plane, nearest, all] = [store.plane.value, store.nearest.value, store.all.value];
  if (!plane?.enough) return <aside class="data-side table-side" />;
  const columns = countLearned(about);
  const difference = describeDifference(plane);
  return (
    <aside class="data-side table-side" aria-label={t('neighborsHow')}>
      <h2 class="row table-side-head">
        <Icon name="users" />
        <span class="grow">{t('neighborsHow')}</span>
        <b class="num neighbors-k">{store.k.value}</b>
      </h2>
      <div class="table-side-body">
        <HowMany store={store} plane={plane} />
        <Marks about={about} marks={plane} />
        <NeighborsCurve about={about} plane={plane} />
        {difference && <p class="cap">{difference}</p>}
        {nearest && <Votes about={about} plane={plane} nearest={nearest} />}
        {all && (
          <section class="neighbors-all" aria-live="polite">
            <h3>{t('neighborsByAll', { n: all.columns, k: all.k })}</h3>
            <Marks about={about} marks={all} />
          </section>
        )}
      </div>
      {columns > 2 && (
        <footer class="table-side-foot">
          <button class="btn pri" onClick={() => void store.tryAll()}>
            <Icon name="tree" />
            <span>{t('neighborsAll', { n: columns })}</span>
          </button>
        </footer>
      )}
    </aside>
  );
}

function HowMany({ store, plane }: { store: NeighborsStore; plane: TablePlane }) {
  const most = Math.min(plane.most, plane.learned.total);
  const k = store.k.value;
  return (
    <div class="neighbors-many">
      <div class="row">
        <button class="btn" aria-label={t('neighborsFewer')} disabled={k <= 1} onClick={() => store.setK(k - 1, most)}>
          <Icon name="minus" />
        </button>
        <input
          type="range"
          class="grow"
          aria-label={t('neighborsHow')}
          min={1}
          max={most}
          value={k}
          onInput={(event) => store.setK(Number(event.currentTarget.value), most)}
        />
        <button
          class="btn"
          aria-label={t('neighborsMore')}
          disabled={k >= most}
          onClick={() => store.setK(k + 1, most)}
        >
          <Icon name="plus" />
        </button>
      </div>
      <p class="cap">{t('neighborsOne')}</p>
      <p class="cap neighbors-end">{t('neighborsMost', { n: most })}</p>
    </div>
  );
}

function Marks({ about, marks: { learned, fresh } }: { about: TableAbout; marks: LearnedMarks }) {
  return (
    <dl class="neighbors-marks">
      <div>
        <dt class="cap num">{t('neighborsLearned', { n: learned.total })}</dt>
        <dd class="num">{describeRight(about, learned)}</dd>
      </div>
      <div>
        <dt class="cap num">{t('neighborsFresh', { n: fresh.total })}</dt>
        <dd class="num">{describeRight(about, fresh)}</dd>
      </div>
    </dl>
  );
}

interface VotesProps {
  about: TableAbout;
  plane: TablePlane;
  nearest: TableNearest;
}

/** The answer at the place, with votes by shape and count. */
function Votes({ about, plane, nearest }: VotesProps) {
  const target = findColumn(about, about.target)!;
  const numbers = !plane.classes.length;
  const { answer, votes } = describeVotes(about, plane, nearest);
  const color = numbers ? 'var(--brand)' : getMarkColor(Math.max(0, findClass(target, nearest.answer)));
  return (
    <output class="row tree-result neighbors-votes" style={{ '--class': color }} aria-live="polite">
      <b class="ell grow">{answer}</b>
      {numbers ? (
        <span class="num">{votes}</span>
      ) : (
        plane.classes.map(
          (name, at) =>
            nearest.counts[at] > 0 && (
              <span key={name} class="row num" title={name}>
                <ClassMark number={findClass(target, name)} />
                <span class="sr">{name}</span>
                {nearest.counts[at]}
              </span>
            ),
        )
      )}
    </output>
  );
}
