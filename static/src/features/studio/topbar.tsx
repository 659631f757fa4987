/**
 * The bar on top of a project: where one is, whether it is saved, how the run is, Run and Stop at their fixed place.
 */

import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { goHome, type View } from '../../lib/route';
import type { Phase } from '../../lib/run_types';
import { connected } from '../../lib/socket';
import { t } from '../../lib/texts';
import { formatDuration } from '../../lib/time';
import type { ProjectStore } from '../../state/project_store';
import { switchLanguage } from '../../state/session';
import { Logo } from '../home/top_bar';
import { DebugButtons } from '../project/debug_buttons';
import { MoreMenu, ProjectMenu } from './menus';
import { SectionTabs } from './sections';
import '../project/texts';
import '../../lib/common_texts';

export function TopBar({ opened, view }: { opened: ProjectStore; view: View }) {
  return (
    <header class="top">
      <button class="brand" aria-label={t('home')} title={t('home')} onClick={goHome}>
        <Logo />
      </button>
      <ProjectMenu opened={opened}>
        <SaveState opened={opened} />
        <StateChip opened={opened} small />
      </ProjectMenu>
      {opened.saving.state.value === 'unsaved' && !opened.saving.conflict.value && !opened.saving.closed.value && (
        <button class="btn" onClick={() => opened.saving.tryAgain()}>
          {t('retry')}
        </button>
      )}
      <SectionTabs opened={opened} view={view} />
      <span class="grow" />
      <StateChip opened={opened} />
      <SpokenState opened={opened} />
      <DebugButtons opened={opened} />
      <RunButton opened={opened} />
      <button
        class="btn ghost ic wide-only"
        aria-label={t('languageName')}
        title={t('language')}
        onClick={switchLanguage}
      >
        {t('languageShort')}
      </button>
      <MoreMenu opened={opened} />
    </header>
  );
}

function SaveState({ opened }: { opened: ProjectStore }) {
  const state = opened.saving.state.value;
  return (
    <span class={`save-state ${state} ${getPhase(opened) === 'ready' ? '' : 'stateful'}`}>
      <Icon name={state === 'unsaved' ? 'alert' : 'check'} size="s" />
      <span>{t(state)}</span>
    </span>
  );
}

/** small: the copy under the project's name, for narrow pages. */
function StateChip({ opened, small = false }: { opened: ProjectStore; small?: boolean }) {
  const phase = getPhase(opened);
  const timed = phase === 'running';
  const seconds = useSeconds(timed, opened.run.began.value);
  const words = t(phase, { t: timed ? formatDuration(seconds) : '' });
  return (
    <span class={`state ${getColor(phase)} ${small ? 'state-small' : 'state-wide'} ${phase}`} aria-hidden="true">
      <i />
      <span class="num">{words}</span>
    </span>
  );
}

/** The state for screen readers, without the seconds: it is said once, when it changes. */
function SpokenState({ opened }: { opened: ProjectStore }) {
  return (
    <span class="sr" role="status">
      {t(opened.run.shown.value, { t: '' })}
    </span>
  );
}

function getPhase(opened: ProjectStore): Phase | 'away' {
  return connected.value ? opened.run.shown.value : 'away';
}

function getColor(phase: Phase | 'away'): string {
  if (phase === 'starting' || phase === 'running' || phase === 'paused') return 'amber';
  if (phase === 'waiting') return 'blue';
  if (phase === 'finished') return 'green';
  return phase === 'error' || phase === 'lost' ? 'red' : 'gray';
}

function useSeconds(ticking: boolean, began: number): number {
  const [now, setNow] = useState(performance.now());
  useEffect(() => {
    if (!ticking) return;
    setNow(performance.now());
    const timer = setInterval(() => setNow(performance.now()), 500);
    return () => clearInterval(timer);
  }, [ticking, began]);
  return (now - began) / 1000;
}

function RunButton({ opened }: { opened: ProjectStore }) {
  const phase = opened.run.phase.value;
  const shown = opened.run.shown.value;
  const away = !connected.value;
  const slow = phase === 'forcing' || shown === 'stopping';
  if (phase === 'stopping' || phase === 'forcing') {
    return (
      <button id="run" class="btn stop run-button" disabled>
        <Icon name="square" />
        <span>{slow ? t(phase) : t('stop')}</span>
      </button>
    );
  }
  if (opened.run.busy.value) {
    // The second click of a double click on Run falls on Stop; nobody means that.
    return (
      <button
        id="run"
        class="btn stop run-button"
        disabled={away}
        onClick={(event) => event.detail < 2 && opened.stop()}
      >
        <Icon name="square" />
        <span>{t('stop')}</span>
      </button>
    );
  }
  // A program with a problem is not run, but pressing Run then leads to the problem.
  const unready = opened.program.value.problems.some((one) => one.level === 'error');
  const line = opened.code.writing.value?.unfinished.value ?? null;
  const why = away ? t('runOffline') : unready ? t('runRefused') : undefined;
  return (
    <button
      id="run"
      class={`btn go run-button ${unready || line !== null ? 'unready' : ''}`}
      title={why}
      disabled={away}
      onClick={() => void opened.start()}
    >
      <Icon name="play" />
      <span>{line === null ? t('run') : t('finishLine', { n: line })}</span>
    </button>
  );
}
