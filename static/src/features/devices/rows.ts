/** The rows of the list: the simulated board, ports with what is on them, cameras. */

import type { IconName } from '../../components/icon';
import { type CameraRow, type Declared, type Port, SIMULATED } from '../../lib/board_types';
import { type Key, say, t } from '../../lib/texts';
import { inert } from '../../state/text_log';
import { cameraName } from '../video/preview';
import '../board/texts';
import './texts';

const CAMERA = 'camera:';

/** id: as it stands in the page's address. mine: the board that the program uses. */
export type Row = { id: string; icon: IconName; title: string; text: string; wrong?: boolean; mine?: boolean } & (
  | { kind: 'simulated' }
  | { kind: 'absent'; board: Declared }
  | { kind: 'port'; port: Port }
  | { kind: 'camera'; camera: CameraRow }
);

export function rowsOf(ports: Port[], cameras: CameraRow[], boards: Declared[], used: string): Row[] {
  const mine = (port: Port) => (port.board ? port.board === used : port.boards.includes(used));
  const absent = used !== SIMULATED && !ports.some(mine) ? boards.filter((one) => one.name === used) : [];
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
        mine: true,
      }),
    ),
    ...ports.map(
      (port): Row => ({
        id: port.port,
        kind: 'port',
        port,
        mine: mine(port),
        icon: 'usb',
        title: titleOf(port, boards),
        text: t('onPort', { port: shortName(port.port), state: t(stateOf(port)) }),
        wrong: isWrong(port),
      }),
    ),
    ...cameras.map(
      (camera): Row => ({
        id: CAMERA + camera.source,
        kind: 'camera',
        camera,
        icon: 'camera',
        title: cameraTitle(camera),
        text: t('camera'),
      }),
    ),
  ];
}

/**
 * The board that it is, else what the port calls itself. A device may call itself anything: it is only ever shown as
 * text.
 */
export function titleOf(port: Port, boards: Declared[]): string {
  const found = boards.find((one) => one.name === port.board);
  if (found) return say(found);
  if (port.vid === null && !port.boards.length) return t('plainPort');
  return inert(port.title) || t('unknownBoard');
}

export const cameraTitle = (camera: CameraRow) => (camera.title ? say(camera.title) : cameraName(camera.source));

/** Without the folders that it stands in. */
export const shortName = (port: string) => port.split('/').at(-1)!;

export function stateOf(port: Port): Key {
  if (port.owner) return 'stUsed';
  if (port.state === 'busy') return 'stBusy';
  if (port.state === 'denied') return 'stDenied';
  if (port.error) return 'stTrouble';
  return port.firmware ? 'stOpen' : 'stFree';
}

const isWrong = (port: Port) =>
  !port.owner && (port.state === 'busy' || port.state === 'denied' || port.error !== null);
