/** All boards: first what is plugged in, each with one button for its state, then every kind that can be used. */

import { useState } from 'preact/hooks';
import { Icon } from '../../../components/icon';
import type { BoardSpec, Port } from '../../../lib/board_types';
import { makeUrl } from '../../../lib/route';
import { say, t } from '../../../lib/texts';
import { SIMULATED } from '../../../state/simulated_board';
import { devices, loadDevices } from '../../board/program_devices';
import { findBoard, getCameraTitle, getTitle, makeCameraId, WIRING } from '../rows';
import { BoardFacts } from './board_facts';
import { BoardPicture } from './board_picture';
import { makeOptionId, moveInGallery, Option } from './option';
import { PortCard } from './port_card';
import { describePort } from './port_state';
import '../../project/texts';
import '../texts';

/** What a board has to have built in, of `BoardSpec.more`. */
const FILTERS = { all: 'filterAll', alone: 'filterAlone', vision: 'filterVision' } as const;
type Filter = keyof typeof FILTERS;

interface GalleryProps {
  project: string;
  boards: BoardSpec[];
  /** The kind of board that the program uses. */
  used: string;
}

export function Gallery({ project, boards, used }: GalleryProps) {
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
        <PluggedIn project={project} boards={boards} chosen={chosen} onChoose={setPicked} />
        <header class="row gallery-head">
          <h2>{t('allBoards')}</h2>
          <span class="grow" />
          <Filters boards={boards} filter={filter} onFilter={setFilter} />
        </header>
        <div class="kinds">
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

interface PluggedInProps {
  project: string;
  boards: BoardSpec[];
  chosen: string;
  onChoose(id: string): void;
}

function PluggedIn({ project, boards, chosen, onChoose }: PluggedInProps) {
  const ports = listPorts();
  return (
    <>
      <header class="row gallery-head">
        <h2>{t('pluggedIn')}</h2>
        <span class="count">{ports.length}</span>
        <span class="grow" />
        <button class="btn ghost" onClick={() => void loadDevices()}>
          <Icon name="refresh" />
          <span>{t('lookAgain')}</span>
        </button>
      </header>
      <div class="plugged">
        {ports.map((port) => (
          <PortCard
            key={port.port}
            project={project}
            port={port}
            boards={boards}
            chosen={port.port === chosen}
            onChoose={() => onChoose(port.port)}
          />
        ))}
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

/** Only what some boards have and others have not. */
function Filters({ boards, filter, onFilter }: { boards: BoardSpec[]; filter: Filter; onFilter(to: Filter): void }) {
  const names = (Object.keys(FILTERS) as Filter[]).filter((name) => boards.some((board) => has(board, name)));
  if (names.length < 2) return null;
  return (
    <div class="seg" role="group" aria-label={t('allBoards')}>
      {names.map((name) => (
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
