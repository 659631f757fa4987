/** A board that is plugged in: its picture, how it stands in words, and one button for that. */

import { useState } from 'preact/hooks';
import { Icon } from '../../../components/icon';
import type { BoardSpec, Port } from '../../../lib/board_types';
import { makeUrl } from '../../../lib/route';
import { say, t } from '../../../lib/texts';
import { useAskBoard } from '../ask_board';
import { InstallFirmware } from '../install_firmware';
import { WhichBoard } from '../port_details';
import { copyLine } from '../problem';
import { findBoard, getTitle, shortenName } from '../rows';
import { BoardPicture } from './board_picture';
import { Option } from './option';
import { describePort, type PortState } from './port_state';
import '../texts';

interface PortCardProps {
  project: string;
  port: Port;
  boards: BoardSpec[];
  chosen: boolean;
  onChoose(): void;
}

export function PortCard({ project, port, boards, chosen, onChoose }: PortCardProps) {
  const board = findBoard(port, boards);
  const state = describePort(port, board);
  const url = makeUrl(project, 'devices', port.port);
  return (
    <article class={`plugged-card ${chosen ? 'chosen' : ''}`}>
      <Option id={port.port} class="plugged-option" chosen={chosen} url={url} onChoose={onChoose}>
        <span class="card-picture">{board ? <BoardPicture board={board} /> : <Icon name="usb" size="l" />}</span>
        <span class="plugged-words">
          <b class="ell" title={getTitle(port, boards)}>
            {getTitle(port, boards)}
          </b>
          <span class="cap ell">
            {shortenName(port.port)} · <b class={`port-said ${state.tone}`}>{state.words}</b>
          </span>
        </span>
      </Option>
      <div class="plugged-act">
        <PortButton port={port} board={board} boards={boards} state={state} url={url} />
      </div>
    </article>
  );
}

interface PortButtonProps {
  port: Port;
  board?: BoardSpec;
  boards: BoardSpec[];
  state: PortState;
  url: string;
}

function PortButton({ port, board, boards, state, url }: PortButtonProps) {
  const { busy, ask } = useAskBoard(port);
  const [installs, setInstalls] = useState(false);
  if (board && (installs || state.action === 'install' || state.action === 'renew'))
    return <InstallFirmware port={port} board={board} url={url} onOpen={setInstalls} />;
  if (busy === 'ask')
    return (
      <button class="btn" disabled>
        <Icon name="question" />
        <span>{t('asking')}</span>
      </button>
    );
  switch (state.action) {
    case 'name':
      return <WhichBoard port={port} boards={boards} first={t('treatAs')} />;
    case 'copy':
      return (
        <button class="btn" onClick={() => void copyLine(port.repair!)}>
          <Icon name="copy" />
          <span>{t('copyCommand')}</span>
        </button>
      );
    case 'ask':
    case 'again':
      return (
        <button class="btn" onClick={ask}>
          <Icon name={state.action === 'ask' ? 'question' : 'refresh'} />
          <span>{t(state.action === 'ask' ? 'askBoard' : 'tryOnceMore')}</span>
        </button>
      );
    default:
      return (
        <a class="btn" href={url} title={port.error ? say(port.error) : undefined}>
          <Icon name={state.action === 'use' ? 'play' : 'info'} />
          <span>{t(state.action === 'use' ? 'tryBoard' : port.state === 'driverless' ? 'howDriver' : 'whatToDo')}</span>
        </a>
      );
  }
}
