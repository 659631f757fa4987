/**
 * What is known of a port. Names and numbers come from the device itself: they are shown as text, whatever they say.
 */

import { showToast } from '../../components/toast';
import * as api from '../../lib/api';
import type { BoardSpec, Port } from '../../lib/board_types';
import { say, t } from '../../lib/texts';
import { SIMULATED } from '../../state/simulated_board';
import { sanitize } from '../../state/text_log';
import { replacePort } from '../board/program_devices';
import { formatUsb } from './rows';
import './texts';

export function PortDetails({ port, boards }: { port: Port; boards: BoardSpec[] }) {
  const facts: [string, string][] = [
    [t('portIs'), port.port],
    [t('firmwareIs'), port.firmware ? `${port.firmware.name} ${port.firmware.version.join('.')}` : '–'],
    [t('usbNumbers'), formatUsb(port)],
    [t('serialNumber'), port.serial_number ?? ''],
  ];
  return (
    <dl class="dev-part facts">
      <div>
        <dt>{t('boardIs')}</dt>
        <dd>
          {port.certain ? (
            boards.filter((one) => one.name === port.board).map(say)
          ) : (
            <WhichBoard port={port} boards={boards} />
          )}
        </dd>
      </div>
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{sanitize(value)}</dd>
          </div>
        ))}
    </dl>
  );
}

/** Many boards share one chip: the child knows which it is. first: what stands there before one is chosen. */
export function WhichBoard({ port, boards, first }: { port: Port; boards: BoardSpec[]; first?: string }) {
  const real = boards.filter((one) => one.name !== SIMULATED);
  const likely = [...real].sort((a, b) => Number(port.boards.includes(b.name)) - Number(port.boards.includes(a.name)));
  const choose = async (board: string) => {
    try {
      replacePort(await api.nameBoard(port.port, board));
    } catch (error) {
      showToast(say(api.describeError(error)));
    }
  };
  return (
    <select
      class="choice"
      aria-label={t('boardIs')}
      value={port.board ?? ''}
      disabled={port.owner !== null}
      onChange={(event) => void choose(event.currentTarget.value)}
    >
      {!port.board && <option value="">{first ?? t('notKnown')}</option>}
      {likely.map((one) => (
        <option key={one.name} value={one.name}>
          {say(one)}
        </option>
      ))}
    </select>
  );
}
