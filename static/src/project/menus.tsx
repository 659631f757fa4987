/** The two menus of a project: its name's, and More. */

import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import * as api from '../api';
import { helpOpen } from '../keys/help';
import { Icon } from '../parts/icon';
import { Menu, MenuItem, MenuTitle } from '../parts/menu';
import { NameDialog } from '../parts/name';
import { goHome } from '../route';
import type { Opened } from '../state/opened';
import { switchLanguage } from '../state/session';
import { t, type Key } from '../texts';
import type { Level } from '../types';
import { chosenFiles, upload } from './upload';

const LEVELS: [Level, Key][] = [[1, 'level1'], [2, 'level2'], [3, 'level3']];

/** Hands main.py to the browser's downloads, with the last change in it. */
export async function exportPython(opened: Opened): Promise<void> {
  opened.canvas.value?.flush();
  await opened.saving.settled();
  const link = document.createElement('a');
  link.href = api.exportAddress(opened.id);
  link.download = '';
  link.click();
}

/** children: the line under the name. */
export function ProjectMenu({ opened, children }: { opened: Opened; children: ComponentChildren }) {
  const [naming, setNaming] = useState(false);
  const button = (
    <>
      <span class="name-line"><b class="ell">{opened.title.value}</b><Icon name="chevronDown" size="s" /></span>
      <span class="under-name">{children}</span>
    </>
  );
  return (
    <>
      <Menu label={t('projectMenu', { name: opened.title.value })} button={button} class="name-button" align="left">
        <MenuItem icon="pencil" label={t('rename')} onChoose={() => setNaming(true)} />
        <MenuItem icon="download" label={t('exportPython')} onChoose={() => void exportPython(opened)} />
        <MenuItem icon="house" label={t('openExamples')} onChoose={goHome} />
      </Menu>
      {naming && <NameDialog title={t('rename')} name={opened.title.value} onName={(title) => void opened.rename(title)} onClose={() => setNaming(false)} />}
    </>
  );
}

export function MoreMenu({ opened }: { opened: Opened }) {
  const zip = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const take = (input: HTMLInputElement | null) => {
    if (input?.files?.length) void upload(opened, chosenFiles([...input.files]));
    if (input) input.value = '';
  };
  return (
    <>
      <Menu label={t('more')} button={<Icon name="more" />}>
        <MenuTitle>{t('level')}</MenuTitle>
        {LEVELS.map(([level, name]) => <MenuItem key={level} label={t(name)} checked={opened.level.value === level} onChoose={() => opened.setLevel(level)} />)}
        <hr />
        <MenuItem icon="folder" label={t('addPictures')} onChoose={() => folder.current?.click()} />
        <MenuItem icon="zip" label={t('addZip')} onChoose={() => zip.current?.click()} />
        <MenuItem icon="download" label={t('exportPython')} onChoose={() => void exportPython(opened)} />
        <hr />
        <MenuItem icon="languages" class="narrow-only" label={t('language')} onChoose={switchLanguage} />
        <MenuItem icon="keyboard" label={t('keys')} note="?" onChoose={() => (helpOpen.value = true)} />
        <MenuItem icon="house" label={t('openExamples')} onChoose={goHome} />
      </Menu>
      <input type="file" hidden ref={zip} accept=".zip,application/zip" onChange={() => take(zip.current)} />
      <input type="file" hidden ref={folder} {...{ webkitdirectory: true }} multiple onChange={() => take(folder.current)} />
    </>
  );
}
