/**
 * "Use on a tablet": the address of the studio for other devices, as a code for their camera, and the certificate's
 * fingerprint.
 */

import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Dialog } from '../../components/dialog';
import * as api from '../../lib/api';
import { lang, say, t } from '../../lib/texts';
import type { NetworkAddress } from '../../lib/types';
import './texts';

/** Opens the window over the page. */
export function showOtherDevices(): void {
  const host = document.body.appendChild(document.createElement('div'));
  const close = () => {
    render(null, host);
    host.remove();
  };
  render(<OtherDevicesDialog onClose={close} />, host);
}

function OtherDevicesDialog({ onClose }: { onClose(): void }) {
  const [door, setDoor] = useState<NetworkAddress | null>(null);
  const [trouble, setTrouble] = useState('');
  const show = (answer: Promise<NetworkAddress>) => {
    setTrouble('');
    void answer.then(setDoor, (error) => setTrouble(say(api.describeError(error))));
  };
  useEffect(() => show(api.fetchNetwork()), []);
  return (
    <Dialog title={t('tabletTitle')} onClose={onClose} class="tablet" key={lang.value}>
      {door?.here && <Switch open={door.open} onSwitch={(open) => show(api.switchNetwork(open))} />}
      {trouble ? (
        <p role="alert">{trouble}</p>
      ) : door ? (
        <NetworkAccess door={door} />
      ) : (
        <p role="status">{t('tabletWait')}</p>
      )}
    </Dialog>
  );
}

function Switch({ open, onSwitch }: { open: boolean; onSwitch(open: boolean): void }) {
  const [asked, setAsked] = useState(open);
  useEffect(() => setAsked(open), [open]);
  const change = () => {
    setAsked(!open);
    onSwitch(!open);
  };
  return (
    <label class="tablet-switch">
      <input
        type="checkbox"
        role="switch"
        aria-checked={asked}
        checked={asked}
        disabled={asked !== open}
        onChange={change}
      />
      <span>{t('tabletLetIn')}</span>
    </label>
  );
}

function NetworkAccess({ door }: { door: NetworkAddress }) {
  if (!door.open) return <p>{t(door.here ? 'tabletClosed' : 'tabletShut')}</p>;
  const [first, ...others] = door.addresses;
  if (!first) return <p>{t('tabletNone')}</p>;
  return (
    <>
      <p>{t('tabletScan')}</p>
      <img class="tablet-code" src={first.qr} alt={t('tabletCode')} />
      <Field label={t('tabletAddress')} words={first.url} />
      {others.length > 0 && (
        <details>
          <summary>{t('tabletOther')}</summary>
          {others.map(({ url }) => (
            <code key={url} class="tablet-way">
              {url}
            </code>
          ))}
        </details>
      )}
      <p>{t('tabletSame')}</p>
      <hr class="tablet-line" />
      <p>{t('tabletWarning')}</p>
      <Field label={t('tabletPrint')} words={door.fingerprint} />
    </>
  );
}

function Field({ label, words }: { label: string; words: string }) {
  return (
    <p>
      <b>{label}</b>
      <code class="tablet-way">{words}</code>
    </p>
  );
}
