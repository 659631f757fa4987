/** This page's microphone, for the studio: opened while a program wants it, let go of at once. */

import { signal } from '@preact/signals';
import { type Subscription, subscribe } from '../../lib/topic_socket';
import { findEndReason, onGranted } from '../video/permission_help';
import { describeMicrophoneError, Microphone } from './microphone';
import { microphoneProblem } from './microphone_demand';

/** A microphone that is open and gives nothing for so long is switched off. */
const PATIENCE_MS = 5_000;

export class MicrophonePusher {
  /** The browser asks for the permission, or the microphone is slow. */
  readonly opening = signal(false);
  /** The studio gets its sound. */
  readonly pushing = signal(false);
  private readonly feed: Subscription;
  private readonly forget: (() => void)[];
  private microphone: Microphone | null = null;
  private wanted = false;
  private turn = 0;
  private silence = 0;

  constructor(project: string) {
    this.feed = subscribe(
      `listen:${project}`,
      ({ wanted }: { wanted?: boolean }) => this.setWanted(wanted === true),
      (open) => open || this.setWanted(false),
    );
    const look = () => this.wanted && !this.microphone && !this.opening.peek() && void this.open();
    navigator.mediaDevices?.addEventListener('devicechange', look);
    this.forget = [
      () => navigator.mediaDevices?.removeEventListener('devicechange', look),
      onGranted('microphone', look),
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

  private setWanted(wanted: boolean): void {
    if (wanted === this.wanted) return;
    this.wanted = wanted;
    if (wanted) return void this.open();
    this.close();
    microphoneProblem.value = null;
  }

  private async open(): Promise<void> {
    this.close();
    const turn = this.turn;
    this.opening.value = true;
    try {
      const opened = await Microphone.open((piece) => turn === this.turn && this.send(piece));
      if (turn !== this.turn) return opened.close();
      this.microphone = opened;
      opened.track.addEventListener('ended', async () => {
        const reason = await findEndReason(opened.track, 'microphone');
        if (turn === this.turn) this.fail(reason);
      });
    } catch (error) {
      if (turn === this.turn) this.fail(error);
      return;
    }
    this.opening.value = false;
    this.pushing.value = true;
    microphoneProblem.value = null;
    this.feed.send({ ready: true });
    this.watchSilence();
  }

  private send(piece: ArrayBuffer): void {
    this.feed.send(piece);
    microphoneProblem.value = null;
    this.watchSilence();
  }

  private watchSilence(): void {
    clearTimeout(this.silence);
    this.silence = window.setTimeout(() => {
      microphoneProblem.value = describeMicrophoneError(new DOMException('no sound', 'DataError'));
    }, PATIENCE_MS);
  }

  private close(): void {
    this.turn++;
    clearTimeout(this.silence);
    this.opening.value = this.pushing.value = false;
    this.microphone?.close();
    this.microphone = null;
  }

  private fail(error: unknown): void {
    this.close();
    microphoneProblem.value = describeMicrophoneError(error);
    this.feed.send({ denied: error instanceof DOMException ? error.name : 'UnknownError' });
  }
}
