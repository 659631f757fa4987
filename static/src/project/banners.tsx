/** What stands between the top bar and the work when something about the whole page has to be known. */

import { useEffect, useState } from 'preact/hooks';
import * as api from '../api';
import * as live from '../live';
import { Icon } from '../parts/icon';
import { toast } from '../parts/toast';
import type { Opened } from '../state/opened';
import { say, t } from '../texts';
import { whenWas } from '../time';

const PATIENCE_MS = 800;

export function Banners({ opened, onReload }: { opened: Opened; onReload(): void }) {
  return (
    <>
      <Connection />
      {opened.project.damaged && <Damaged opened={opened} onReload={onReload} />}
      {opened.saving.conflict.value && <Conflict opened={opened} onReload={onReload} />}
    </>
  );
}

/** Said only when the connection stays away: a moment's pause is nobody's concern. */
function Connection() {
  const away = !live.connected.value;
  const [told, tell] = useState(false);
  useEffect(() => {
    if (!away) return tell(false);
    const timer = setTimeout(() => tell(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [away]);
  if (live.shutOut.value) return <p class="banner bad" role="alert"><Icon name="unplugged" /><span>{t('shutOut')}</span></p>;
  return told ? <p class="banner warn" role="alert"><Icon name="unplugged" /><span>{t('disconnected')}</span></p> : null;
}

function Conflict({ opened, onReload }: { opened: Opened; onReload(): void }) {
  const copy = () => opened.keepAsCopy().catch((error) => toast(say(api.sentence(error))));
  return (
    <div class="banner warn" role="alert">
      <Icon name="warning" />
      <span class="grow">{t('conflict')}</span>
      <button class="btn" onClick={onReload}>{t('conflictLoad')}</button>
      <button class="btn" onClick={copy}>{t('conflictCopy')}</button>
    </div>
  );
}

/** Nothing is saved over a file that could not be read; an older save can be opened instead. */
function Damaged({ opened, onReload }: { opened: Opened; onReload(): void }) {
  const { text, good } = opened.project.damaged!;
  const restore = () => api.restoreVersion(opened.id, good!.version).then(onReload, (error) => toast(say(api.sentence(error))));
  return (
    <div class="banner bad" role="alert">
      <Icon name="alert" />
      <span class="grow">{say(text)}</span>
      {good && <button class="btn" onClick={restore}>{t('damagedOpen')} · {whenWas(good.saved)}</button>}
    </div>
  );
}
