/**
 * The data sets of a project: their classes at the left, the wall of pictures, and at the right what is known of them.
 */

import { useEffect } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { lazy } from '../../components/lazy';
import type { Dataset } from '../../lib/dataset_types';
import { place } from '../../lib/route';
import { say, t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { GridView } from './browser/grid_view';
import { Toolbar } from './browser/toolbar';
import { ClassList } from './class_list';
import { NoDatasets } from './empty';
import { SidePanel } from './pane';
import { type DatasetStore, getDatasetStore } from './store';
import './texts';
import '../../lib/common_texts';

const CaptureView = lazy(() => import('./capture/capture').then((module) => module.CaptureView));

export function DatasetView({ opened }: { opened: ProjectStore }) {
  const book = getDatasetStore(opened);
  const wanted = place.value.kind === 'project' ? place.value.detail : null;
  // Programs, imports and other windows write data sets too; the pickers' choices come anew whenever one has.
  useEffect(() => void book.load(wanted ?? undefined), [book, wanted, opened.choices.value]);
  const set = book.set.value;
  if (set) return <Content book={book} set={set} />;
  if (book.trouble.value) return <Trouble text={say(book.trouble.value)} onRetry={() => void book.load()} />;
  return book.sets.value ? (
    <NoDatasets book={book} sets={book.sets.value} />
  ) : (
    <p class="loading" role="status">
      {t('viewWait')}
    </p>
  );
}

function Content({ book, set }: { book: DatasetStore; set: Dataset }) {
  const collecting = book.collecting.value;
  const unreadable = set.problem !== null && !set.pictures;
  return (
    <div class={`data ${collecting ? 'collecting' : unreadable ? 'alone' : ''}`}>
      {!collecting && <ClassList book={book} set={set} />}
      <section class="data-main" aria-label={t(collecting ? 'collect' : 'pictures')}>
        {collecting ? (
          <CaptureView
            opened={book.opened}
            set={set}
            onTaken={() => void book.reload()}
            onClose={() => (book.collecting.value = false)}
          />
        ) : (
          <>
            <Toolbar book={book} set={set} />
            {unreadable ? <Unreadable text={say(set.problem!)} /> : <GridView key={set.name} book={book} set={set} />}
          </>
        )}
      </section>
      {!collecting && !unreadable && <SidePanel book={book} set={set} />}
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
