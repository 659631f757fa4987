/** The row above the wall: bring pictures in, divide them, and which of them are shown. */

import { useRef, useState } from 'preact/hooks';
import { Icon } from '../../../components/icon';
import { Menu, MenuItem, MenuTitle } from '../../../components/menu';
import type { Dataset, Filter } from '../../../lib/dataset_types';
import { type Key, say, t } from '../../../lib/texts';
import { readChosenFiles, upload } from '../../import/upload';
import { canCollect, getSplitName, SPLITS } from '../../labels/labels';
import { FolderDialog } from '../folder';
import { canDrawBoxes, drawBoxes } from '../labeling/draw_boxes';
import { LabelingLink } from '../labeling_link';
import { SplitDialog } from '../split';
import type { DatasetStore } from '../store';
import '../texts';
import '../map/texts';

export function Toolbar({ store, set }: { store: DatasetStore; set: Dataset }) {
  const [dividing, setDividing] = useState(false);
  const fixed = store.opened.readOnly.value || set.builtin;
  const why = set.builtin ? t('sampleFixed') : undefined;
  return (
    <header class="data-tools">
      <div class="row">
        {canCollect(set) && (
          <button class="btn soft" disabled={fixed} title={why} onClick={() => (store.collecting.value = true)}>
            <Icon name="camera" />
            <span>{t('collect')}</span>
          </button>
        )}
        <LabelingLink store={store} set={set} kind="btn soft" />
        {isWantedBoxed(store, set) && !fixed && (
          <button class="btn" title={t('drawBoxesWhy')} onClick={() => void drawBoxes(store.opened, set.name)}>
            <Icon name="dashed" />
            <span>{t('drawBoxesShort')}</span>
          </button>
        )}
        <ImportMenu store={store} />
        <button class="btn" disabled={fixed || set.pictures < 2} title={why} onClick={() => setDividing(true)}>
          <Icon name="split" />
          <span>{t('divide')}</span>
        </button>
        <button class="btn" disabled={!set.pictures} title={t('mapTitle')} onClick={() => store.openMap()}>
          <Icon name="map" />
          <span>{t('mapOpen')}</span>
        </button>
      </div>
      <div class="row">
        <FilterMenu store={store} />
        <SplitChoice store={store} />
      </div>
      {dividing && <SplitDialog store={store} set={set} onClose={() => setDividing(false)} />}
    </header>
  );
}

/** The program has a detector, and the set no boxes that it could learn from. */
function isWantedBoxed({ opened }: DatasetStore, set: Dataset): boolean {
  return canDrawBoxes(set) && /\bDetection\(/.test(opened.program.value.python);
}

/** The ways in for pictures that are somewhere already. */
interface ImportMenuProps {
  store: DatasetStore;
  kind?: string;
  label?: string;
  /** The two usual ways are buttons of their own, before the menu of the others. */
  direct?: boolean;
}

export function ImportMenu({ store, kind = 'btn', label = t('importData'), direct }: ImportMenuProps) {
  const zip = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const pictures = useRef<HTMLInputElement>(null);
  const table = useRef<HTMLInputElement>(null);
  const [typing, setTyping] = useState(false);
  const take = (input: HTMLInputElement | null) => {
    if (input?.files?.length) void upload(store.opened, readChosenFiles([...input.files]));
    if (input) input.value = '';
  };
  return (
    <>
      {direct && (
        <>
          <button class={kind} onClick={() => pictures.current?.click()}>
            <Icon name="image" />
            <span>{t('fromPictures')}</span>
          </button>
          <button class={kind} onClick={() => folder.current?.click()}>
            <Icon name="folder" />
            <span>{t('fromFolder')}</span>
          </button>
        </>
      )}
      <Menu
        label={label}
        class={kind}
        align="left"
        button={
          <>
            <Icon name="download" />
            <span>{label}</span>
          </>
        }
      >
        <MenuItem icon="zip" label={t('fromZip')} onChoose={() => zip.current?.click()} />
        <MenuItem icon="folder" label={t('fromFolder')} onChoose={() => folder.current?.click()} />
        <MenuItem icon="image" label={t('fromPictures')} onChoose={() => pictures.current?.click()} />
        <MenuItem icon="grid" label={t('fromTable')} onChoose={() => table.current?.click()} />
        <MenuItem icon="keyboard" label={t('fromPath')} onChoose={() => setTyping(true)} />
        <MenuTitle>{t('dropToo')}</MenuTitle>
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
      <input type="file" hidden ref={pictures} accept="image/*" multiple onChange={() => take(pictures.current)} />
      <input
        type="file"
        hidden
        ref={table}
        accept=".csv,.tsv,.tab,.xlsx,.xlsm,.xls,.xlsb,.ods"
        onChange={() => take(table.current)}
      />
      {typing && <FolderDialog opened={store.opened} onClose={() => setTyping(false)} />}
    </>
  );
}

/** Pixels of the longer side. */
const SIZES: { words: Key; filter: Filter }[] = [
  { words: 'anySize', filter: { smaller: undefined, larger: undefined } },
  { words: 'smallerThan', filter: { smaller: 64, larger: undefined } },
  { words: 'smallerThan', filter: { smaller: 224, larger: undefined } },
  { words: 'largerThan', filter: { smaller: undefined, larger: 1_024 } },
  { words: 'largerThan', filter: { smaller: undefined, larger: 4_000 } },
];

function FilterMenu({ store }: { store: DatasetStore }) {
  const filter = store.filter.value;
  const health = store.health.value;
  const findings = health?.answer ? health.findings.filter((one) => one.total > 0) : [];
  const on = [filter.finding, filter.smaller ?? filter.larger].filter((one) => one !== undefined).length;
  const button = (
    <>
      <Icon name="filter" />
      <span>{t('filter')}</span>
      {on > 0 && <span class="badge num">{on}</span>}
    </>
  );
  return (
    <Menu label={on ? t('filterOn', { n: on }) : t('filter')} class={`btn ${on ? 'chosen' : ''}`} button={button}>
      <MenuTitle>{t('findings')}</MenuTitle>
      <MenuItem
        label={t('withAndWithout')}
        checked={filter.finding === undefined}
        onChoose={() => store.setFilter({ finding: undefined })}
      />
      {findings.map((one) => (
        <MenuItem
          key={one.key}
          label={describeFilter(say(one.text))}
          checked={filter.finding === one.key}
          onChoose={() => store.setFilter({ finding: one.key })}
        />
      ))}
      <hr />
      <MenuTitle>{t('longerSide')}</MenuTitle>
      {SIZES.map(({ words, filter: size }) => (
        <MenuItem
          key={`${size.smaller} ${size.larger}`}
          label={t(words, { p: String(size.smaller ?? size.larger ?? '') })}
          checked={filter.smaller === size.smaller && filter.larger === size.larger}
          onChoose={() => store.setFilter(size)}
        />
      ))}
    </Menu>
  );
}

/** The first sentence: what there is, without what to do. */
const describeFilter = (words: string) => words.split(/(?<=。)|(?<=\.) /)[0];

function SplitChoice({ store }: { store: DatasetStore }) {
  const chosen = store.filter.value.split;
  return (
    <div class="seg" role="group" aria-label={t('parts')}>
      {[undefined, ...SPLITS].map((one) => (
        <button key={one ?? 'all'} aria-pressed={chosen === one} onClick={() => store.setFilter({ split: one })}>
          {one ? getSplitName(one) : t('partAll')}
        </button>
      ))}
    </div>
  );
}
