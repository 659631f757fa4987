/**
 * A camera of the computer that the studio runs on, as the source: for a page on a tablet, or a camera that a program
 * uses too.
 */

import { useEffect, useMemo } from 'preact/hooks';
import { Loading } from '../../../components/feedback/loading';
import { t } from '../../../lib/texts';
import { devices, loadDevices, watchDevices } from '../../board/program_devices';
import { getCameraTitle } from '../../devices/rows';
import { BROWSER } from '../../video/camera_demand';
import { LivePicture } from '../../video/live_picture';
import type { CaptureSession, ImageSource } from './capture_session';
import { getSettings, updateSettings } from './settings';
import { Stage } from './stage';
import './texts';
import '../../../lib/common_texts';
import '../../video/texts';

const LONGEST_WAIT_MS = 2_000;

export function ComputerCamera({ project, collector }: { project: string; collector: CaptureSession }) {
  useEffect(() => {
    void loadDevices();
    return watchDevices();
  }, []);
  const rows = (devices.value?.cameras ?? []).filter((one) => one.source !== BROWSER);
  const wished = getSettings(project).value.device;
  const chosen = rows.find((one) => one.source === wished) ?? rows[0];
  const newest = useMemo(() => new LatestFrame(), [chosen?.source]);
  useEffect(() => {
    collector.eye.value = chosen ? newest : null;
    return () => {
      collector.endBurst();
      collector.eye.value = null;
    };
  }, [collector, newest, chosen?.source]);
  if (!devices.value) return <Loading />;
  if (!chosen) return <p class="empty">{t('colNoCamera')}</p>;
  return (
    <div class="col-camera">
      <Stage project={project} collector={collector}>
        <LivePicture
          key={chosen.source}
          topic={`take:${chosen.source}`}
          label={getCameraTitle(chosen)}
          onPicture={(picture) => newest.see(picture)}
        />
      </Stage>
      <select
        class="choice"
        aria-label={t('cameraWhich')}
        title={t('cameraWhich')}
        value={chosen.source}
        onChange={(event) => updateSettings(project, { device: event.currentTarget.value })}
      >
        {rows.map((one) => (
          <option key={one.source} value={one.source} disabled={one.state === 'denied'}>
            {one.state === 'denied' ? t('colDenied', { name: getCameraTitle(one) }) : getCameraTitle(one)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The newest picture of a topic; each is given once. */
class LatestFrame implements ImageSource {
  private picture: Uint8Array<ArrayBuffer> | null = null;
  private heard: (() => void) | null = null;

  see(picture: Uint8Array<ArrayBuffer>): void {
    this.picture = picture;
    this.heard?.();
  }

  async take(): Promise<Blob | null> {
    if (!this.picture)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, LONGEST_WAIT_MS);
        this.heard = () => {
          clearTimeout(timer);
          this.heard = null;
          resolve();
        };
      });
    const picture = this.picture;
    this.picture = null;
    return picture && new Blob([picture], { type: 'image/jpeg' });
  }
}
