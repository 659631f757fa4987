/**
 * Our firmware on a board: what is on it now, four steps, and how it ended. Only the third tick says that it is the
 * same.
 */

import { useState } from 'preact/hooks';
import { Dialog } from '../../components/dialog';
import { Icon } from '../../components/icon';
import { showToast } from '../../components/toast';
import * as api from '../../lib/api';
import type { BoardSpec, Install, Port } from '../../lib/board_types';
import { type Key, say, t } from '../../lib/texts';
import { sanitize } from '../../state/text_log';
import { replacePort } from '../board/program_devices';
import { BoardPicture } from './gallery/board_picture';
import { ProblemText } from './problem';
import './texts';

/** The name of our firmware. */
const OWN = 'Sunmao Firmata';
const STEPS = { find: 'stepFind', write: 'stepWrite', verify: 'stepVerify', blink: 'stepBlink' } as const;
const NAMES = Object.keys(STEPS) as (keyof typeof STEPS)[];
type End = 'done' | 'failed' | 'stopped';

/** Whether the board has our firmware, and as new a one as we would install. */
export function isCurrent(port: Port, board: BoardSpec): boolean {
  if (port.firmware?.name !== OWN) return false;
  const [major, minor] = port.firmware.version;
  const [newMajor, newMinor] = board.sketch_version ?? [0, 0];
  return major > newMajor || (major === newMajor && minor >= newMinor);
}

export const isInstalling = (port: Port) => port.install !== null && !isOver(port.install);
const isOver = (install: Install) => install.step === 'done' || install.step === 'failed' || install.step === 'stopped';

interface InstallFirmwareProps {
  port: Port;
  board: BoardSpec;
  /** The page of the port. */
  url: string;
  /** Hears whether its window is open: it says how it ended when the port needs it no more. */
  onOpen?(open: boolean): void;
}

/** The button where a board has no firmware of ours, and the window that it opens. */
export function InstallFirmware({ port, board, url, onOpen }: InstallFirmwareProps) {
  const [open, setOpen] = useState(false);
  const [begun, setBegun] = useState(false);
  const runs = isInstalling(port);
  const busy = port.state === 'busy' || port.state === 'denied' || port.owner !== null;
  const act = async (send: () => Promise<Port>) => {
    try {
      replacePort(await send());
      setBegun(true);
    } catch (error) {
      showToast(say(api.describeError(error)));
    }
  };
  const show = (now: boolean) => {
    setOpen(now);
    onOpen?.(now);
  };
  const close = () => {
    show(false);
    if (!runs) setBegun(false);
  };
  const start = () => void act(() => api.installFirmware(port.port, board.name));
  const install = runs || begun ? port.install : null;
  if (isCurrent(port, board) && !open) return null;
  return (
    <>
      <button class={`btn ${port.firmware ? '' : 'pri'}`} disabled={busy && !runs} onClick={() => show(true)}>
        <Icon name="download" />
        <span>{t(runs ? 'installing' : port.firmware ? 'renewFirmware' : 'installFirmware')}</span>
      </button>
      {open && (
        <Dialog title={t('installTitle', { board: say(board) })} class="dev-install" firm={runs} onClose={close}>
          <div class="row dev-install-what">
            <span class="card-picture">
              <BoardPicture board={board} />
            </span>
            <div class="grow">{install ? <Now install={install} /> : <Before port={port} board={board} />}</div>
          </div>
          {install && <Steps install={install} port={port} />}
          <div class="row dialog-foot">
            {runs ? (
              <button class="btn" onClick={() => void act(() => api.stopInstall(port.port))}>
                {t('stopInstall')}
              </button>
            ) : install?.step === 'done' ? (
              <>
                <button class="btn" onClick={close}>
                  {t('installClose')}
                </button>
                <a class="btn pri" href={url} onClick={close}>
                  <Icon name="play" />
                  <span>{t('tryBoard')}</span>
                </a>
              </>
            ) : (
              <button class="btn pri" onClick={start}>
                {t(install ? 'installAgain' : 'installFirmware')}
              </button>
            )}
          </div>
        </Dialog>
      )}
    </>
  );
}

const BEFORE = { empty: 'installIntoEmpty', program: 'installOther', unknown: 'installEmpty' } as const;

/** What is on the board is said before anything is written. */
function Before({ port, board }: { port: Port; board: BoardSpec }) {
  const on = port.firmware ? `${port.firmware.name} ${port.firmware.version.join('.')}` : '';
  return (
    <>
      <p>{on ? t('installReplaces', { name: sanitize(on) }) : t(BEFORE[port.contents ?? 'unknown'])}</p>
      {port.contents !== 'empty' && <p class="cap">{t('installLost')}</p>}
      {board.install_seconds && <p class="cap">{t('installTakes', { n: board.install_seconds })}</p>}
    </>
  );
}

function Steps({ install, port }: { install: Install; port: Port }) {
  const at = NAMES.indexOf((install.failed_at ?? install.step) as keyof typeof STEPS);
  const now = isOver(install) ? (install.step === 'done' ? NAMES.length : at) : at;
  const percent = Math.floor((100 * install.done) / install.total);
  return (
    <ol class="dev-steps">
      {NAMES.map((name, index) => (
        <li
          key={name}
          class={index < now ? 'past' : ''}
          aria-current={index === now && !isOver(install) ? 'step' : undefined}
        >
          <Icon name={index < now ? 'ok' : index === now && isOver(install) ? 'alert' : 'timer'} />
          <span class="grow">
            {t(STEPS[name])}
            {index === now && !isOver(install) && <progress max={100} value={percent} aria-label={t(STEPS[name])} />}
          </span>
          <span class="cap">{describeStep(index, now, percent, port, install)}</span>
        </li>
      ))}
    </ol>
  );
}

function describeStep(index: number, now: number, percent: number, port: Port, install: Install): string {
  const counts = NAMES[index] === 'write' || NAMES[index] === 'verify';
  if (index === now && !isOver(install))
    return counts ? t('bytesOf', { done: install.done, total: install.total, percent }) : `${percent}%`;
  if (index >= now) return '';
  return NAMES[index] === 'verify' ? t('identical') : NAMES[index] === 'find' ? port.port.split('/').at(-1)! : '';
}

const ENDINGS: Record<End, Key> = { done: 'installDone', failed: 'installFailed', stopped: 'installStopped' };

/** What a person does meanwhile, or how it ended. */
function Now({ install }: { install: Install }) {
  if (!isOver(install)) return <p>{t('leaveCable')}</p>;
  if (install.error) return <ProblemText error={install.error} hint={install.hint} />;
  return (
    <p role="status">
      <b>{t(ENDINGS[install.step as End])}</b>
      {install.step === 'done' && install.seconds && (
        <span class="cap"> {t('tookSeconds', { n: Math.round(install.seconds) })}</span>
      )}
    </p>
  );
}
