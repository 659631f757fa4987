/** What stands between the top bar and the work when something about the whole page has to be known. */

import { useComputed } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { lazy, loadPart } from '../../components/lazy';
import { showToast } from '../../components/toast';
import * as api from '../../lib/api';
import * as live from '../../lib/socket';
import { recall } from '../../lib/storage';
import { say, t } from '../../lib/texts';
import { formatDate } from '../../lib/time';
import type { ProjectStore } from '../../state/project_store';
import { makeNewsKey } from '../home/import_notice_key';
import { wantsMotion } from '../motion/motion_demand';
import { wantsMicrophone } from '../sound/microphone_demand';
import { wantsCamera } from '../video/camera_demand';
import '../project/texts';
import '../../lib/common_texts';

const PATIENCE_MS = 800;

const ImportNotices = lazy(() => import('../home/import_notices').then((module) => module.ImportNotices));
const PushBanner = lazy(() => import('../video/push_banner').then((module) => module.PushBanner), true);
const MicrophoneBanner = lazy(
  () => import('../sound/microphone_banner').then((module) => module.MicrophoneBanner),
  true,
);
const MotionBanner = lazy(() => import('../motion/motion_banner').then((module) => module.MotionBanner), true);
const SoundOutput = lazy(() => import('../sound/sound_output').then((module) => module.SoundOutput), true);
const copying = () => loadPart(() => import('./duplicate'));

export function Banners({ opened }: { opened: ProjectStore }) {
  const { conflict, closed, moved, trouble } = opened.saving;
  const [visible, setVisible] = useState(() => recall(makeNewsKey(opened.id), null) !== null);
  return (
    <>
      <Connection />
      {opened.project.damaged && <Damaged opened={opened} />}
      {opened.project.problems.map((problem) => (
        <p class="banner warn" role="alert" key={problem.en}>
          <Icon name="warning" />
          <span>{say(problem)}</span>
        </p>
      ))}
      {conflict.value && <Conflict opened={opened} />}
      {closed.value &&
        (moved.value ? (
          <Moved opened={opened} name={moved.value} />
        ) : (
          <Closed opened={opened} gone={closed.value === 'gone'} />
        ))}
      {!closed.value && trouble.value && (
        <p class="banner bad" role="alert">
          <Icon name="alert" />
          <span>{say(trouble.value)}</span>
        </p>
      )}
      {!opened.run.busy.value && opened.run.error.value?.hides && (
        <ShadowingFile opened={opened} file={opened.run.error.value.hides} />
      )}
      <BrowserCameraBanner opened={opened} />
      <ListeningBanner opened={opened} />
      <FeelingBanner opened={opened} />
      {opened.run.sounded.value && <SoundOutput opened={opened} />}
      {visible && <ImportNotices opened={opened} onClose={() => setVisible(false)} />}
    </>
  );
}

/** This page's camera, while a program of this project may want it. */
function BrowserCameraBanner({ opened }: { opened: ProjectStore }) {
  const wanted = useComputed(() => wantsCamera(opened.run));
  return wanted.value ? <PushBanner opened={opened} /> : null;
}

/** Likewise its microphone. */
function ListeningBanner({ opened }: { opened: ProjectStore }) {
  const wanted = useComputed(() => wantsMicrophone(opened.run));
  return wanted.value ? <MicrophoneBanner opened={opened} /> : null;
}

/** Likewise the motion sensor of its device. */
function FeelingBanner({ opened }: { opened: ProjectStore }) {
  const wanted = useComputed(() => wantsMotion(opened.run));
  return wanted.value ? <MotionBanner opened={opened} /> : null;
}

/** Said only when the connection stays away: a moment's pause is nobody's concern. */
function Connection() {
  const away = !live.connected.value;
  const [visible, setVisible] = useState(false);
  useEffect(() => {
    if (!away) return setVisible(false);
    const timer = setTimeout(() => setVisible(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [away]);
  if (api.outdated.value) return <Outdated />;
  if (live.shutOut.value)
    return (
      <p class="banner bad" role="alert">
        <Icon name="unplugged" />
        <span>{t(location.protocol === 'https:' ? 'shutOutDevice' : 'shutOut')}</span>
      </p>
    );
  return visible ? (
    <p class="banner warn" role="alert">
      <Icon name="unplugged" />
      <span>{t('disconnected')}</span>
    </p>
  ) : null;
}

/** What this page could not save is kept for the one that is loaded instead. */
function Outdated() {
  return (
    <div class="banner warn" role="alert">
      <Icon name="info" />
      <span class="grow">{t('outdated')}</span>
      <button class="btn" onClick={() => location.reload()}>
        {t('reload')}
      </button>
    </div>
  );
}

/** A file of the project stands in front of a library: it can be called otherwise. */
function ShadowingFile({ opened, file }: { opened: ProjectStore; file: string }) {
  const rename = () =>
    api.renameShadowingFile(opened.id, file).then(
      ({ name }) => showToast(t('renamed', { name })),
      (error) => showToast(say(api.describeError(error))),
    );
  return (
    <div class="banner warn" role="alert">
      <Icon name="warning" />
      <span class="grow">{t('hides', { file })}</span>
      <button class="btn" onClick={() => void rename().then(() => opened.run.forgetOutcome())}>
        {t('rename')}
      </button>
    </div>
  );
}

function Conflict({ opened }: { opened: ProjectStore }) {
  return (
    <div class="banner warn" role="alert">
      <Icon name="warning" />
      <span class="grow">{t('conflict')}</span>
      <button class="btn" onClick={opened.reload}>
        {t('conflictTake')}
      </button>
      <button class="btn" onClick={() => opened.keepMine()}>
        {t('conflictKeep')}
      </button>
    </div>
  );
}

/** The folder has another name now, perhaps by the program itself: the work goes on there. */
function Moved({ opened, name }: { opened: ProjectStore; name: string }) {
  return (
    <div class="banner warn" role="alert">
      <Icon name="info" />
      <span class="grow">{t('folderRenamed', { name })}</span>
      <button class="btn" onClick={() => opened.saving.goOnIn(name)}>
        {t('openMoved', { name })}
      </button>
    </div>
  );
}

/** Nothing more can be saved here; the work on the canvas can be kept elsewhere. */
function Closed({ opened, gone }: { opened: ProjectStore; gone: boolean }) {
  const keep = () => copying().then((module) => (gone ? module?.saveElsewhere(opened) : module?.workOnCopy(opened)));
  return (
    <div class={`banner ${gone ? 'bad' : 'warn'}`} role="alert">
      <Icon name={gone ? 'alert' : 'info'} />
      <span class="grow">{t(gone ? 'folderGone' : 'readOnly')}</span>
      {gone && (
        <button class="btn" onClick={() => opened.saving.tryAgain()}>
          {t('retry')}
        </button>
      )}
      <button class="btn" onClick={() => void keep()}>
        {t(gone ? 'saveElsewhere' : 'workOnCopy')}
      </button>
    </div>
  );
}

/** Nothing is saved over a file that could not be read; an older save can be opened instead. */
function Damaged({ opened }: { opened: ProjectStore }) {
  const { text, good } = opened.project.damaged!;
  const restore = () =>
    api
      .restoreVersion(opened.id, good!.version)
      .then(opened.reload, (error) => showToast(say(api.describeError(error))));
  return (
    <div class="banner bad" role="alert">
      <Icon name="alert" />
      <span class="grow">{say(text)}</span>
      {good && (
        <button class="btn" onClick={restore}>
          {t('damagedOpen')} · {formatDate(good.saved)}
        </button>
      )}
    </div>
  );
}
