/** Parts of a class's card, and of the column of cards, that are the same for all kinds of samples. */

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { NameDialog } from '../../../components/editable_name';
import { SkippedFileList } from '../../../components/files/skipped_files';
import { Icon } from '../../../components/icon';
import { Menu, MenuItem } from '../../../components/menu';
import { type Key, say, t } from '../../../lib/texts';
import type { SkippedFiles, Text } from '../../../lib/types';
import '../texts';
import '../../../lib/common_texts';

interface ColumnProps {
  onAdd(): void;
  /** The cards. */
  children: ComponentChildren;
}

export function ClassColumn({ onAdd, children }: ColumnProps) {
  return (
    <div class="teach-classes">
      <div class="teach-cards">{children}</div>
      <button class="teach-add" onClick={onAdd}>
        <Icon name="plus" />
        <span>{t('teachMore')}</span>
      </button>
    </div>
  );
}

/** Why no sample comes. */
export function Trouble({ text }: { text: Text | null }) {
  if (!text) return null;
  return (
    <p class="row teach-trouble" role="alert">
      <Icon name="alert" class="bad-text" />
      <span>{say(text)}</span>
    </p>
  );
}

/** Files that could not be taken, each with its reason. */
export function LeftOut({ files }: { files: SkippedFiles[] }) {
  if (!files.length) return null;
  return (
    <div class="teach-trouble" role="alert">
      <SkippedFileList files={files} unfolded />
    </div>
  );
}

interface NameProps {
  name: string;
  onRename(name: string): void;
}

export function ClassName({ name, onRename }: NameProps) {
  const [naming, setNaming] = useState(false);
  return (
    <>
      <button class="teach-name" title={t('teachRename')} onClick={() => setNaming(true)}>
        <b class="ell">{name}</b>
        <Icon name="pencil" size="s" class="mut" />
      </button>
      {naming && (
        <NameDialog
          title={t('teachRename')}
          label={t('teachName')}
          name={name}
          onName={onRename}
          onClose={() => setNaming(false)}
        />
      )}
    </>
  );
}

interface MenuProps {
  name: string;
  /** It has samples. */
  filled: boolean;
  /** It must stay. */
  last: boolean;
  /** "Take all samples out". */
  emptying: Key;
  onRemove(what: 'empty' | 'remove'): void;
}

export function ClassMenu({ name, filled, last, emptying, onRemove }: MenuProps) {
  if (last && !filled) return null;
  return (
    <Menu label={t('actions', { name })} button={<Icon name="more" />}>
      {filled && <MenuItem icon="eraser" label={t(emptying)} onChoose={() => onRemove('empty')} />}
      {!last && <MenuItem icon="trash" label={t('teachRemove')} onChoose={() => onRemove('remove')} />}
    </Menu>
  );
}

interface HeadProps extends MenuProps, NameProps {
  /** "12 samples". */
  count: string;
}

export function CardHead(props: HeadProps) {
  return (
    <header class="row">
      <ClassName {...props} />
      <span class="cap num">{props.count}</span>
      <span class="grow" />
      <ClassMenu {...props} />
    </header>
  );
}
