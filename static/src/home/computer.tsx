/** What this computer can do, as the doctor found it. */

import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import * as api from '../api';
import { Icon, type IconName } from '../parts/icon';
import { say, t } from '../texts';
import type { Finding } from '../types';

const findings = signal<Finding[] | null>(null);
const trouble = signal('');
const busy = signal(false);

async function look(): Promise<void> {
  busy.value = true;
  trouble.value = '';
  try {
    findings.value = (await api.doctor()).findings;
  } catch (error) {
    trouble.value = say(api.sentence(error));
  }
  busy.value = false;
}

export function Computer() {
  useEffect(() => void (findings.value ?? look()), []);
  return (
    <aside class="panel computer" aria-label={t('computer')}>
      <h2>{t('computer')}</h2>
      {trouble.value && <p class="cap bad-text">{trouble.value}</p>}
      {!findings.value && !trouble.value && <p class="cap">{t('computerWait')}</p>}
      <ul class="findings">{findings.value?.map((one) => <Row key={one.id} finding={one} />)}</ul>
      <button class="btn wide" disabled={busy.value} onClick={look}><Icon name="stethoscope" /><span>{t('checkAgain')}</span></button>
    </aside>
  );
}

function Row({ finding }: { finding: Finding }) {
  const [icon, color] = looks(finding);
  return (
    <li>
      <Icon name={icon} class={color} />
      <div>
        <b>{say(finding.text)}</b>
        {finding.detail && <p class="cap">{say(finding.detail)}</p>}
        {finding.repair && <p class="cap"><span class="sr">{t('repair')} </span><code>{finding.repair}</code></p>}
      </div>
    </li>
  );
}

function looks(finding: Finding): [IconName, string] {
  if (finding.ok) return ['ok', 'ok-text'];
  if (finding.level === 'error') return ['alert', 'bad-text'];
  return finding.level === 'info' ? ['info', 'mut'] : ['warning', 'warn-text'];
}
