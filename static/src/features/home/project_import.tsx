/** A project on its way in: how much has arrived, how much is unpacked, Cancel, and then the project itself. */

import { useEffect, useState } from 'preact/hooks';
import { showToast } from '../../components/toast';
import * as api from '../../lib/api';
import { goToView } from '../../lib/route';
import { remember } from '../../lib/storage';
import { lang, say, t } from '../../lib/texts';
import type { ImportedProject, ImportState } from '../../lib/types';
import { handedOver } from '../import/handed_over';
import { ProgressLine } from '../import/progress_line';
import { findFreeTitle } from './free_title';
import { makeNewsKey } from './import_notice_key';
import type { ImportNotice } from './import_notices';
import { pickView } from './opening_view';
import '../../lib/common_texts';
import './texts';

const MAX_REMEMBERED = 200;
const ASK_EVERY_MS = 400;
const SHOWN_FROM = 500; // files: fewer are there before anybody has read a number

/** Sends the file as soon as it is shown; onEnd: it has come, or will not. */
export function ImportProgress({ files, onEnd }: { files: File[]; onEnd(): void }) {
  const [share, setShare] = useState(0);
  const [opened, setOpened] = useState<ImportState>({ done: 0, total: 0 });
  const [abort] = useState(() => new AbortController());
  const [key] = useState(() => Math.random().toString(36).slice(2).padEnd(8, '0'));
  const [file] = files;
  useEffect(() => {
    void importFile(files, key, setShare, abort.signal).then(onEnd);
    return () => abort.abort();
  }, []);
  const arrived = share >= 1;
  useEffect(() => {
    if (!arrived) return;
    const ask = () => api.fetchImport(key).then(setOpened, () => {}); // a studio that is out of reach still works
    const timer = setInterval(ask, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [arrived]);
  const counted = arrived && opened.total >= SHOWN_FROM;
  const percent = Math.round((counted ? opened.done / opened.total : share) * 100);
  return (
    <ProgressLine
      what={t('importing', { name: file.name })}
      percent={percent}
      now={counted ? t('unpackingFiles', { ...opened }) : arrived ? t('unpacking') : `${percent}%`}
      onCancel={() => abort.abort()}
    />
  );
}

async function importFile(
  files: File[],
  key: string,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<void> {
  if (files.every(isPicture)) return makeProjectOf(t('untitled'), files);
  if (files.length !== 1 || !/\.(zip|py|ipynb)$/i.test(files[0].name)) return showToast(t('notProjectZip'));
  const [file] = files;
  const form = new FormData();
  form.append('file', file);
  try {
    openImported(await api.importProject(form, key, onProgress, signal));
  } catch (error) {
    if (error instanceof DOMException) void api.stopImport(key).catch(() => {}); // what has arrived would be unpacked
    if (error instanceof api.ApiError && error.body.no_project)
      return showToast(say(api.describeError(error)), {
        label: t('projectOfPictures'),
        run: () => void makeProjectOf(file.name.replace(/\.zip$/i, ''), files),
      });
    showToast(error instanceof DOMException ? t('importStopped') : say(api.describeError(error)));
  }
}

const isPicture = ({ type }: File) => type.startsWith('image/');

/** A new project, whose data view asks what these pictures, or those in the zip, are. */
async function makeProjectOf(title: string, files: File[]): Promise<void> {
  try {
    const { id } = await api.createProject({ title: await findFreeTitle(title), lang: lang.value });
    handedOver.value = { project: id, files };
    goToView(id, 'data');
  } catch (error) {
    showToast(say(api.describeError(error)));
  }
}

function openImported(made: ImportedProject): void {
  const news: ImportNotice = { left_out: made.left_out.slice(0, MAX_REMEMBERED), differs: made.differs };
  if (news.differs || news.left_out.length) remember(makeNewsKey(made.id), news);
  showToast(t('imported', { name: made.title }));
  goToView(made.id, pickView(made.view, made.program.count, true));
}
