/** The two menus of a project: its name's, and More. */

import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { PictureKind } from '../../canvas/contract';
import { NameDialog } from '../../components/editable_name';
import { Icon } from '../../components/icon';
import { loadPart } from '../../components/lazy';
import { Menu, MenuItem, MenuTitle } from '../../components/menu';
import { goHome, goToView } from '../../lib/route';
import { type Key, t } from '../../lib/texts';
import type { Level } from '../../lib/types';
import { highContrast, toggleContrast } from '../../state/contrast';
import type { ProjectStore } from '../../state/project_store';
import { switchLanguage } from '../../state/session';
import { exportNotebook, exportPython, showExport, showExportHelp } from '../export/open_export';
import { readChosenFiles, upload } from '../import/upload';
import { getStepLabel, stepOrPause } from '../project/debug_buttons';
import { helpOpen } from '../shortcuts/help';
import '../project/texts';
import '../../lib/common_texts';

const LEVELS: [Level, Key][] = [
  [1, 'level1'],
  [2, 'level2'],
  [3, 'level3'],
];

const PICTURES: [PictureKind, Key][] = [
  ['png', 'picturePng'],
  ['svg', 'pictureSvg'],
];

async function savePicture(opened: ProjectStore, kind: PictureKind): Promise<void> {
  await (await opened.requireCanvas()).savePicture(kind);
}

/** Opens what lets other devices in. */
export const showTablet = () =>
  void loadPart(() => import('../lan/other_devices')).then((module) => module?.showOtherDevices());
const copies = () => loadPart(() => import('./duplicate'));

/** children: the line under the name. */
export function ProjectMenu({ opened, children }: { opened: ProjectStore; children: ComponentChildren }) {
  const [naming, setNaming] = useState(false);
  const button = (
    <>
      <span class="name-line">
        <span class="sr">{t('projectMenu', { name: '' })}</span>
        <b class="ell">{opened.title.value}</b>
        <Icon name="chevronDown" size="s" />
      </span>
      <span class="under-name">{children}</span>
    </>
  );
  return (
    <>
      <Menu
        label={t('projectMenu', { name: opened.title.value })}
        button={button}
        worded
        class="name-button"
        align="left"
      >
        <MenuItem icon="pencil" label={t('rename')} onChoose={() => setNaming(true)} />
        <MenuItem
          icon="copy"
          label={t('duplicate')}
          onChoose={() => void copies().then((module) => module?.duplicateProject(opened))}
        />
        <MenuItem icon="history" label={t('versions')} onChoose={() => goToView(opened.id, 'versions')} />
        <hr />
        <MenuItem icon="download" label={t('exportPython')} onChoose={() => void exportPython(opened)} />
        <MenuItem icon="download" label={t('exportNotebook')} onChoose={() => void exportNotebook(opened)} />
        {PICTURES.map(([kind, label]) => (
          <MenuItem key={kind} icon="image" label={t(label)} onChoose={() => void savePicture(opened, kind)} />
        ))}
        <MenuItem icon="zip" label={t('exportZip')} onChoose={() => void showExport(opened)} />
        <MenuItem icon="question" label={t('exportHelp')} onChoose={() => void showExportHelp(opened)} />
        <hr />
        <MenuItem
          icon="trash"
          label={t('toBin')}
          onChoose={() => void copies().then((module) => module?.deleteProject(opened))}
        />
        <MenuItem icon="house" label={t('openExamples')} onChoose={goHome} />
      </Menu>
      {naming && (
        <NameDialog
          title={t('rename')}
          name={opened.title.value}
          onName={(title) => void opened.rename(title)}
          onClose={() => setNaming(false)}
        />
      )}
    </>
  );
}

export function MoreMenu({ opened }: { opened: ProjectStore }) {
  const { run } = opened;
  const zip = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const take = (input: HTMLInputElement | null) => {
    if (input?.files?.length) void upload(opened, readChosenFiles([...input.files]));
    if (input) input.value = '';
  };
  return (
    <>
      <Menu label={t('more')} button={<Icon name="more" />}>
        <div class="narrow-only menu-steps">
          <MenuItem icon="step" label={t(getStepLabel(opened))} onChoose={() => stepOrPause(opened)} />
          <MenuItem
            icon="turtle"
            label={t('slowMotion')}
            checked={run.pace.slow.value}
            toggle
            onChoose={() => void run.pace.setSlow(!run.pace.slow.peek())}
          />
          <hr />
        </div>
        <MenuTitle>{t('level')}</MenuTitle>
        {LEVELS.map(([level, name]) => (
          <MenuItem
            key={level}
            label={t(name)}
            checked={opened.level.value === level}
            onChoose={() => opened.setLevel(level)}
          />
        ))}
        <hr />
        <MenuItem icon="folder" label={t('addPictures')} onChoose={() => folder.current?.click()} />
        <MenuItem icon="zip" label={t('addZip')} onChoose={() => zip.current?.click()} />
        <MenuItem icon="download" label={t('exportPython')} onChoose={() => void exportPython(opened)} />
        <MenuItem icon="question" label={t('exportHelp')} onChoose={() => void showExportHelp(opened)} />
        <hr />
        <MenuItem icon="contrast" label={t('clearer')} checked={highContrast.value} toggle onChoose={toggleContrast} />
        <MenuItem icon="tablet" label={t('tablet')} onChoose={showTablet} />
        <MenuItem icon="languages" class="narrow-only" label={t('language')} onChoose={switchLanguage} />
        <MenuItem icon="keyboard" label={t('keys')} note="?" onChoose={() => (helpOpen.value = true)} />
        <MenuItem icon="house" label={t('openExamples')} onChoose={goHome} />
      </Menu>
      <input type="file" hidden ref={zip} accept=".zip,.tm,application/zip" onChange={() => take(zip.current)} />
      <input
        type="file"
        hidden
        ref={folder}
        {...{ webkitdirectory: true }}
        multiple
        onChange={() => take(folder.current)}
      />
    </>
  );
}
