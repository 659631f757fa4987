/** The runtimes beside onnxruntime, and a button that installs one. */

import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../../components/icon';
import { showToast } from '../../../components/toast';
import { describeError } from '../../../lib/api';
import { say, t } from '../../../lib/texts';
import { type BackendRow, fetchBackends, installBackend } from '../../model_files/parity_api';
import './texts';

const ASKED_EVERY = 1000; // milliseconds, while one is being installed
const COMING = new Set(['planning', 'fetching', 'installing']);

export function Backends() {
  const [rows, setRows] = useState<BackendRow[]>([]);
  const shown = rows.filter(({ status }) => status.possible || status.state === 'ready');
  const busy = rows.some(({ status }) => COMING.has(status.state));
  useEffect(() => {
    let gone = false;
    const ask = () =>
      fetchBackends().then(
        (found) => !gone && setRows(found),
        () => {},
      );
    void ask();
    const timer = busy ? window.setInterval(ask, ASKED_EVERY) : 0;
    return () => {
      gone = true;
      window.clearInterval(timer);
    };
  }, [busy]);
  const act = (name: string, wanted: boolean) =>
    installBackend(name, wanted).then(setRows, (error) => showToast(say(describeError(error))));
  if (!shown.length) return null;
  return (
    <div class="backends">
      <h3>{t('backendsTitle')}</h3>
      <p class="cap">{t('backendsAbout')}</p>
      <ul>
        {shown.map((row) => (
          <li key={row.name} class="row">
            <b>{row.name}</b>
            <span class="cap num">{row.ending}</span>
            <span class="grow" />
            <Status row={row} act={act} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Status({ row, act }: { row: BackendRow; act(name: string, wanted: boolean): void }) {
  const { state, reason } = row.status;
  if (state === 'ready')
    return (
      <span class="row backend-here">
        <Icon name="ok" size="s" class="ok-text" />
        {t('backendHere')}
      </span>
    );
  if (COMING.has(state))
    return (
      <>
        <span role="status">{t('backendComing')}</span>
        <button class="btn ghost" onClick={() => act(row.name, false)}>
          {t('backendStop')}
        </button>
      </>
    );
  return (
    <>
      {state === 'failed' && reason && <span class="warn-text">{say(reason)}</span>}
      <button class="btn" onClick={() => act(row.name, true)}>
        {t('backendInstall', { name: row.name })}
      </button>
    </>
  );
}
