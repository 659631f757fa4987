/** The classes, background first: each with its sounds as the model gets them, and the button that is held. */

import { Icon } from '../../../../components/icon';
import type { SoundClass } from '../../../../lib/dataset_types';
import { goToView } from '../../../../lib/route';
import { type Key, say, t } from '../../../../lib/texts';
import { SoundMenu } from '../../../data/samples/sound_menu';
import { HoldButton } from '../../camera_stage';
import { ClassColumn, ClassMenu, ClassName, LeftOut } from '../../panels/class_card';
import type { NextStep } from '../../panels/next_step';
import { pickShown, SampleFiles } from '../../panels/sample_cards';
import { countTraining } from '../../taught_store';
import { SoundStage } from './sound_stage';
import type { SoundStore } from './sound_store';
import { SOUND_FILES } from './source_choice';
import './texts';
import '../../texts';

const ROOM = { wide: 10, narrow: 7 };
const SMALL_ROOM = { wide: 5, narrow: 3 };

interface CardsProps {
  store: SoundStore;
  classes: SoundClass[];
  next: NextStep;
}

export function ClassCards({ store, classes, next }: CardsProps) {
  // Once it answers, what is heard is seen there.
  const resting = store.learned.value !== null;
  const lacking = classes.findIndex((one) => countTraining(one) < store.least);
  return (
    <ClassColumn onAdd={() => void store.addClass()}>
      {classes.map((row, number) => {
        const last = row.background || classes.length < 3;
        const shared = { store, row, number, last, filled: next === 'take' && number === lacking };
        if (resting) return <RestingCard key={row.name} {...shared} />;
        return number === store.active.value ? (
          <ActiveCard key={row.name} {...shared} />
        ) : (
          <SmallCard key={row.name} {...shared} />
        );
      })}
    </ClassColumn>
  );
}

interface CardProps {
  store: SoundStore;
  row: SoundClass;
  number: number;
  /** Background, or one of the two classes that must stay. */
  last: boolean;
  filled: boolean;
}

function ActiveCard({ store, row, number, last, filled }: CardProps) {
  return (
    <article class="panel teach-card sounds-card active" aria-label={row.name}>
      <Head store={store} row={row} last={last} />
      <div class="teach-capture sounds-capture">
        <SoundStage store={store} />
        <div class="teach-tools">
          <Hold store={store} row={row} number={number} filled={filled} />
          <p class="cap sounds-hint" role="status">
            {describeHold(store, row)}
          </p>
          <Files store={store} row={row} words="soundsFiles" />
        </div>
      </div>
      <LeftOut files={store.getLeftOut(row.name)} />
      <Tiles store={store} row={row} />
    </article>
  );
}

/** What the hold does, or did. */
function describeHold(store: SoundStore, { background }: SoundClass): string {
  const missed = store.missed.value;
  if (store.held.value && background && store.seconds.value) return t('soundsHeldSeconds', { n: store.seconds.value });
  if (store.held.value && store.kept.value.length) return t('soundsHeldKept', { n: String(store.kept.value.length) });
  return missed ? say(missed) : t(background ? 'soundsHintQuiet' : 'soundsHint');
}

function SmallCard({ store, row, number, last }: CardProps) {
  const label = t('soundsRecord', { name: row.name });
  return (
    <article class="panel teach-card sounds-card small" aria-label={row.name}>
      <div class="teach-small-name">
        <SoundName store={store} row={row} />
        <span class="cap num">{t('soundsCount', { n: countTraining(row) })}</span>
      </div>
      {row.newest.length ? (
        <Tiles store={store} row={row} small />
      ) : (
        <span class="cap teach-none">{t('soundsNone')}</span>
      )}
      <button
        class="btn ghost ic"
        aria-label={label}
        title={label}
        onClick={() => {
          store.active.value = number;
          void store.microphone.open();
        }}
      >
        <Icon name="microphone" />
      </button>
      <SoundClassMenu store={store} row={row} last={last} />
    </article>
  );
}

function RestingCard({ store, row, number, last, filled }: CardProps) {
  const held = store.held.value && store.active.value === number;
  const missed = store.active.value === number && store.missed.value;
  return (
    <article class={`panel teach-card sounds-card ${held ? 'active' : ''}`} aria-label={row.name}>
      <Head store={store} row={row} last={last} />
      <Tiles store={store} row={row} />
      <LeftOut files={store.getLeftOut(row.name)} />
      <div class="row hands-tools">
        <Hold store={store} row={row} number={number} filled={filled} />
        <Files store={store} row={row} words="soundsFilesShort" />
        {(held || missed) && (
          <span class="cap" role="status">
            {describeHold(store, row)}
          </span>
        )}
      </div>
    </article>
  );
}

function Hold({ store, row, number, filled }: Omit<CardProps, 'last'>) {
  return (
    <HoldButton
      store={store.makeHold(number)}
      filled={filled}
      disabled={store.test.turn.value !== null || store.microphone.trouble.value !== null}
      icon="microphone"
      label={t('soundsHold')}
      name={t('soundsRecord', { name: row.name })}
    />
  );
}

function Head({ store, row, last }: Pick<CardProps, 'store' | 'row' | 'last'>) {
  return (
    <header class="row">
      <SoundName store={store} row={row} />
      <span class="cap num">{t('soundsCount', { n: countTraining(row) })}</span>
      <span class="grow" />
      <SoundClassMenu store={store} row={row} last={last} />
    </header>
  );
}

function SoundName({ store, row }: { store: SoundStore; row: SoundClass }) {
  // By its name the library tells which class is that of nothing but background.
  if (row.background) return <b class="teach-name sounds-fixed">{row.name}</b>;
  return <ClassName name={row.name} onRename={(name) => void store.rename(row.name, name)} />;
}

function SoundClassMenu({ store, row, last }: Pick<CardProps, 'store' | 'row' | 'last'>) {
  return (
    <ClassMenu
      name={row.name}
      filled={row.count > 0}
      last={last}
      emptying="soundsEmpty"
      onRemove={(what) => void store.remove(row.name, what)}
    />
  );
}

function Tiles({ store, row, small = false }: { store: SoundStore; row: SoundClass; small?: boolean }) {
  const set = store.program.value?.set ?? '';
  const count = countTraining(row);
  if (!count) return <p class="cap hands-none">{t('soundsNone')}</p>;
  const shown = pickShown(row, small ? SMALL_ROOM : ROOM);
  const rest = count - shown.length;
  return (
    <ul class={small ? 'teach-shots' : 'hands-tiles sounds-tiles'}>
      {shown.map((path, at) => (
        <li key={path}>
          <SoundMenu
            project={store.opened.id}
            path={`data/${set}/${path}`}
            label={t('soundsTile', { name: row.name, n: String(count - at) })}
            onTakeOut={() => void store.removeSample(row.name, path)}
          />
        </li>
      ))}
      {rest > 0 && (
        <li>
          <button
            class="teach-rest num"
            aria-label={t('soundsRest', { n: rest })}
            title={t('soundsRest', { n: rest })}
            onClick={() => goToView(store.opened.id, 'data', set)}
          >
            +{rest}
          </button>
        </li>
      )}
    </ul>
  );
}

function Files({ store, row, words }: Pick<CardProps, 'store' | 'row'> & { words: Key }) {
  return (
    <SampleFiles
      store={store}
      name={row.name}
      accept={`${SOUND_FILES},.json,.cbor,.zip`}
      icon="fileSound"
      words={words}
      called="soundsFilesOf"
    />
  );
}
