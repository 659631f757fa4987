/** Imports a folder or zip of this computer by its path: nothing is sent, whatever its size. */

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Dialog } from '../../components/dialog';
import { t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { importFolder } from '../import/upload';
import './texts';
import '../../lib/common_texts';

export function FolderDialog({ opened, onClose }: { opened: ProjectStore; onClose(): void }) {
  const [path, setPath] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => input.current?.focus(), []);
  const folder = path.trim().replace(/^"(.*)"$/, '$1');
  const name = folder.split(/[\\/]/).filter(Boolean).at(-1) ?? '';
  const submit = (event: Event) => {
    event.preventDefault();
    void importFolder(opened, name.replace(/\.(zip|tm)$/i, ''), folder);
    onClose();
  };
  return (
    <Dialog title={t('fromPath')} onClose={onClose}>
      <form class="data-form" onSubmit={submit}>
        <label>
          <span>{t('pathText')}</span>
          <input
            type="text"
            ref={input}
            value={path}
            spellcheck={false}
            placeholder={t('pathExample')}
            onInput={(event) => setPath(event.currentTarget.value)}
          />
        </label>
        <p class="cap">{t('sourceStays')}</p>
        <div class="row dialog-foot">
          <button type="button" class="btn" onClick={onClose}>
            {t('cancel')}
          </button>
          <button type="submit" class="btn pri" disabled={!name}>
            {t('importData')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
