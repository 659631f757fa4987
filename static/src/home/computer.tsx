/** What this computer can do: in short from the session, in full as the doctor finds it. */

import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import * as api from '../api';
import { Icon, type IconName } from '../parts/icon';
import { session } from '../state/session';
import { say, t } from '../texts';
import type { Finding } from '../types';

// The doctor imports every package; that has to wait until nothing else is begun.
const PATIENCE_MS = 3_000;
const ENGINES = ['torch', 'onnxruntime', 'cv2', 'numpy'];

const findings = signal<Finding[]>([]);
const trouble = signal('');
const busy = signal(false);

async function look(): Promise<void> {
  if (busy.value) return;
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
  const [full, showFull] = useState(false);
  useEffect(() => {
    if (findings.value.length) return;
    const timer = setTimeout(look, PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  const toggle = () => {
    showFull(!full);
    if (!full) void look();
  };
  return (
    <aside class="panel computer" aria-label={t('computer')}>
      <h2>{t('computer')}</h2>
      <ul class="findings">{full ? findings.value.map((one) => <Found key={one.id} finding={one} />) : <Summary />}</ul>
      {full && busy.value && <p class="cap" role="status">{t('computerWait')}</p>}
      {trouble.value && <p class="cap bad-text" role="alert">{trouble.value}</p>}
      <button class="btn wide" aria-expanded={full} onClick={toggle}><Icon name="stethoscope" /><span>{t(full ? 'checkLess' : 'checkUp')}</span></button>
    </aside>
  );
}

/** Two rows when all is well, and one for each thing that is not. */
function Summary() {
  const found = new Map(findings.value.map((one) => [one.id, one]));
  const bad = findings.value.filter((one) => !one.ok);
  const { memory, disk } = { memory: found.get('memory'), disk: found.get('disk') };
  const engines = !bad.some((one) => ENGINES.includes(one.id));
  return (
    <>
      {engines && <Row icon={session.value.training ? 'ok' : 'info'} words={t(session.value.training ? 'trainingWorks' : 'noTraining')} detail={memory?.detail.available && t('memoryFree', { n: memory.detail.available })} />}
      {disk?.ok && <Row icon="ok" words={t('diskFree', { n: disk.detail.free })} detail={t('projectsIn', { folder: disk.detail.folder })} />}
      {bad.map((one) => <Found key={one.id} finding={one} />)}
    </>
  );
}

function Found({ finding }: { finding: Finding }) {
  const icon = finding.ok ? 'ok' : finding.level === 'error' ? 'alert' : 'warning';
  return <Row icon={icon} words={say(finding.text)} detail={Object.values(finding.detail).join(' · ')} repair={finding.repair ?? undefined} />;
}

const COLORS: Partial<Record<IconName, string>> = { ok: 'ok-text', alert: 'bad-text', warning: 'warn-text', info: 'mut' };

function Row({ icon, words, detail, repair }: { icon: IconName; words: string; detail?: string; repair?: string }) {
  return (
    <li>
      <Icon name={icon} class={COLORS[icon]} />
      <div>
        <b>{words}</b>
        {detail && <p class="cap">{detail}</p>}
        {repair && <p class="cap">{t('repair')} <code>{repair}</code></p>}
      </div>
    </li>
  );
}
