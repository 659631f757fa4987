/** The rows of the list: the simulated board, ports with what is on them, cameras. */

import type { IconName } from '../../components/icon';
import type { BoardSpec, CameraRow, Port } from '../../lib/board_types';
import { type Key, say, t } from '../../lib/texts';
import { SIMULATED } from '../../state/simulated_board';
import { sanitize } from '../../state/text_log';
import { getCameraName } from '../video/preview';
import '../board/texts';
import './texts';

/** In the page's address: all boards, also while a program runs. */
export const GALLERY = 'all';
/** In the page's address: the wiring of a board or of what is at a port. */
export const WIRING = 'wiring:';
const CAMERA = 'camera:';
export const makeCameraId = (camera: CameraRow) => CAMERA + camera.source;

/** id: as it stands in the page's address. mine: the board that the program uses. */
export type Row = { id: string; icon: IconName; title: string; text: string; wrong?: boolean; mine?: boolean } & (
  | { kind: 'simulated' }
  | { kind: 'absent'; board: BoardSpec }
  | { kind: 'port'; port: Port }
  | { kind: 'camera'; camera: CameraRow }
);

/** named: what the page's address asks for, which may be a kind of board that is not plugged in. */
export function makeRows(
  ports: Port[],
  cameras: CameraRow[],
  boards: BoardSpec[],
  used: string,
  named: string | null,
): Row[] {
  const mine = (port: Port) => (port.board ? port.board === used : port.boards.includes(used));
  const absent = boards.filter(
    ({ name }) => name !== SIMULATED && (name === named || (name === used && !ports.some(mine))),
  );
  return [
    {
      id: SIMULATED,
      kind: SIMULATED,
      icon: 'cpu',
      title: t('simBoard'),
      text: t('alwaysThere'),
      mine: used === SIMULATED,
    },
    ...absent.map(
      (board): Row => ({
        id: board.name,
        kind: 'absent',
        board,
        icon: 'unplugged',
        title: say(board),
        text: t('stAbsent'),
        mine: board.name === used,
      }),
    ),
    ...ports.map(
      (port): Row => ({
        id: port.port,
        kind: 'port',
        port,
        mine: mine(port),
        icon: 'usb',
        title: getTitle(port, boards),
        text: t('onPort', { port: shortenName(port.port), state: t(describeState(port)) }),
        wrong: isWrong(port),
      }),
    ),
    ...cameras.map(
      (camera): Row => ({
        id: makeCameraId(camera),
        kind: 'camera',
        camera,
        icon: 'camera',
        title: getCameraTitle(camera),
        text: t('camera'),
      }),
    ),
  ];
}

/**
 * The board that it is, else what the port calls itself. A device may call itself anything: it is only ever shown as
 * text.
 */
export function getTitle(port: Port, boards: BoardSpec[]): string {
  const found = boards.find((one) => one.name === port.board);
  if (found) return say(found);
  if (port.vid === null && !port.boards.length) return t('plainPort');
  return sanitize(port.title) || t('unknownBoard');
}

export const getCameraTitle = (camera: CameraRow) => (camera.title ? say(camera.title) : getCameraName(camera.source));

/** The kind of board that it is, or most likely is. */
export const findBoard = (port: Port, boards: BoardSpec[]) =>
  boards.find((one) => one.name === (port.board ?? port.boards[0]));

/** Its USB numbers, as `1a86:7523`; empty where there are none. */
export function formatUsb({ vid, pid }: Port): string {
  const format = (number: number) => number.toString(16).padStart(4, '0');
  return vid === null || pid === null ? '' : `${format(vid)}:${format(pid)}`;
}

/** Without the folders that it stands in. */
export const shortenName = (port: string) => (port.startsWith('usb:') ? 'USB' : port.split('/').at(-1)!);

export function describeState(port: Port): Key {
  if (port.owner) return 'stUsed';
  if (port.state === 'busy') return 'stBusy';
  if (port.state === 'denied') return 'stDenied';
  if (port.state === 'driverless') return 'noDriver';
  if (port.error) return 'stTrouble';
  return port.firmware ? 'stOpen' : 'stFree';
}

const isWrong = (port: Port) =>
  !port.owner && (port.state === 'busy' || port.state === 'denied' || port.error !== null);
