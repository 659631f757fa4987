/** The earlier saves of a project: which there are, how each differs from the present, and the way back to one. */

import { useEffect, useMemo, useState } from 'preact/hooks';
import { LoadFailure, Loading } from '../../components/feedback/loading';
import { Icon } from '../../components/icon';
import { showToast } from '../../components/toast';
import * as api from '../../lib/api';
import { goToProject, place } from '../../lib/route';
import { say, t } from '../../lib/texts';
import { formatMoment } from '../../lib/time';
import type { ProjectStore } from '../../state/project_store';
import { CodeDiff } from './code_diff';
import { VersionHistory } from './history';
import { VersionPreview } from './preview';
import { VersionList } from './version_list';
import './texts';
import '../../lib/common_texts';

export function VersionsView({ opened }: { opened: ProjectStore }) {
  const history = useMemo(() => new VersionHistory(opened), [opened]);
  const wanted = place.value.kind === 'project' ? Number(place.value.detail ?? NaN) : NaN;
  const ready = opened.canvas.value !== null;
  useEffect(() => {
    if (ready) void history.load(Number.isNaN(wanted) ? null : wanted);
  }, [history, ready]);
  const rows = history.rows.value;
  if (!rows) return <Waiting history={history} />;
  if (!rows.length)
    return (
      <div class="page">
        <div class="empty">
          <Icon name="history" size="l" />
          <b>{t('noVersions')}</b>
          <p>{t('noVersionsText')}</p>
        </div>
      </div>
    );
  return (
    <div class="versions">
      <header class="row versions-head">
        <button
          class="btn ghost ic"
          aria-label={t('viewBlocks')}
          title={t('viewBlocks')}
          onClick={() => goToProject(opened.id)}
        >
          <Icon name="chevronLeft" />
        </button>
        <h1>{t('versions')}</h1>
        <span class="grow" />
        <GoBack opened={opened} history={history} />
      </header>
      <VersionList history={history} rows={rows} />
      <VersionPreview history={history} />
      <CodeDiff opened={opened} history={history} />
    </div>
  );
}

/** The way back adds a save: the present stays in the list, and Undo leads to it again. */
function GoBack({ opened, history }: { opened: ProjectStore; history: VersionHistory }) {
  const [busy, setBusy] = useState(false);
  const row = history.rows.value?.find((one) => one.version === history.chosen.value);
  const now = history.now.value;
  if (!row || row.version === now) return <span class="mut">{t('thisIsNow')}</span>;
  const go = async () => {
    setBusy(true);
    if (await restore(opened, row.version)) {
      goToProject(opened.id);
      showToast(
        t('wentBack', { when: formatMoment(row.saved) }),
        now === null ? undefined : { label: t('undo'), run: () => void restore(opened, now) },
      );
    }
    setBusy(false);
  };
  return (
    <button
      class="btn pri"
      disabled={busy || opened.readOnly.value}
      title={opened.readOnly.value ? t('readOnly') : undefined}
      onClick={() => void go()}
    >
      <Icon name="history" />
      <span>{t('goBack')}</span>
    </button>
  );
}

async function restore(opened: ProjectStore, version: number): Promise<boolean> {
  try {
    await api.restoreVersion(opened.id, version);
    opened.reload();
    return true;
  } catch (error) {
    showToast(say(api.describeError(error)));
    return false;
  }
}

function Waiting({ history }: { history: VersionHistory }) {
  const trouble = history.trouble.value;
  if (!trouble) return <Loading />;
  return (
    <div class="page">
      <LoadFailure trouble={trouble} onRetry={() => void history.load(null)} />
    </div>
  );
}
