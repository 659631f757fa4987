/** How far an import is, and afterwards what was left out. */

import { Dialog } from '../parts/dialog';
import { say, t } from '../texts';
import type { Opened } from '../state/opened';
import { leftOut, uploading } from './upload';

const MOST_NAMED = 50;

export function UploadCard({ opened }: { opened: Opened }) {
  return (
    <>
      {uploading.value && <Moving key={opened.id} />}
      <LeftOut />
    </>
  );
}

function Moving() {
  const now = uploading.value!;
  const percent = Math.round(now.share * 100);
  return (
    <div class="upload panel" role="status">
      <div class="row">
        <b class="grow ell">{t('uploading', { name: now.name })}</b>
        <span class="num">{percent < 100 ? `${percent} %` : t('checking')}</span>
      </div>
      <div class="row">
        <div class="bar grow" role="progressbar" aria-valuenow={percent} aria-valuemin={0} aria-valuemax={100} aria-label={t('uploading', { name: now.name })}>
          <i style={{ width: `${percent}%` }} />
        </div>
        <button class="btn" onClick={now.cancel}>{t('cancel')}</button>
      </div>
    </div>
  );
}

function LeftOut() {
  const made = leftOut.value;
  if (!made) return null;
  const more = made.left_out.length - MOST_NAMED;
  return (
    <Dialog title={t('leftOut')} onClose={() => (leftOut.value = null)}>
      <ul class="left-out">
        {made.left_out.slice(0, MOST_NAMED).map((one) => <li key={one.name}><code>{one.name}</code> {say(one.why)}</li>)}
        {more > 0 && <li class="mut">{t('leftMore', { n: more })}</li>}
      </ul>
    </Dialog>
  );
}
