/** The browser's microphone, for one view: asked for at the first press, let go of while nobody looks. */

import { signal } from '@preact/signals';
import type { Text } from '../../../../lib/types';
import type { LiveSource } from '../../../inference/live_loop';
import { encodeWav, HeardSound } from '../../../sound/heard_sound';
import { measureLevel, SECOND, SoundFinder } from '../../../sound/loudness';
import { describeMicrophoneError, Microphone } from '../../../sound/microphone';
import { findEndReason } from '../../../video/permission_help';

/** Samples from one question to a model to the next. */
const HOP = SECOND / 5;
/** A microphone that is open and gives nothing for so long is switched off. */
const PATIENCE_MS = 5_000;
const WAIT_MS = 1_000;

/** What is new, and where seconds begin that stand out of the noise. */
type Listener = (piece: Int16Array, found: number[]) => void;

export class TeachMicrophone implements LiveSource {
  readonly on = signal(false);
  /** The browser asks for the permission, or the microphone is slow. */
  readonly opening = signal(false);
  readonly trouble = signal<Text | null>(null);
  /** How loud it is now, 0 to 1, and whether that stands out of the noise. */
  readonly level = signal({ share: 0, loud: false });
  /** It was open on this page: whoever shows what it hears may open it again. */
  asked = false;
  heard = new HeardSound();
  finder = new SoundFinder();
  private readonly listeners = new Set<Listener>();
  private microphone: Microphone | null = null;
  private wanted = false;
  private turn = 0;
  private silence = 0;
  private looked = 0;

  /** Lets go of the microphone while the page is hidden, from now until `release`. */
  attach(): void {
    document.addEventListener('visibilitychange', this.follow);
  }

  /** Opens it unless it is open. Returns whether it is. */
  async open(): Promise<boolean> {
    this.wanted = true;
    if (this.microphone) return true;
    const turn = ++this.turn;
    this.opening.value = true;
    this.trouble.value = null;
    try {
      const opened = await Microphone.open((piece) => turn === this.turn && this.take(new Int16Array(piece)));
      if (turn !== this.turn) {
        opened.close();
        return false;
      }
      this.microphone = opened;
      opened.track.addEventListener('ended', async () => {
        const reason = await findEndReason(opened.track, 'microphone');
        if (turn === this.turn) this.fail(reason);
      });
    } catch (error) {
      if (turn === this.turn) this.fail(error);
      return false;
    } finally {
      if (turn === this.turn) this.opening.value = false;
    }
    this.on.value = this.asked = true;
    this.watchSilence();
    return true;
  }

  /** Calls back with all that is heard. Returns how to stop. */
  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Waits for a fifth of a second of sound more. */
  waitForFrame(): Promise<boolean> {
    if (!this.microphone) return new Promise((resolve) => setTimeout(() => resolve(false), WAIT_MS / 5));
    const enough = () => this.heard.count - this.looked >= HOP && this.heard.count >= SECOND;
    if (enough()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const end = (found: boolean) => {
        stop();
        clearTimeout(timer);
        resolve(found);
      };
      const timer = setTimeout(() => end(false), WAIT_MS);
      const stop = this.listen(() => enough() && end(true));
    });
  }

  /** The newest second as a wav file; null where it is off. */
  async look(): Promise<Blob | null> {
    if (!this.microphone) return null;
    this.looked = this.heard.count;
    return encodeWav(this.heard.read(this.looked - SECOND, this.looked));
  }

  release(): void {
    document.removeEventListener('visibilitychange', this.follow);
    this.wanted = false;
    this.close();
  }

  private take(piece: Int16Array): void {
    this.heard.add(piece);
    const found = this.finder.add(piece);
    this.level.value = { share: measureLevel(piece), loud: this.finder.loud };
    for (const listener of [...this.listeners]) listener(piece, found);
    this.watchSilence();
  }

  private watchSilence(): void {
    clearTimeout(this.silence);
    this.silence = window.setTimeout(() => this.fail(new DOMException('no sound', 'DataError')), PATIENCE_MS);
  }

  private close(): void {
    this.turn++;
    clearTimeout(this.silence);
    this.opening.value = this.on.value = false;
    this.microphone?.close();
    this.microphone = null;
    this.heard = new HeardSound();
    this.finder = new SoundFinder();
    this.looked = 0;
  }

  private fail(error: unknown): void {
    this.close();
    this.wanted = false;
    this.trouble.value = describeMicrophoneError(error);
  }

  private readonly follow = (): void => {
    if (document.hidden) this.close();
    else if (this.wanted) void this.open();
  };
}
