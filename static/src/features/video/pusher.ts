/**
 * This page's camera, for the studio: opened while a program or a preview wants it, one picture on its way at a time,
 * let go of at once.
 */

import { effect, signal } from '@preact/signals';
import { type Subscription, subscribe } from '../../lib/topic_socket';
import { getSettings } from '../../state/inference_settings';
import { listCameras, openCamera, releaseCamera } from './camera';
import { BROWSER, browserCameraProblem } from './camera_demand';
import { JpegEncoder, waitForFrame } from './frames';
import { describeCameraError, findEndReason, onGranted } from './permission_help';
import { simulated } from './simulated_camera';

/** A camera that is open and shows nothing for so long has something before its lens, or is switched off. */
const PATIENCE_MS = 5_000;
const ANSWERS_WITHIN_MS = 1_000;

/** The cameras of this computer, once one was opened. */
export const found = signal<MediaDeviceInfo[]>([]);

export class CameraPusher {
  /** The browser asks for the permission, or the camera is slow. */
  readonly opening = signal(false);
  /** The studio gets its pictures. */
  readonly pushing = signal(false);
  private readonly feed: Subscription;
  private readonly sheet = new JpegEncoder();
  private readonly forget: (() => void)[];
  private size = { width: 640, height: 480 };
  private wanted = false;
  private stream: MediaStream | null = null;
  private turn = 0;
  private sent = 0;
  private under: (() => void) | null = null;

  constructor(private readonly project: string) {
    this.feed = subscribe(
      `push:${BROWSER}:${project}`,
      (header) => this.handleReply(header),
      (open) => open || this.setWanted(false),
    );
    const look = () => this.wanted && !this.stream && !this.opening.peek() && void this.open();
    const chosen = getSettings(project);
    let before = [chosen.peek().camera, simulated.peek()];
    document.addEventListener('visibilitychange', look);
    navigator.mediaDevices?.addEventListener('devicechange', look);
    this.forget = [
      () => document.removeEventListener('visibilitychange', look),
      () => navigator.mediaDevices?.removeEventListener('devicechange', look),
      onGranted('camera', look),
      effect(() => {
        const now = [chosen.value.camera, simulated.value];
        if (now.some((each, at) => each !== before[at]) && this.wanted) void this.open();
        before = now;
      }),
    ];
  }

  /** The child wants it to be tried once more. */
  retry(): void {
    void this.open();
  }

  dispose(): void {
    for (const one of this.forget) one();
    this.setWanted(false);
    this.feed.close();
  }

  private handleReply({ wanted, width, height }: { wanted?: boolean; width?: number; height?: number }): void {
    if (width && height) this.size = { width, height };
    this.under?.();
    // An answer that is so late comes from a process that was started anew: it knows nothing of this page.
    if (wanted && this.stream && performance.now() - this.sent > ANSWERS_WITHIN_MS) this.feed.send({ ready: true });
    this.setWanted(wanted === true);
  }

  private setWanted(wanted: boolean): void {
    if (wanted === this.wanted) return;
    this.wanted = wanted;
    if (wanted) return void this.open();
    this.close();
    browserCameraProblem.value = null;
  }

  /** Opens the camera anew. A page that nobody looks at does not begin with it. */
  private async open(): Promise<void> {
    if (document.hidden) return;
    this.close();
    const turn = this.turn;
    this.opening.value = true;
    try {
      const opened = await openCamera(getSettings(this.project).peek().camera, this.size);
      if (turn !== this.turn) return releaseCamera(opened);
      this.stream = opened;
    } catch (error) {
      if (turn === this.turn) this.fail(error);
      return;
    }
    this.opening.value = false;
    this.pushing.value = true;
    browserCameraProblem.value = null;
    this.feed.send({ ready: true });
    void listCameras().then((all) => (found.value = all));
    void this.sendFrames(turn, this.stream);
  }

  private close(): void {
    this.turn++;
    this.opening.value = this.pushing.value = false;
    this.under?.();
    if (this.stream) releaseCamera(this.stream);
    this.stream = null;
  }

  private fail(error: unknown): void {
    this.close();
    browserCameraProblem.value = describeCameraError(error);
    this.feed.send({ denied: error instanceof DOMException ? error.name : 'UnknownError' });
  }

  /** Sends the newest picture again and again, until the camera is closed or taken away. */
  private async sendFrames(turn: number, stream: MediaStream): Promise<void> {
    const [track] = stream.getVideoTracks();
    const video = document.createElement('video');
    Object.assign(video, { srcObject: stream, muted: true, playsInline: true });
    track.addEventListener('ended', async () => turn === this.turn && this.fail(await findEndReason(track)));
    void video.play().catch(() => undefined);
    let last = performance.now();
    while (turn === this.turn) {
      const fresh = await waitForFrame(video, track);
      const jpeg = fresh && turn === this.turn ? await this.sheet.encode(video, this.size) : null;
      if (turn !== this.turn) break;
      if (jpeg) {
        last = this.sent = performance.now();
        browserCameraProblem.value = null;
        this.feed.send(jpeg);
        await this.waitForReply();
      } else if (performance.now() - last > PATIENCE_MS) {
        browserCameraProblem.value = describeCameraError(new DOMException('no picture', 'DataError'));
      }
    }
    video.srcObject = null;
  }

  /** Until the studio has the picture: it answers each one. */
  private waitForReply(): Promise<void> {
    return new Promise(
      (resolve) =>
        (this.under = () => {
          this.under = null;
          resolve();
        }),
    );
  }
}
