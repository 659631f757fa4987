/**
 * The devices of this computer: all boards, or one device with its picture, and at the right what a hand can do with
 * it. With a running program it opens at that program's board.
 */

import { useEffect, useRef, useState } from 'preact/hooks';
import { LoadFailure } from '../../components/feedback/loading';
import { showToast } from '../../components/toast';
import type { Port } from '../../lib/board_types';
import { place } from '../../lib/route';
import { t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { SIMULATED } from '../../state/simulated_board';
import { devices, loadDevices, trouble, useDevices, watchDevices } from '../board/program_devices';
import { makeBoardTopic } from '../board/which_board';
import { CameraPage } from './camera_page';
import { DeviceList } from './device_list';
import { Gallery } from './gallery/gallery';
import { MissingBoardPage } from './missing_board_page';
import { PortPage } from './port_page';
import { findBoard, getTitle, makeRows, WIRING } from './rows';
import { SimulatedPage } from './simulated_page';
import { WiringPage } from './wiring/wiring_page';
import '../project/texts';
import './texts';
import '../../lib/common_texts';

export function DevicesView({ opened }: { opened: ProjectStore }) {
  const { boards } = useDevices();
  useEffect(watchDevices, []);
  const [running] = useState(() => opened.run.busy.peek());
  const ports = devices.value?.ports ?? [];
  useArrivals(devices.value ? ports : null, (port) => getTitle(port, boards));
  const used = opened.program.value.devices?.boards[0] ?? SIMULATED;
  const named = place.value.kind === 'project' ? place.value.detail : null;
  const rows = makeRows(ports, devices.value?.cameras ?? [], boards, used, named);
  const chosen = rows.find((row) => row.id === named) ?? (running && !named ? rows.find((row) => row.mine) : undefined);
  const simulated = boards.find((one) => one.name === SIMULATED);
  if (!boards.length) return <Waiting />;
  if (named?.startsWith(WIRING)) {
    const id = named.slice(WIRING.length);
    const port = ports.find((one) => one.port === id);
    const board = port ? findBoard(port, boards) : boards.find((one) => one.name === id);
    const topic = id === SIMULATED ? makeBoardTopic(opened) : port?.owner ? `board:${port.port}` : null;
    const here = id === SIMULATED || port !== undefined;
    if (board) return <WiringPage key={id} opened={opened} board={board} id={id} topic={topic} here={here} />;
  }
  if (!chosen)
    return (
      <>
        <h1 class="sr">{t('viewDevices')}</h1>
        <Gallery opened={opened} boards={boards} used={used} />
      </>
    );
  return (
    <div class="devices">
      <h1 class="sr">{t('viewDevices')}</h1>
      <DeviceList
        project={opened.id}
        rows={rows}
        chosen={chosen}
        alone={!ports.some((port) => port.board || port.boards.length)}
      />
      {chosen.kind === 'simulated' && simulated && (
        <SimulatedPage opened={opened} board={simulated} mine={used === SIMULATED} />
      )}
      {chosen.kind === 'absent' && (
        <MissingBoardPage opened={opened} board={chosen.board} mine={chosen.mine === true} />
      )}
      {chosen.kind === 'port' && (
        <PortPage key={chosen.id} opened={opened} port={chosen.port} boards={boards} mine={chosen.mine === true} />
      )}
      {chosen.kind === 'camera' && <CameraPage key={chosen.id} camera={chosen.camera} />}
    </div>
  );
}

/** Says what was plugged in or out while the view is open. */
function useArrivals(ports: Port[] | null, nameOf: (port: Port) => string): void {
  const before = useRef<Map<string, string> | null>(null);
  const now = ports && new Map(ports.map((port) => [port.port, nameOf(port)]));
  useEffect(() => {
    const old = before.current;
    before.current = now;
    if (!old || !now) return;
    for (const [port, name] of now) if (!old.has(port)) showToast(t('foundAgain', { name }));
    for (const [port, name] of old) if (!now.has(port)) showToast(t('unplugged', { name }));
  }, [ports?.map((port) => port.port).join('\n')]);
}

function Waiting() {
  if (!trouble.value)
    return (
      <p class="loading" role="status">
        {t('devicesWait')}
      </p>
    );
  return <LoadFailure trouble={trouble.value} onRetry={() => void loadDevices()} />;
}
