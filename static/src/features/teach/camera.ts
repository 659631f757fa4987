/** The browser's camera, for one view: asked for at the first press, let go of while nobody looks. */

import { signal } from '@preact/signals';
import type { Text } from '../../lib/types';
import type { LiveSource } from '../inference/live_loop';
import { captureFrame, openCamera, releaseCamera } from '../video/camera';
import { JpegEncoder, waitForFrame } from '../video/frames';
import { describeCameraError, findEndReason } from '../video/permission_help';

/** Cameras that give more than was wished. */
const MAX_SIZE = { width: 640, height: 480 };
const QUALITY = 0.95;
/** Pixels of a side that a model needs. */
const LOOKED_AT = 320;

export class TeachCamera implements LiveSource {
  readonly stream = signal<MediaStream | null>(null);
  /** The browser asks for the permission, or the camera is slow. */
  readonly opening = signal(false);
  readonly trouble = signal<Text | null>(null);
  private readonly video = Object.assign(document.createElement('video'), { muted: true, playsInline: true });
  private readonly encoder = new JpegEncoder(QUALITY);
  /** It was open on this page: whoever shows its pictures may open it again. */
  asked = false;
  private wanted = false;
  private turn = 0;

  /** Lets go of the camera while the page is hidden, from now until `release`. */
  attach(): void {
    document.addEventListener('visibilitychange', this.follow);
  }

  /** Opens it unless it is open. Returns whether it is. */
  async open(): Promise<boolean> {
    this.wanted = true;
    if (this.stream.peek()) return true;
    const turn = ++this.turn;
    this.opening.value = true;
    this.trouble.value = null;
    try {
      const stream = await openCamera(null, MAX_SIZE);
      if (turn !== this.turn) {
        releaseCamera(stream);
        return false;
      }
      const [track] = stream.getVideoTracks();
      // Somebody pulled the cable, or took the permission back.
      track.addEventListener('ended', async () => turn === this.turn && this.fail(await findEndReason(track)));
      this.video.srcObject = stream;
      await this.video.play().catch(() => undefined);
      this.stream.value = stream;
      this.asked = true;
    } catch (error) {
      if (turn === this.turn) this.fail(error);
      return false;
    } finally {
      if (turn === this.turn) this.opening.value = false;
    }
    return true;
  }

  /** Another camera was chosen. */
  reopen(): Promise<boolean> {
    this.close();
    return this.open();
  }

  async waitForFrame(): Promise<boolean> {
    const track = this.stream.peek()?.getVideoTracks()[0];
    return track !== undefined && waitForFrame(this.video, track);
  }

  /** What it shows now, as small as a model needs it; null where it is off. */
  async look(): Promise<Blob | null> {
    return this.stream.peek() && captureFrame(this.video, LOOKED_AT);
  }

  /** The next picture as a JPEG, to be kept; null when none comes. */
  async take(): Promise<Blob | null> {
    return (await this.waitForFrame()) ? this.encoder.encode(this.video, MAX_SIZE) : null;
  }

  release(): void {
    document.removeEventListener('visibilitychange', this.follow);
    this.wanted = false;
    this.close();
  }

  private close(): void {
    this.turn++;
    this.opening.value = false;
    this.video.srcObject = null;
    if (this.stream.peek()) releaseCamera(this.stream.peek()!);
    this.stream.value = null;
  }

  private fail(error: unknown): void {
    this.close();
    this.wanted = false;
    this.trouble.value = describeCameraError(error);
  }

  private readonly follow = (): void => {
    if (document.hidden) this.close();
    else if (this.wanted) void this.open();
  };
}
