/** The full check-up of this computer: the worst first, each with the one command that mends it. */

import { Icon, type IconName } from '../../components/icon';
import { showToast } from '../../components/toast';
import { say, t } from '../../lib/texts';
import type { DoctorFinding } from '../../lib/types';
import { busy, findings, runDoctor, trouble } from '../../state/checkup';
import { FindingRow } from './finding_row';
import './doctor_texts';
import './texts';

const WORST_FIRST = ['error', 'warning', 'ok'];
// Packages that work make one row: their names say nothing to a child.
const PACKAGES = [
  'python',
  'numpy',
  'cv2',
  'onnxruntime',
  'sklearn',
  'flask_socketio',
  'cryptography',
  'serial',
  'page',
];
const ICONS: Record<DoctorFinding['level'], IconName> = { error: 'alert', warning: 'warning', ok: 'ok' };

export function DoctorReport() {
  const rank = (one: DoctorFinding) => WORST_FIRST.indexOf(one.level);
  const quiet = findings.value.filter((one) => one.ok && PACKAGES.includes(one.id));
  const shown = findings.value.filter((one) => !quiet.includes(one)).sort((a, b) => rank(a) - rank(b));
  return (
    <div class="checkup">
      <ul class="findings" aria-busy={busy.value}>
        {shown.map((one) => (
          <FindingRow key={one.id} icon={ICONS[one.level]} words={say(one.text)} detail={formatDetail(one)}>
            {one.repair && <Repair command={one.repair} />}
            {one.detail.reason && (
              <details class="cap">
                <summary>{t('cause')}</summary>
                {one.detail.reason}
              </details>
            )}
          </FindingRow>
        ))}
        {quiet.length > 0 && (
          <FindingRow icon="ok" words={t('partsWork', { n: quiet.length })} detail={quiet.map(getName).join(' · ')} />
        )}
      </ul>
      {busy.value && (
        <p class="cap" role="status">
          {t('computerWait')}
        </p>
      )}
      {trouble.value && (
        <p class="cap bad-text" role="alert">
          {trouble.value}
        </p>
      )}
      <button class="btn wide" disabled={busy.value} onClick={() => void runDoctor(true)}>
        {t('checkAgain')}
      </button>
    </div>
  );
}

function formatDetail({ id, detail: { reason, ...detail } }: DoctorFinding): string {
  if (id === 'memory') return t('memoryFree', { n: detail.available });
  if (id === 'disk') return `${t('diskFree', { n: detail.free })} · ${t('projectsIn', { folder: detail.folder })}`;
  return Object.values(detail).join(' · ');
}

function getName(one: DoctorFinding): string {
  return one.detail.version ? `${one.id} ${one.detail.version}` : one.id;
}

function Repair({ command }: { command: string }) {
  const copy = () =>
    navigator.clipboard.writeText(command).then(
      () => showToast(t('repairCopied')),
      () => undefined,
    );
  return (
    <>
      <p class="cap">{t('repair')}</p>
      <p class="repair">
        <code>{command}</code>
        <button class="btn ghost ic" aria-label={t('repairCopy')} title={t('repairCopy')} onClick={() => void copy()}>
          <Icon name="copy" />
        </button>
      </p>
    </>
  );
}
