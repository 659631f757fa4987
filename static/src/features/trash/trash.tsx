/** The bin: what was deleted, the way back, and the end. */

import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { confirmAction } from '../../components/confirm';
import { Icon } from '../../components/icon';
import { showToast } from '../../components/toast';
import * as api from '../../lib/api';
import { goHome, goToProject } from '../../lib/route';
import { getLocale, say, t } from '../../lib/texts';
import { formatDate } from '../../lib/time';
import type { TrashRow } from '../../lib/types';
import { HomeBar } from '../home/top_bar';
import './texts';
import '../../lib/common_texts';
import '../project/texts';

const rows = signal<TrashRow[] | null>(null);

async function load(): Promise<void> {
  try {
    rows.value = (await api.fetchTrash()).sort((a, b) => b.deleted - a.deleted);
  } catch (error) {
    showToast(say(api.describeError(error)), { label: t('retry'), run: () => void load() });
  }
}

/** Does something and says so; the list is then asked for anew, whatever came of it. */
async function runAction(
  change: () => Promise<unknown>,
  words: string,
  more?: { label: string; run(): void },
): Promise<void> {
  try {
    await change();
    showToast(words, more);
  } catch (error) {
    showToast(say(api.describeError(error)));
  }
  await load();
  requestAnimationFrame(keepFocus);
}

/** The row that had the focus may be gone: then the next control of the page has it. */
function keepFocus(): void {
  if (document.activeElement === document.body)
    document.querySelector<HTMLElement>('.bin-rows .btn, .bin .btn')?.focus();
}

export function TrashView() {
  useEffect(() => {
    document.title = `${t('bin')} · Sunmao`;
    void load();
  }, []);
  const all = rows.value;
  return (
    <>
      <HomeBar />
      <main class="page" id="main" data-focus-next=".bin-rows .btn, .bin .btn">
        <div class="bin">
          <header class="row bin-head">
            <button class="btn ghost ic" aria-label={t('toHome')} title={t('toHome')} onClick={goHome}>
              <Icon name="chevronLeft" />
            </button>
            <h1 class="grow">{t('bin')}</h1>
            {all && all.length > 0 && (
              <button class="btn" onClick={() => void emptyAll(all)}>
                <Icon name="trash" />
                <span>{t('emptyBin')}</span>
              </button>
            )}
          </header>
          {all && (all.length ? <Rows rows={all} /> : <Nothing />)}
        </div>
      </main>
    </>
  );
}

function Rows({ rows: all }: { rows: TrashRow[] }) {
  return (
    <>
      <p class="mut">{t('binText')}</p>
      <ul class="panel bin-rows">
        {all.map((one) => (
          <Row key={one.id} row={one} />
        ))}
      </ul>
    </>
  );
}

function Row({ row }: { row: TrashRow }) {
  return (
    <li class="row bin-row">
      <div class="grow">
        <b class="ell">{row.title}</b>
        <p class="cap">
          {t('deletedWhen', { when: formatDate(row.deleted) })} · {formatSize(row.bytes)}
        </p>
      </div>
      <button class="btn" aria-label={t('restoreNamed', { name: row.title })} onClick={() => void restoreProject(row)}>
        <Icon name="history" />
        <span>{t('restore')}</span>
      </button>
      <button
        class="btn ghost"
        aria-label={t('deleteNamed', { name: row.title })}
        onClick={() => void deleteForever(row)}
      >
        <Icon name="trash" />
        <span>{t('deleteForGood')}</span>
      </button>
    </li>
  );
}

function Nothing() {
  return (
    <div class="empty">
      <Icon name="trash" size="l" />
      <b>{t('binEmpty')}</b>
      <p>{t('binText')}</p>
      <p class="row empty-act">
        <button class="btn pri" onClick={goHome}>
          {t('toHome')}
        </button>
      </p>
    </div>
  );
}

async function restoreProject(row: TrashRow): Promise<void> {
  let id = row.id;
  await runAction(async () => (id = (await api.restoreProject(row.id)).id), t('restored', { name: row.title }), {
    label: t('openProject'),
    run: () => goToProject(id),
  });
}

async function deleteForever(row: TrashRow): Promise<void> {
  const sure = await confirmAction({
    title: t('deleteForGood'),
    text: t('deleteForGoodText', { name: row.title }),
    act: t('deleteForGood'),
  });
  if (sure) await runAction(() => api.deletePermanently(row), t('deletedForGood', { name: row.title }));
}

async function emptyAll(all: TrashRow[]): Promise<void> {
  const sure = await confirmAction({
    title: t('emptyBin'),
    text: t('emptyBinText', { n: all.length }),
    act: t('emptyBin'),
  });
  if (sure) await runAction(() => api.emptyTrash(Math.max(...all.map((one) => one.deleted))), t('emptied'));
}

/** `3.4 MB`, at least one kilobyte. */
function formatSize(bytes: number): string {
  const [unit, size] = (
    [
      ['gigabyte', 1e9],
      ['megabyte', 1e6],
    ] as const
  ).find((one) => bytes >= one[1]) ?? ['kilobyte', 1e3];
  const format = new Intl.NumberFormat(getLocale(), {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: size > 1e3 ? 1 : 0,
  });
  return format.format(Math.max(1, bytes / size));
}
