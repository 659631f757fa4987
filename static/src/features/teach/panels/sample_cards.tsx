/** Cards of classes whose samples are recorded while a button is held: each with its newest ones. */

import type { ComponentChildren } from 'preact';
import { FileChooser } from '../../../components/files/file_chooser';
import { Icon, type IconName } from '../../../components/icon';
import { Menu, MenuItem } from '../../../components/menu';
import { type Key, t } from '../../../lib/texts';
import type { RecordedClass, RecordedStore } from '../recorded_store';
import { countTraining, type TaughtProgram } from '../taught_store';
import { CardHead, ClassColumn, LeftOut } from './class_card';
import type { NextStep } from './next_step';

type Recorded<Row extends RecordedClass> = Pick<
  RecordedStore<Row, TaughtProgram, unknown>,
  'active' | 'least' | 'addClass' | 'addFiles' | 'getLeftOut' | 'remove' | 'rename'
>;

/** What a kind says of its samples. */
export interface CardWords {
  count: Key;
  none: Key;
  emptying: Key;
  takeOut: Key;
}

/** Samples in a row, the rest with them; fewer where the page is narrow. */
export interface Room {
  wide: number;
  narrow: number;
}

interface SampleTile {
  key: string | number;
  name: string;
  picture: ComponentChildren;
  takeOut(): void;
}

interface CardsProps<Row extends RecordedClass> {
  store: Recorded<Row>;
  classes: Row[];
  next: NextStep;
  words: CardWords;
  room: Room;
  /** n: the sample is the n-th of its class. */
  describeTile(sample: Row['newest'][number], row: Row, n: number): SampleTile;
  /** Ways to more samples. filled: they are the next step. */
  showTools(row: Row, number: number, filled: boolean): ComponentChildren;
}

export function SampleCards<Row extends RecordedClass>(props: CardsProps<Row>) {
  const { store, classes, next } = props;
  const lacking = classes.findIndex((one) => countTraining(one) < store.least);
  return (
    <ClassColumn onAdd={() => void store.addClass()}>
      {classes.map((row, number) => (
        <Card key={row.name} {...props} row={row} number={number} filled={next === 'take' && number === lacking} />
      ))}
    </ClassColumn>
  );
}

interface CardProps<Row extends RecordedClass> extends CardsProps<Row> {
  row: Row;
  number: number;
  filled: boolean;
}

function Card<Row extends RecordedClass>(props: CardProps<Row>) {
  const { store, classes, words, row, number } = props;
  const active = store.active.value === number;
  return (
    <article class={`panel teach-card hands-card ${active ? 'active' : ''}`} aria-label={row.name}>
      <CardHead
        name={row.name}
        count={t(words.count, { n: countTraining(row) })}
        filled={row.count > 0}
        last={classes.length < 3}
        emptying={words.emptying}
        onRename={(name) => void store.rename(row.name, name)}
        onRemove={(what) => void store.remove(row.name, what)}
      />
      <Tiles {...props} />
      <LeftOut files={store.getLeftOut(row.name)} />
      <div class="row hands-tools">{props.showTools(row, number, props.filled)}</div>
    </article>
  );
}

function Tiles<Row extends RecordedClass>({ words, room, row, describeTile }: CardProps<Row>) {
  const count = countTraining(row);
  if (!count) return <p class="cap hands-none">{t(words.none)}</p>;
  const shown = pickShown(row, room);
  return (
    <ul class="hands-tiles">
      {shown.map((sample, at) => {
        const { key, name, picture, takeOut } = describeTile(sample, row, Math.max(1, count - at));
        return (
          <li key={key}>
            <Menu label={name} class="hands-tile-button" align="left" button={picture}>
              <MenuItem icon="trash" label={t(words.takeOut)} onChoose={takeOut} />
            </Menu>
          </li>
        );
      })}
      {count > shown.length && <li class="teach-rest num hands-rest">+{count - shown.length}</li>}
    </ul>
  );
}

/** The newest samples, as many as there is room for. */
export function pickShown<Row extends RecordedClass>(row: Row, { wide, narrow }: Room): Row['newest'] {
  const most = innerWidth < 1200 && innerWidth > 899 ? narrow : wide;
  return row.newest.slice(0, countTraining(row) > most ? most - 1 : most);
}

interface FilesProps {
  store: Pick<Recorded<RecordedClass>, 'addFiles'>;
  /** The class. */
  name: string;
  accept: string;
  icon: IconName;
  /** What the button says, and what it is called. */
  words: Key;
  called: Key;
}

export function SampleFiles({ store, name, accept, icon, words, called }: FilesProps) {
  return (
    <FileChooser
      class="btn"
      multiple
      accept={accept}
      aria-label={t(called, { name })}
      onFiles={(files) => void store.addFiles(name, files)}
    >
      <Icon name={icon} />
      <span>{t(words)}</span>
    </FileChooser>
  );
}
