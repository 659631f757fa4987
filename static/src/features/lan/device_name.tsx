/** What a device of the room is called: its own name, with the pictures that it brings. */

import { useState } from 'preact/hooks';
import { NameDialog } from '../../components/editable_name';
import { Icon } from '../../components/icon';
import { showToast } from '../../components/toast';
import * as api from '../../lib/api';
import { say, t } from '../../lib/texts';
import { session } from '../../state/session';
import './texts';

/** Letters of a name. */
const LONGEST = 20;

/** A number stands for a device that nobody has named. */
export const describeDevice = (name: string) => (/^\d+$/.test(name) ? t('deviceNumber', { n: name }) : name);

/** Shows the name and changes it; nothing on the studio's own computer. */
export function DeviceNameButton() {
  const [naming, setNaming] = useState(false);
  const name = describeDevice(session.value.device);
  if (!name) return null;
  const rename = async (to: string) => {
    try {
      const answer = await api.renameDevice(to);
      session.value = { ...session.peek(), device: answer.name };
    } catch (error) {
      showToast(say(api.describeError(error)));
    }
  };
  return (
    <>
      <button class="btn ghost device-name" title={t('deviceRename')} onClick={() => setNaming(true)}>
        <span class="ell">{t('deviceIs', { name })}</span>
        <Icon name="pencil" size="s" class="mut" />
      </button>
      {naming && (
        <NameDialog
          title={t('deviceRename')}
          label={t('deviceName')}
          name={name}
          longest={LONGEST}
          onName={(to) => void rename(to)}
          onClose={() => setNaming(false)}
        />
      )}
    </>
  );
}
