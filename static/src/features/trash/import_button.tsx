/** A project on its way in: how much has arrived, Cancel, and then the project itself. */

import { useEffect, useState } from 'preact/hooks';
import { toast } from '../../components/toast';
import * as api from '../../lib/api';
import { goToProject } from '../../lib/route';
import { remember } from '../../lib/storage';
import { say, t } from '../../lib/texts';
import type { Imported } from '../../lib/types';
import type { News } from './notices';
import { newsKey } from './text_key';
import './texts';
import '../../lib/common_texts';

const MOST_REMEMBERED = 200;

/** Sends the file as soon as it is shown; onEnd: it has come, or will not. */
export function Importing({ files, onEnd }: { files: File[]; onEnd(): void }) {
  const [share, setShare] = useState(0);
  const [abort] = useState(() => new AbortController());
  const [file] = files;
  useEffect(() => {
    void bringIn(files, setShare, abort.signal).then(onEnd);
    return () => abort.abort();
  }, []);
  const percent = Math.round(share * 100);
  const words = t('importing', { name: file.name });
  return (
    <div class="upload panel" role="status">
      <div class="row">
        <b class="grow ell">{words}</b>
        <span class="num">{percent < 100 ? `${percent} %` : t('unpacking')}</span>
      </div>
      <div class="row">
        <div
          class="bar grow"
          role="progressbar"
          aria-valuenow={percent}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-label={words}
        >
          <i style={{ width: `${percent}%` }} />
        </div>
        <button class="btn" onClick={() => abort.abort()}>
          {t('cancel')}
        </button>
      </div>
    </div>
  );
}

async function bringIn(files: File[], onProgress: (share: number) => void, signal: AbortSignal): Promise<void> {
  if (files.length !== 1 || !/\.zip$/i.test(files[0].name)) return toast(t('notProjectZip'));
  const form = new FormData();
  form.append('file', files[0]);
  try {
    welcome(await api.importProject(form, onProgress, signal));
  } catch (error) {
    toast(error instanceof DOMException ? t('importStopped') : say(api.sentence(error)));
  }
}

function welcome(made: Imported): void {
  const news: News = { left_out: made.left_out.slice(0, MOST_REMEMBERED), differs: made.differs };
  if (news.differs || news.left_out.length) remember(newsKey(made.id), news);
  toast(t('imported', { name: made.title }));
  goToProject(made.id);
}
