/** All boards: first what is plugged in, each with one button for its state, then every kind that can be used. */

import { useState } from 'preact/hooks';
import { Icon } from '../../../components/icon';
import { showToast } from '../../../components/toast';
import * as api from '../../../lib/api';
import type { BoardSpec, Port } from '../../../lib/board_types';
import { makeUrl } from '../../../lib/route';
import { say, t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import { SIMULATED } from '../../../state/simulated_board';
import { devices, loadDevices, replacePort } from '../../board/program_devices';
import { findBoard, getCameraTitle, getTitle, makeCameraId, WIRING } from '../rows';
import { BoardFacts } from './board_facts';
import { BoardPicture } from './board_picture';
import { makeOptionId, moveInGallery, Option } from './option';
import { OtherBoards } from './other_boards';
import { PortCard } from './port_card';
import { describePort } from './port_state';
import '../../project/texts';
import '../texts';

/** What a board has to have built in, of `BoardSpec.more`. */
const FILTERS = { all: 'filterAll', alone: 'filterAlone', vision: 'filterVision' } as const;
type Filter = keyof typeof FILTERS;

interface GalleryProps {
  opened: ProjectStore;
  boards: BoardSpec[];
  /** The kind of board that the program uses. */
  used: string;
}

export function Gallery({ opened, boards, used }: GalleryProps) {
  const project = opened.id;
  const [picked, setPicked] = useState<string | null>(null);
  const [filter, setFilter] = useState<Filter>('all');
  const ports = listPorts();
  const shown = boards.filter((board) => has(board, filter));
  const ids = [...ports.map((port) => port.port), ...shown.map((board) => board.name)];
  const chosen = ids.find((id) => id === picked) ?? ports[0]?.port ?? (ids.includes(used) ? used : ids[0]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys of the options inside
    <div class="gallery" onKeyDown={moveInGallery}>
      <section class="gallery-main" aria-label={t('viewDevices')}>
        <span class="sr" role="listbox" aria-label={t('boards')} aria-owns={ids.map(makeOptionId).join(' ')} />
        <PluggedIn opened={opened} boards={boards} used={used} chosen={chosen} onChoose={setPicked} />
        <header class="row gallery-head">
          <h2>{t('allBoards')}</h2>
          <span class="grow" />
          <Filters filter={filter} onFilter={setFilter} />
        </header>
        <div class="board-kinds">
          {shown.map((board) => (
            <BoardCard
              key={board.name}
              board={board}
              plugged={ports.some((port) => findBoard(port, boards) === board)}
              chosen={board.name === chosen}
              url={makeUrl(project, 'devices', board.name)}
              onChoose={() => setPicked(board.name)}
            />
          ))}
          {!shown.length && <p class="mut">{t('noSuchBoard')}</p>}
          {filter === 'all' && <OtherBoards project={project} />}
        </div>
        <Cameras project={project} />
      </section>
      <Chosen project={project} boards={boards} id={chosen} />
    </div>
  );
}

/** Sockets of the computer itself, in which nothing need be, stand only in the list beside a device. */
const listPorts = () => (devices.value?.ports ?? []).filter((port) => port.likely || port.board);

const has = (board: BoardSpec, filter: Filter) => filter === 'all' || board.more.includes(filter);

/** Lists all ports anew, and asks those boards once more that did not answer. */
async function searchBoards(): Promise<void> {
  await loadDevices();
  const silent = listPorts().filter(
    (port) => port.state === 'free' && port.error && (port.board || port.boards.length),
  );
  for (const row of await Promise.allSettled(silent.map((port) => api.identifyBoard(port.port))))
    if (row.status === 'fulfilled') replacePort(row.value);
}

/** The board that the program uses and that is not plugged in. */
function AbsentCard({ opened, board }: { opened: ProjectStore; board: BoardSpec }) {
  return (
    <a class="plugged-card absent-card" href={makeUrl(opened.id, 'devices', board.name)}>
      <span class="plugged-option">
        <span class="card-picture">
          <BoardPicture board={board} />
        </span>
        <span class="plugged-words">
          <b class="ell">{say(board)}</b>
          <span class="cap">{t(opened.run.busy.value ? 'cableLoose' : 'stAbsent')}</span>
        </span>
      </span>
    </a>
  );
}

interface PluggedInProps {
  opened: ProjectStore;
  boards: BoardSpec[];
  used: string;
  chosen: string;
  onChoose(id: string): void;
}

function PluggedIn({ opened, boards, used, chosen, onChoose }: PluggedInProps) {
  const ports = listPorts();
  const [looking, setLooking] = useState(false);
  const lookAgain = async () => {
    setLooking(true);
    await searchBoards();
    setLooking(false);
    showToast(t('lookedAgain', { n: listPorts().length }));
  };
  const missing = boards.find(({ name }) => name === used && name !== SIMULATED);
  const isHere = ports.some((port) => (port.board ? port.board === used : port.boards.includes(used)));
  return (
    <>
      <header class="row gallery-head">
        <h2>{t('pluggedIn')}</h2>
        <span class="count">{ports.length}</span>
        <span class="grow" />
        <button class="btn ghost" disabled={looking} onClick={() => void lookAgain()}>
          <Icon name="refresh" />
          <span>{t(looking ? 'lookingAgain' : 'lookAgain')}</span>
        </button>
      </header>
      <div class="plugged">
        {ports.map((port) => (
          <PortCard
            key={port.port}
            project={opened.id}
            port={port}
            boards={boards}
            chosen={port.port === chosen}
            onChoose={() => onChoose(port.port)}
          />
        ))}
        {missing && !isHere && <AbsentCard opened={opened} board={missing} />}
        {!ports.length && <p class="mut">{t('noPorts')}</p>}
      </div>
    </>
  );
}

interface BoardCardProps {
  board: BoardSpec;
  plugged: boolean;
  chosen: boolean;
  url: string;
  onChoose(): void;
}

function BoardCard({ board, plugged, chosen, url, onChoose }: BoardCardProps) {
  return (
    <Option id={board.name} class={`kind-card ${chosen ? 'chosen' : ''}`} chosen={chosen} url={url} onChoose={onChoose}>
      <span class="card-picture">
        <BoardPicture board={board} />
        {plugged && (
          <span class="plug-badge" title={t('pluggedIn')}>
            <Icon name="plug" size="s" />
            <span class="sr">{t('pluggedIn')}</span>
          </span>
        )}
      </span>
      <b class="ell">{say(board)}</b>
      <span class="cap ell">{describeBoard(board)}</span>
    </Option>
  );
}

function describeBoard(board: BoardSpec): string {
  if (board.name === SIMULATED) return t('noBoardNeeded');
  if (board.more.includes('vision')) return t('filterVision');
  if (board.more.includes('alone')) return t('filterAlone');
  return t('withComputer', { n: board.pins.length });
}

function Filters({ filter, onFilter }: { filter: Filter; onFilter(to: Filter): void }) {
  return (
    <div class="seg" role="group" aria-label={t('allBoards')}>
      {(Object.keys(FILTERS) as Filter[]).map((name) => (
        <button key={name} aria-pressed={name === filter} onClick={() => onFilter(name)}>
          {t(FILTERS[name])}
        </button>
      ))}
    </div>
  );
}

function Cameras({ project }: { project: string }) {
  const cameras = devices.value?.cameras ?? [];
  if (!cameras.length) return null;
  return (
    <>
      <h2 class="gallery-head">{t('cameras')}</h2>
      <p class="row gallery-cameras">
        {cameras.map((camera) => (
          <a key={camera.source} class="btn" href={makeUrl(project, 'devices', makeCameraId(camera))}>
            <Icon name="camera" />
            <span>{getCameraTitle(camera)}</span>
          </a>
        ))}
      </p>
    </>
  );
}

/** The right column. */
function Chosen({ project, boards, id }: { project: string; boards: BoardSpec[]; id: string }) {
  const ports = listPorts();
  const kind = boards.find((board) => board.name === id);
  const port = ports.find((one) => (kind ? findBoard(one, boards) === kind : one.port === id));
  const board = kind ?? (port && findBoard(port, boards));
  const { note, tone } = describeChosen(port, board);
  return (
    <BoardFacts
      title={board ? say(board) : port ? getTitle(port, boards) : t('unknownBoard')}
      board={board}
      note={note}
      tone={tone}
      url={makeUrl(project, 'devices', port?.port ?? id)}
      wiringUrl={makeUrl(project, 'devices', WIRING + (port?.port ?? id))}
    />
  );
}

function describeChosen(port: Port | undefined, board: BoardSpec | undefined): { note: string; tone: string } {
  if (!port) return { note: t(board?.name === SIMULATED ? 'simulatedNote' : 'plugNote'), tone: '' };
  const state = describePort(port, board);
  return {
    note: state.action === 'install' ? t('firmwareNote') : port.error ? say(port.error) : state.words,
    tone: state.tone,
  };
}
