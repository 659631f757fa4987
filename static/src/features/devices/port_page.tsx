/** A port of this computer with what is on it: how it stands, its picture, its text. */

import { useMemo, useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import type { BoardSpec, Port } from '../../lib/board_types';
import { makeUrl } from '../../lib/route';
import { t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { useBoard } from '../board/board_state';
import { collectParts } from '../board/used_pins';
import { useAskBoard } from './ask_board';
import { BoardStage } from './board_stage';
import { InstallFirmware, isInstalling } from './install_firmware';
import { PinTable } from './pin_table';
import { PortDetails } from './port_details';
import { PortProblem } from './problem';
import { findBoard, getTitle } from './rows';
import { SerialMonitor } from './serial_monitor';
import { WiringLink } from './wiring/wiring_link';
import './texts';

type Tab = 'wiring' | 'serial' | 'plotter';
const TABS: Tab[] = ['wiring', 'serial', 'plotter'];

interface PortProps {
  opened: ProjectStore;
  port: Port;
  boards: BoardSpec[];
  /** Whether it is the board that the program uses. */
  mine: boolean;
}

export function PortPage({ opened, port, boards, mine }: PortProps) {
  const [tab, setTab] = useState<Tab>('wiring');
  const board = findBoard(port, boards);
  const feed = useBoard(port.owner ? `board:${port.port}` : null);
  const found = collectParts(opened, feed?.state.value ?? null, mine && !port.owner);
  const parts = useMemo(() => found, [JSON.stringify(found)]);
  return (
    <>
      <section class="dev-main" aria-label={getTitle(port, boards)}>
        <header class="row dev-head">
          <PortStatus opened={opened} port={port} />
          <span class="grow" />
          <div class="seg" role="group" aria-label={getTitle(port, boards)}>
            {TABS.map((one) => (
              <button key={one} aria-pressed={one === tab} onClick={() => setTab(one)}>
                {t(one)}
              </button>
            ))}
          </div>
        </header>
        {!isInstalling(port) && <PortProblem port={port} />}
        {tab !== 'wiring' && <SerialMonitor key={port.port} port={port} drawn={tab === 'plotter'} />}
        {tab === 'wiring' &&
          (board ? (
            <BoardStage feed={feed} board={board} parts={parts} simulated={false} />
          ) : (
            <div class="empty">
              <Icon name="question" size="l" />
              <b>{t('unknownBoard')}</b>
              <p>{t('unknownText')}</p>
            </div>
          ))}
      </section>
      <aside class="dev-side side" aria-label={getTitle(port, boards)}>
        <h2 class="row">
          <Icon name="usb" />
          <span class="ell" title={getTitle(port, boards)}>
            {getTitle(port, boards)}
          </span>
        </h2>
        <PortActions port={port} board={board} url={makeUrl(opened.id, 'devices', port.port)} />
        <PortDetails port={port} boards={boards} />
        <PinTable feed={feed} parts={parts} />
        {parts.length > 0 && <p class="cap dev-part">{t(port.owner ? 'realInputs' : 'wireSo')}</p>}
        {board && <WiringLink project={opened.id} id={port.port} />}
      </aside>
    </>
  );
}

function PortStatus({ opened, port }: { opened: ProjectStore; port: Port }) {
  if (port.owner)
    return (
      <p class="pill board-used" role="status">
        <Icon name="check" size="s" />
        <span class="ell">
          {port.owner.project === opened.id ? t('usedHere') : t('usedBy', { name: port.owner.title })}
        </span>
      </p>
    );
  if (port.state === 'busy')
    return (
      <p class="pill board-out" role="status">
        <Icon name="alert" size="s" />
        {t('stBusy')}
      </p>
    );
  if (port.state === 'denied')
    return (
      <p class="pill board-out" role="status">
        <Icon name="alert" size="s" />
        {t('stDenied')}
      </p>
    );
  return (
    <p class="pill" role="status">
      {t('nobodyUses')}
    </p>
  );
}

function PortActions({ port, board, url }: { port: Port; board?: BoardSpec; url: string }) {
  const { busy, ask, letGo } = useAskBoard(port);
  return (
    <section class="dev-part dev-acts">
      {board?.installable && <InstallFirmware port={port} board={board} url={url} />}
      <button class="btn" disabled={busy !== null || port.owner !== null || isInstalling(port)} onClick={ask}>
        <Icon name="question" />
        <span>{t(busy === 'ask' ? 'asking' : 'askBoard')}</span>
      </button>
      {port.state === 'open' && !port.owner && (
        <>
          <button class="btn" disabled={busy !== null} onClick={letGo}>
            <Icon name="unplugged" />
            <span>{t('letGo')}</span>
          </button>
          <p class="cap">{t('letGoHelp')}</p>
        </>
      )}
    </section>
  );
}
