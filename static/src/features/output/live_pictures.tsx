/**
 * The moving pictures of a run: what its cameras see, and what the program shows again and again. After its end the
 * last ones stay.
 */

import { useState } from 'preact/hooks';
import { t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { CameraChoice } from '../video/camera_choice';
import { BROWSER, browserCameraProblem, isInUse } from '../video/camera_demand';
import { type FrameWords, LivePicture } from '../video/live_picture';
import { getCameraName } from '../video/preview';
import { AnswerWords } from './answer';
import { makeImageUrl, openLightbox } from './pictures';
import '../video/texts';
import '../../lib/common_texts';
import type { DeviceOpenedEvent, ImageEvent, VideoStartedEvent } from '../../lib/messages';

export { Answer } from './answer';

/** all: also what the cameras see while the program itself shows a video. */
export function LivePictures({ opened, all = false }: { opened: ProjectStore; all?: boolean }) {
  const { run } = opened;
  const results = run.results.read();
  const { devices, pictures } = results;
  // One that has begun later is of what the program does now.
  const videos = results.videos.toReversed();
  const now = isInUse(run);
  const cameras = now && (all || !videos.length) ? devices.filter((one) => one.what === 'camera' && one.topic) : [];
  return (
    <div class="live" role="group" aria-label={t('videos')}>
      {videos.map((one) =>
        now ? (
          <Video key={one.title} video={one} />
        ) : (
          <Last key={one.title} opened={opened} picture={pictures.findLast(({ title }) => title === one.title)} />
        ),
      )}
      {cameras.map((one) => (
        <CameraTile key={one.topic} opened={opened} camera={one} />
      ))}
    </div>
  );
}

function Video({ video }: { video: VideoStartedEvent }) {
  const [said, setSaid] = useState<FrameWords>({ caption: '' });
  return (
    <figure class={`live-tile ${said.scores ? 'answer' : ''}`} style={{ '--bars': said.scores?.length }}>
      <LivePicture topic={video.topic} label={video.title || t('videos')} onWords={setSaid} />
      <figcaption>
        {video.title && <b>{video.title}</b>}
        {said.scores?.length ? <AnswerWords {...said} scores={said.scores} /> : <Caption text={said.caption} />}
      </figcaption>
    </figure>
  );
}

/** Of several lines the first is what it is about, and large: the class that is being taken. */
function Caption({ text }: { text: string }) {
  const [first, ...rest] = text.split('\n');
  if (!rest.length) return <span>{first}</span>;
  return (
    <span>
      <b class="answer-said">{first}</b>
      {rest.join(' ')}
    </span>
  );
}

function Last({ opened, picture }: { opened: ProjectStore; picture?: ImageEvent }) {
  if (!picture) return null;
  return (
    <figure class={`live-tile ${picture.scores?.length ? 'answer' : ''}`}>
      <button
        class="live-place live-last"
        aria-label={t('enlarge', { name: picture.title })}
        onClick={() => openLightbox(picture)}
      >
        <img src={makeImageUrl(opened, picture)} alt="" />
      </button>
      <figcaption>
        {picture.title && <b>{picture.title}</b>}
        {picture.scores?.length ? (
          <AnswerWords {...picture} scores={picture.scores} />
        ) : (
          <Caption text={picture.caption} />
        )}
      </figcaption>
    </figure>
  );
}

function CameraTile({ opened, camera }: { opened: ProjectStore; camera: DeviceOpenedEvent }) {
  const own = camera.name === BROWSER;
  return (
    <figure class="live-tile">
      <LivePicture
        topic={camera.topic}
        label={getCameraName(camera.name)}
        off={own && browserCameraProblem.value !== null}
      />
      <figcaption>
        <b>{getCameraName(camera.name)}</b>
        {own && <CameraChoice project={opened.id} />}
      </figcaption>
    </figure>
  );
}
