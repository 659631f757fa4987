/**
 * "Use on a tablet": the address of the studio for other devices, as a code for their camera, and the certificate's
 * fingerprint.
 */

import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Dialog } from '../../components/dialog';
import * as api from '../../lib/api';
import { lang, say, t } from '../../lib/texts';
import type { JoinedDevice, NetworkAddress } from '../../lib/types';
import { describeBrowser } from './browser_name';
import { describeDevice } from './device_name';
import './texts';

/** Between two looks at who has come in. */
const LOOK_EVERY_MS = 3_000;

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
  const open = door?.here && door.open;
  useEffect(() => {
    if (!open) return;
    const timer = setInterval(
      () => document.hidden || void api.fetchNetwork().then(setDoor, () => undefined),
      LOOK_EVERY_MS,
    );
    return () => clearInterval(timer);
  }, [open]);
  return (
    <Dialog title={t('tabletTitle')} onClose={onClose} class="tablet" key={lang.value}>
      {door?.here && <LetInBox open={door.open} onSwitch={(open) => show(api.switchNetwork(open))} />}
      {trouble ? (
        <p role="alert">{trouble}</p>
      ) : door ? (
        <NetworkAccess door={door} onSendAway={(device) => show(api.sendDeviceAway(device))} />
      ) : (
        <p role="status">{t('tabletWait')}</p>
      )}
    </Dialog>
  );
}

function LetInBox({ open, onSwitch }: { open: boolean; onSwitch(open: boolean): void }) {
  const [asked, setAsked] = useState(open);
  useEffect(() => setAsked(open), [open]);
  const change = () => {
    setAsked(!open);
    onSwitch(!open);
  };
  return (
    <label class="tablet-let-in">
      <input type="checkbox" checked={asked} disabled={asked !== open} onChange={change} />
      <span>{t('tabletLetIn')}</span>
    </label>
  );
}

function NetworkAccess({ door, onSendAway }: { door: NetworkAddress; onSendAway(device: string): void }) {
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
      {door.here && <Devices devices={door.devices} onSendAway={onSendAway} />}
      <hr class="tablet-line" />
      <p>{t('tabletWarning')}</p>
      <Field label={t('tabletPrint')} words={door.fingerprint} />
    </>
  );
}

function Devices({ devices, onSendAway }: { devices: JoinedDevice[]; onSendAway(device: string): void }) {
  return (
    <section class="tablet-devices" aria-label={t('tabletDevices')}>
      <h3>{t('tabletDevices')}</h3>
      {devices.length > 0 ? <p>{t('tabletSendAwayHelp')}</p> : <p>{t('tabletNobody')}</p>}
      <ul>
        {devices.map((device) => (
          <li key={device.id} class="row">
            <span class="grow" title={device.agent}>
              <b>{describeDevice(device.name)}</b>{' '}
              {t('tabletSince', {
                browser: describeBrowser(device.agent) || t('tabletUnknown'),
                time: formatTime(device.began),
                address: device.address,
              })}
            </span>
            <button class="btn" onClick={() => onSendAway(device.id)}>
              {t('tabletSendAway')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const formatTime = (seconds: number) =>
  new Date(seconds * 1000).toLocaleTimeString(lang.value === 'zh' ? 'zh-CN' : 'en', { timeStyle: 'short' });

function Field({ label, words }: { label: string; words: string }) {
  return (
    <p>
      <b>{label}</b>
      <code class="tablet-way">{words}</code>
    </p>
  );
}
