/**
 * The data sets of a project: their classes at the left, the wall of pictures, and at the right what is known of them.
 */

import { useEffect } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { lazy } from '../../components/lazy';
import type { DataSet } from '../../lib/dataset_types';
import { place } from '../../lib/route';
import { say, t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { Wall } from './browser/grid_view';
import { Tools } from './browser/toolbar';
import { ClassList } from './class_list';
import { EmptyData } from './empty';
import { Pane } from './pane';
import { type DatasetStore, datasetStoreOf } from './store';
import './texts';
import '../../lib/common_texts';

const Collect = lazy(() => import('./capture/capture').then((module) => module.Collect));

export function DatasetView({ opened }: { opened: ProjectStore }) {
  const book = datasetStoreOf(opened);
  const wanted = place.value.kind === 'project' ? place.value.detail : null;
  // Programs, imports and other windows write data sets too; the pickers' choices come anew whenever one has.
  useEffect(() => void book.load(wanted ?? undefined), [book, wanted, opened.choices.value]);
  const set = book.set.value;
  if (set) return <Whole book={book} set={set} />;
  if (book.trouble.value) return <Trouble text={say(book.trouble.value)} onRetry={() => void book.load()} />;
  return book.sets.value ? (
    <EmptyData book={book} sets={book.sets.value} />
  ) : (
    <p class="loading" role="status">
      {t('viewWait')}
    </p>
  );
}

function Whole({ book, set }: { book: DatasetStore; set: DataSet }) {
  const collecting = book.collecting.value;
  const unreadable = set.problem !== null && !set.pictures;
  return (
    <div class={`data ${collecting ? 'collecting' : unreadable ? 'alone' : ''}`}>
      {!collecting && <ClassList book={book} set={set} />}
      <section class="data-main" aria-label={t(collecting ? 'collect' : 'pictures')}>
        {collecting ? (
          <Collect
            opened={book.opened}
            set={set}
            onTaken={() => void book.reload()}
            onClose={() => (book.collecting.value = false)}
          />
        ) : (
          <>
            <Tools book={book} set={set} />
            {unreadable ? <Unreadable text={say(set.problem!)} /> : <Wall key={set.name} book={book} set={set} />}
          </>
        )}
      </section>
      {!collecting && !unreadable && <Pane book={book} set={set} />}
    </div>
  );
}

function Unreadable({ text }: { text: string }) {
  return (
    <div class="empty wider">
      <Icon name="alert" size="l" />
      <b>{t('unreadable')}</b>
      <p>{text}</p>
    </div>
  );
}

function Trouble({ text, onRetry }: { text: string; onRetry(): void }) {
  return (
    <div class="page">
      <div class="empty" role="alert">
        <Icon name="unplugged" size="l" />
        <b>{text}</b>
        <p class="row empty-act">
          <button class="btn pri" onClick={onRetry}>
            {t('retry')}
          </button>
        </p>
      </div>
    </div>
  );
}
