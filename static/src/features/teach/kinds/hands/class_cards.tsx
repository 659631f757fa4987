/** The classes: each with its samples as the model gets them, and the button that is held to record more. */

import { useRef, useState } from 'preact/hooks';
import { NameDialog } from '../../../../components/editable_name';
import { Icon } from '../../../../components/icon';
import { Menu, MenuItem } from '../../../../components/menu';
import { SkippedFileList } from '../../../../components/skipped_files';
import type { PointClass } from '../../../../lib/dataset_types';
import { say, t } from '../../../../lib/texts';
import { Tile } from '../../../data/samples/skeleton';
import { HoldButton } from '../../camera_stage';
import type { NextStep } from '../../panels/next_step';
import { countTraining, MIN_SAMPLES } from '../../taught_store';
import type { HandsStore } from './hands_store';
import './texts';
import '../../texts';
import '../../../../lib/common_texts';

/** Samples in a row, the rest with them; fewer where the page is narrow. */
const most = () => (innerWidth < 1200 && innerWidth > 899 ? 6 : 9);

interface CardsProps {
  store: HandsStore;
  classes: PointClass[];
  next: NextStep;
}

export function ClassCards({ store, classes, next }: CardsProps) {
  const lacking = classes.findIndex((one) => countTraining(one) < MIN_SAMPLES);
  return (
    <div class="teach-classes">
      <div class="teach-cards">
        {classes.map((row, number) => (
          <Card
            key={row.name}
            store={store}
            row={row}
            number={number}
            last={classes.length < 3}
            filled={next === 'take' && number === lacking}
          />
        ))}
      </div>
      <button class="teach-add" onClick={() => void store.addClass()}>
        <Icon name="plus" />
        <span>{t('teachMore')}</span>
      </button>
    </div>
  );
}

interface CardProps {
  store: HandsStore;
  row: PointClass;
  number: number;
  /** One of the two classes that must stay. */
  last: boolean;
  filled: boolean;
}

function Card({ store, row, number, last, filled }: CardProps) {
  const [naming, setNaming] = useState(false);
  const count = countTraining(row);
  const active = store.active.value === number;
  const left = store.leftOut.value?.label === row.name ? store.leftOut.value.files : null;
  const missed = active && store.held.value ? store.missed.value : null;
  return (
    <article class={`panel teach-card hands-card ${active ? 'active' : ''}`} aria-label={row.name}>
      <header class="row">
        <button class="teach-name" title={t('teachRename')} onClick={() => setNaming(true)}>
          <b class="ell">{row.name}</b>
          <Icon name="pencil" size="s" class="mut" />
        </button>
        <span class="cap num">{t('handsCount', { n: count })}</span>
        <span class="grow" />
        {!(last && !row.count) && (
          <Menu label={t('actions', { name: row.name })} button={<Icon name="more" />}>
            {row.count > 0 && (
              <MenuItem icon="eraser" label={t('handsEmpty')} onChoose={() => void store.remove(row.name, 'empty')} />
            )}
            {!last && (
              <MenuItem icon="trash" label={t('teachRemove')} onChoose={() => void store.remove(row.name, 'remove')} />
            )}
          </Menu>
        )}
      </header>
      <Tiles store={store} row={row} count={count} />
      {left && (
        <div class="teach-trouble" role="alert">
          <SkippedFileList files={left} unfolded />
        </div>
      )}
      <div class="row hands-tools">
        <HoldButton
          store={{
            held: { value: active && store.held.value },
            press: () => store.press(number),
            release: () => store.release(),
          }}
          filled={filled}
          disabled={store.test.turn.value !== null}
          icon="hand"
          label={t('handsHold')}
        />
        <Files store={store} row={row} />
        {missed && (
          <span class="cap hands-missed" role="status">
            {say(missed)}
          </span>
        )}
      </div>
      {naming && (
        <NameDialog
          title={t('teachRename')}
          label={t('teachName')}
          name={row.name}
          onName={(name) => void store.rename(row.name, name)}
          onClose={() => setNaming(false)}
        />
      )}
    </article>
  );
}

function Tiles({ store, row, count }: { store: HandsStore; row: PointClass; count: number }) {
  const what = store.program.value?.what ?? 'hand';
  if (!count) return <p class="cap hands-none">{t('handsNone')}</p>;
  const shown = row.newest.slice(0, count > most() ? most() - 1 : most());
  return (
    <ul class="hands-tiles">
      {shown.map(({ row: number, points }, at) => (
        <li key={number}>
          <Menu
            label={t('handsTile', { name: row.name, n: String(Math.max(1, count - at)) })}
            class="hands-tile-button"
            align="left"
            button={<Tile what={what} points={points} />}
          >
            <MenuItem
              icon="trash"
              label={t('handsRemove')}
              onChoose={() => void store.removeSample(row.name, number, points)}
            />
          </Menu>
        </li>
      ))}
      {count > shown.length && <li class="teach-rest num hands-rest">+{count - shown.length}</li>}
    </ul>
  );
}

function Files({ store, row }: { store: HandsStore; row: PointClass }) {
  const files = useRef<HTMLInputElement>(null);
  return (
    <>
      <button class="btn" aria-label={t('handsFilesOf', { name: row.name })} onClick={() => files.current?.click()}>
        <Icon name="image" />
        <span>{t('handsFiles')}</span>
      </button>
      <input
        type="file"
        hidden
        multiple
        ref={files}
        accept="image/jpeg,image/png"
        onChange={(event) => {
          const chosen = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = ''; // the same files may be chosen again
          if (chosen.length) void store.addFiles(row.name, chosen);
        }}
      />
    </>
  );
}
