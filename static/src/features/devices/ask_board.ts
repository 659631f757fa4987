/** Asks a board what it is. It takes up to five seconds: the board begins anew when its port is opened. */

import { useEffect, useState } from 'preact/hooks';
import { showToast } from '../../components/toast';
import * as api from '../../lib/api';
import type { Port } from '../../lib/board_types';
import { say } from '../../lib/texts';
import { replacePort } from '../board/program_devices';

/** Asks at once where nobody has asked yet. busy: the request that is under way. */
export function useAskBoard(port: Port) {
  const [busy, setBusy] = useState<'ask' | 'release' | null>(null);
  const act = async (name: 'ask' | 'release', send: (port: string) => Promise<Port>) => {
    setBusy(name);
    try {
      replacePort(await send(port.port));
    } catch (error) {
      showToast(say(api.describeError(error)));
    }
    setBusy(null);
  };
  const ask = () => act('ask', api.identifyBoard);
  const isNew = port.state === 'free' && !port.firmware && !port.error && (port.board || port.boards.length);
  useEffect(() => {
    if (isNew) void ask();
  }, [port.port, port.board]);
  return { busy, ask: () => void ask(), letGo: () => void act('release', api.releasePort) };
}
