/** What this computer can do: in short from the session, in full as the doctor finds it. */

import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { lazy } from '../../components/lazy';
import { say, t } from '../../lib/texts';
import { findings, runDoctor } from '../../state/checkup';
import { session } from '../../state/session';
import { FindingRow } from './finding_row';
import './texts';
import '../../lib/common_texts';

// The doctor imports every package; that has to wait until nothing else is begun.
const PATIENCE_MS = 3_000;
const ENGINES = ['torch', 'onnxruntime', 'cv2', 'numpy'];
const Checkup = lazy(() => import('./doctor').then((module) => module.DoctorReport));

const fullReport = signal(false);

/** The same in one line, for the top bar: it leads to the whole report. */
export function ComputerLine() {
  const bad = findings.value.filter((one) => !one.ok).length;
  const words = bad
    ? t('computerFindings', { n: bad })
    : t(session.value.training ? 'computerWorks' : 'computerNoTraining');
  const show = () => {
    fullReport.value = true;
    void runDoctor();
    document.getElementById('computer')?.scrollIntoView({ behavior: 'smooth' });
  };
  return (
    <button class="btn ghost computer-line" aria-label={words} title={words} onClick={show}>
      <Icon name={bad ? 'warning' : 'ok'} size="s" class={bad ? 'warn-text' : 'ok-text'} />
      <span class="ell">{words}</span>
    </button>
  );
}

export function ComputerStatus() {
  const full = fullReport.value;
  useEffect(() => {
    if (findings.value.length) return;
    const timer = setTimeout(runDoctor, PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  const toggle = () => {
    fullReport.value = !full;
    if (!full) void runDoctor();
  };
  return (
    <aside class="panel computer" id="computer" aria-label={t('computer')}>
      <h2>{t('computer')}</h2>
      {full ? <Checkup /> : <Summary />}
      <button class="btn wide" aria-expanded={full} onClick={toggle}>
        <Icon name="stethoscope" />
        <span>{t(full ? 'checkLess' : 'checkUp')}</span>
      </button>
    </aside>
  );
}

/** Two rows when all is well, and one for each thing that is not, errors (e) before warnings (w). */
function Summary() {
  const found = new Map(findings.value.map((one) => [one.id, one]));
  const bad = findings.value.filter((one) => !one.ok).sort((a, b) => a.level.localeCompare(b.level));
  const { memory, disk } = { memory: found.get('memory'), disk: found.get('disk') };
  const engines = !bad.some((one) => ENGINES.includes(one.id));
  return (
    <ul class="findings">
      {engines && (
        <FindingRow
          icon={session.value.training ? 'ok' : 'info'}
          words={t(session.value.training ? 'trainingWorks' : 'noTraining')}
          detail={memory?.detail.available && t('memoryFree', { n: memory.detail.available })}
        />
      )}
      {disk?.ok && (
        <FindingRow
          icon="ok"
          words={t('diskFree', { n: disk.detail.free })}
          detail={t('projectsIn', { folder: disk.detail.folder })}
        />
      )}
      {bad.map((one) => (
        <FindingRow key={one.id} icon={one.level === 'error' ? 'alert' : 'warning'} words={say(one.text)} />
      ))}
    </ul>
  );
}
