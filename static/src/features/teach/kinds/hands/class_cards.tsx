/** The classes: each with its samples as the model gets them, and the button that is held to record more. */

import { FileChooser } from '../../../../components/files/file_chooser';
import { SkippedFileList } from '../../../../components/files/skipped_files';
import { Icon } from '../../../../components/icon';
import { Menu, MenuItem } from '../../../../components/menu';
import type { PointClass } from '../../../../lib/dataset_types';
import { say, t } from '../../../../lib/texts';
import { Tile } from '../../../data/samples/skeleton';
import { HoldButton } from '../../camera_stage';
import { CardHead, ClassColumn } from '../../panels/class_card';
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
    <ClassColumn onAdd={() => void store.addClass()}>
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
    </ClassColumn>
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
  const count = countTraining(row);
  const active = store.active.value === number;
  const left = store.leftOut.value?.label === row.name ? store.leftOut.value.files : null;
  const missed = active && store.held.value ? store.missed.value : null;
  return (
    <article class={`panel teach-card hands-card ${active ? 'active' : ''}`} aria-label={row.name}>
      <CardHead
        name={row.name}
        count={t('handsCount', { n: count })}
        filled={row.count > 0}
        last={last}
        emptying="handsEmpty"
        onRename={(name) => void store.rename(row.name, name)}
        onRemove={(what) => void store.remove(row.name, what)}
      />
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
  return (
    <FileChooser
      class="btn"
      multiple
      accept="image/jpeg,image/png"
      aria-label={t('handsFilesOf', { name: row.name })}
      onFiles={(files) => void store.addFiles(row.name, files)}
    >
      <Icon name="image" />
      <span>{t('handsFiles')}</span>
    </FileChooser>
  );
}
