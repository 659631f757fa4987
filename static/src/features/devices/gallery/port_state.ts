/** How a port stands, in words, and the one thing to do about it. */

import type { BoardSpec, Port } from '../../../lib/board_types';
import { t } from '../../../lib/texts';
import { sanitize } from '../../../state/text_log';
import { isCurrent, isInstalling } from '../install_firmware';
import { formatUsb, shortenName } from '../rows';
import '../texts';

/**
 * use: read and move it; renew: it works, and ours does more; ask: let it tell what it is; name: a person says what it
 * is; help: its page says more.
 */
export type PortAction = 'use' | 'install' | 'renew' | 'ask' | 'again' | 'copy' | 'name' | 'help';

export interface PortState {
  words: string;
  tone: 'good' | 'warn' | '';
  action: PortAction;
}

/** board: the kind that it is, or most likely is. */
export function describePort(port: Port, board: BoardSpec | undefined): PortState {
  if (isInstalling(port)) return { words: t('installing'), tone: '', action: 'install' };
  if (port.owner) return { words: t('stUsed'), tone: 'good', action: 'use' };
  if (port.state === 'busy')
    return {
      words: t('heldBy', { who: sanitize(port.holder) || t('anotherProgram'), port: shortenName(port.port) }),
      tone: 'warn',
      action: 'again',
    };
  if (port.state === 'driverless') return { words: t('noDriver'), tone: 'warn', action: 'help' };
  if (port.state === 'denied')
    return {
      words: t('noRight', { port: shortenName(port.port) }),
      tone: 'warn',
      action: port.repair ? 'copy' : 'help',
    };
  if (port.firmware)
    return board?.installable && !isCurrent(port, board)
      ? { words: t('oldFirmware'), tone: 'good', action: 'renew' }
      : { words: t('usable'), tone: 'good', action: 'use' };
  const id = formatUsb(port);
  if (!board) return { words: id ? t('unknownUsb', { id }) : t('unknownPort'), tone: 'warn', action: 'name' };
  if (!port.error) return { words: t('notAsked'), tone: '', action: 'ask' };
  const found = { empty: 'isEmpty', program: 'otherProgram' } as const;
  return board.installable
    ? { words: t(port.contents ? found[port.contents] : 'noFirmware'), tone: 'warn', action: 'install' }
    : { words: t('speaksOther'), tone: 'warn', action: 'help' };
}
