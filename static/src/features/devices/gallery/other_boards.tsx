/** What the gallery does not show: how boards of other packages come here, and ports in which nothing need be. */

import { useState } from 'preact/hooks';
import { Dialog } from '../../../components/dialog';
import { Icon } from '../../../components/icon';
import { makeUrl } from '../../../lib/route';
import { t } from '../../../lib/texts';
import { sanitize } from '../../../state/text_log';
import { devices } from '../../board/program_devices';
import { shortenName } from '../rows';
import '../texts';

export function OtherBoards({ project }: { project: string }) {
  const [open, setOpen] = useState(false);
  const ports = (devices.value?.ports ?? []).filter((port) => !port.likely && !port.board);
  return (
    <>
      <button class="kind-card other-card" onClick={() => setOpen(true)}>
        <Icon name="plus" />
        <b>{t('anotherBoard')}</b>
        <span class="cap">{t('anotherBoardHow')}</span>
      </button>
      {open && (
        <Dialog title={t('anotherBoard')} onClose={() => setOpen(false)}>
          <p>{t('anotherText')}</p>
          {ports.length > 0 && (
            <>
              <h3>{t('otherPorts')}</h3>
              <p class="row gallery-cameras">
                {ports.map((port) => (
                  <a key={port.port} class="btn" href={makeUrl(project, 'devices', port.port)}>
                    <Icon name="usb" />
                    <span>{sanitize(shortenName(port.port))}</span>
                  </a>
                ))}
              </p>
            </>
          )}
        </Dialog>
      )}
    </>
  );
}
