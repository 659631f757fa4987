/** The stage in the dock, or large in place of the blocks: one canvas, the panel below or beside it. */

import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { say, t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { browserCameraProblem } from '../video/camera_demand';
import { useIsVisible } from '../video/visibility';
import { Panel } from './panel';
import { PanelLayout } from './panel_layout';
import type { Scene } from './scene';
import { StageFeed } from './stage_feed';
import { enlarged, hearsKeys, told } from './uses_stage';
import './texts';
import '../project/texts';

const SHARPEST = 2;
const NAMED: Record<string, string> = {
  ' ': 'space',
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Enter: 'enter',
};

interface StageViewProps {
  opened: ProjectStore;
  /** What the program has written, shown beside the large stage. */
  children?: ComponentChildren;
}

export function StageView({ opened, children }: StageViewProps) {
  const place = useRef<HTMLDivElement>(null);
  const inSight = useIsVisible(place);
  const [feed, setFeed] = useState<StageFeed | null>(null);
  const [layout, setLayout] = useState<PanelLayout | null>(null);
  const [arranging, arrange] = useState(false);
  const [remote, setRemote] = useState(false);
  useEffect(() => {
    if (!inSight) return;
    const mine = new StageFeed(opened.id);
    setFeed(mine);
    told.value = mine.told;
    setLayout(new PanelLayout(opened.id));
    return () => {
      setFeed(null);
      told.value = null;
      mine.close();
    };
  }, [opened.id, inSight]);
  const live = opened.run.busy.value;
  const canvas = <StageCanvas opened={opened} feed={feed} />;
  const panel = feed && layout && <Panel feed={feed} layout={layout} live={live} arranging={arranging} />;
  const isEmpty = !feed?.controls.value.length;
  const toggleByKey = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'e' || event.ctrlKey || event.metaKey || event.altKey) return;
    if ((event.target as Element).closest('input:not([type=range]), textarea, .stage-canvas')) return;
    enlarged.value = !enlarged.value;
  };
  if (!enlarged.value)
    return (
      <div
        class={`stage-view ${live ? '' : 'at-rest'}`}
        role="group"
        aria-label={t('stage')}
        ref={place}
        onKeyDown={toggleByKey}
      >
        {canvas}
        {panel}
      </div>
    );
  return (
    <div
      class={`stage-view large ${live ? '' : 'at-rest'}`}
      role="group"
      aria-label={t('stage')}
      ref={place}
      onKeyDown={toggleByKey}
    >
      {remote ? (
        <RemoteControl opened={opened} live={live} empty={isEmpty} onLeave={() => setRemote(false)}>
          {panel}
        </RemoteControl>
      ) : (
        <>
          <header class="ph">
            <Icon name="drama" />
            <b class="panel-title">{t('stage')}</b>
            <span class="cap">480 × 360</span>
            <span class="grow" />
            <button class="btn" onClick={() => (enlarged.value = false)}>
              <Icon name="minimize" /> {t('leaveStage')}
            </button>
            <button
              class="btn ic"
              aria-label={t('fullScreen')}
              title={t('fullScreen')}
              onClick={() => void place.current!.requestFullscreen().catch(() => undefined)}
            >
              <Icon name="maximize" />
            </button>
          </header>
          <div class="stage-middle">{canvas}</div>
          <aside class="stage-side">
            <header class="ph">
              <b class="panel-title">{t('stagePanel')}</b>
              <span class="grow" />
              <button
                class="btn ghost ic"
                aria-label={t('remoteControl')}
                title={t('remoteControl')}
                onClick={() => {
                  arrange(false);
                  setRemote(true);
                }}
              >
                <Icon name="tablet" />
              </button>
              <button
                class="btn ghost ic"
                aria-label={t(arranging ? 'arrangeDone' : 'arrangePanel')}
                title={t(arranging ? 'arrangeDone' : 'arrangePanel')}
                aria-pressed={arranging}
                disabled={isEmpty}
                onClick={() => arrange(!arranging)}
              >
                <Icon name={arranging ? 'check' : 'sliders'} />
              </button>
            </header>
            {panel}
            {children}
          </aside>
        </>
      )}
    </div>
  );
}

interface RemoteProps {
  opened: ProjectStore;
  live: boolean;
  empty: boolean;
  children: ComponentChildren;
  onLeave(): void;
}

/** The panel alone over the whole page: a tablet in the hand, while the stage is seen on another screen. */
function RemoteControl({ opened, live, empty, children, onLeave }: RemoteProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current!;
    void element.requestFullscreen?.().catch(() => undefined);
    element.querySelector('button')?.focus();
    return () => void (document.fullscreenElement && document.exitFullscreen().catch(() => undefined));
  }, []);
  return (
    <div class="stage-remote" role="group" aria-label={t('remoteControl')} ref={place}>
      <header class="ph">
        <button class="btn" onClick={onLeave}>
          <Icon name="minimize" /> {t('leaveRemote')}
        </button>
        <span class="grow" />
        <button
          class={`btn ${live ? 'stop' : 'run'}`}
          onClick={(event) => event.detail < 2 && (live ? opened.stop() : void opened.start())}
        >
          <Icon name={live ? 'square' : 'play'} />
          <span>{t(live ? 'stop' : 'run')}</span>
        </button>
      </header>
      {empty ? <p class="stage-remote-empty mut">{t('remoteEmpty')}</p> : children}
    </div>
  );
}

function StageCanvas({ opened, feed }: { opened: ProjectStore; feed: StageFeed | null }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const behind = useRef<HTMLCanvasElement>(null);
  const down = useRef(new Set<string>());
  const { run } = opened;
  const live = run.busy.value;
  useEffect(() => {
    if (!feed) return;
    const fit = () => {
      const element = canvas.current;
      if (!element) return;
      const wide = Math.round(element.clientWidth * Math.min(devicePixelRatio, SHARPEST));
      element.width = wide;
      element.height = Math.round(wide * 0.75);
      feed.show(element, behind.current!);
    };
    const watcher = new ResizeObserver(fit);
    watcher.observe(canvas.current!);
    return () => watcher.disconnect();
  }, [feed]);
  useEffect(() => {
    if (live && hearsKeys(opened) && !document.activeElement?.closest('input, textarea, [contenteditable]'))
      canvas.current!.focus({ preventScroll: true });
  }, [live]);
  const release = () => {
    for (const name of down.current) feed?.send('key_up', name);
    down.current.clear();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return leave(event);
    const name = NAMED[event.key] ?? (/^[a-z0-9]$/i.test(event.key) ? event.key.toLowerCase() : '');
    if (!name || !live || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.repeat) return;
    down.current.add(name);
    feed?.send('key', name);
    pressByNumber(event.key);
  };
  const leave = (event: KeyboardEvent) => {
    event.stopPropagation();
    release();
    document.getElementById('tab-stage')?.focus();
  };
  const pressByNumber = (key: string) => {
    const button = feed?.controls.peek().filter(({ form }) => form === 'button')[Number(key) - 1];
    if (!button) return;
    feed?.send('press', button.name);
    feed?.send('release', button.name);
  };
  const onKeyUp = (event: KeyboardEvent) => {
    const name = NAMED[event.key] ?? event.key.toLowerCase();
    if (down.current.delete(name)) feed?.send('key_up', name);
  };
  const click = (event: PointerEvent) => {
    const box = canvas.current!.getBoundingClientRect();
    if (live) feed?.click((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  };
  return (
    <div class="stage-place">
      <canvas class="stage-backdrop" ref={behind} hidden />
      <canvas
        class="stage-canvas"
        ref={canvas}
        width={4}
        height={3}
        tabIndex={0}
        role="img"
        aria-label={`${t('stage')}. ${t('stageKeys')}`}
        onKeyDown={onKeyDown}
        onKeyUp={onKeyUp}
        onBlur={release}
        onPointerDown={click}
      />
      {run.paused.value && <span class="stage-paused">‖</span>}
      {live && browserCameraProblem.value && (
        <p class="stage-camera" role="alert">
          <Icon name="cameraOff" />
          <span>{say(browserCameraProblem.value)}</span>
        </p>
      )}
      {feed && (
        <p class="sr" role="status">
          {describeScene(opened, feed.told.value)}
        </p>
      )}
    </div>
  );
}

/** What is on the stage, in words: what is said, else who is there. */
function describeScene(opened: ProjectStore, scene: Scene): string {
  const getName = (name: string) => {
    const choice = opened.choices.value.sprite?.find(({ value }) => value === name);
    return choice ? say(choice.label) : name;
  };
  const shown = scene.sprites.filter(({ visible }) => visible);
  const said = shown.filter((one) => one.said);
  if (scene.label)
    return [scene.label, ...said.map((one) => t('stageSays', { name: getName(one.name), text: one.said }))].join('. ');
  if (said.length) return said.map((one) => t('stageSays', { name: getName(one.name), text: one.said })).join(' ');
  if (!shown.length) return scene.backdrop ? '' : t('stageEmpty');
  return t('stageHas', { names: [...new Set(shown.map(({ name }) => getName(name)))].join(t('stageAnd')) });
}
