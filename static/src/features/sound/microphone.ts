/** The browser's microphone: opened, heard piece by piece, released, and why it cannot be used, in a sentence. */

import { both, type Key } from '../../lib/texts';
import type { Text } from '../../lib/types';
import './texts';

const WORKLET = '/assets/microphone_worklet.js';

/** What browsers call the reasons (Media Capture and Streams, "getUserMedia"). */
const REASONS: Record<string, Key> = {
  NotAllowedError: 'microphoneDenied',
  SecurityError: 'microphoneUnsafe',
  NotFoundError: 'microphoneMissing',
  OverconstrainedError: 'microphoneMissing',
  NotReadableError: 'microphoneTaken',
  AbortError: 'microphoneTaken',
  DataError: 'microphoneSilent',
};

export function describeMicrophoneError(error: unknown): Text {
  return both((error instanceof DOMException && REASONS[error.name]) || 'microphoneOdd');
}

/** A microphone that is open. */
export class Microphone {
  private constructor(
    private readonly stream: MediaStream,
    private readonly context: AudioContext,
    readonly track: MediaStreamTrack,
  ) {}

  /**
   * Opens one, as it is: nothing is taken for noise or made louder. onSound gets 16 kHz, 16 bits, mono, little-endian,
   * a tenth of a second at a time. Rejects with a DOMException.
   */
  static async open(onSound: (piece: ArrayBuffer) => void): Promise<Microphone> {
    // Pages that do not come from this computer or over https have no microphones at all.
    if (!navigator.mediaDevices?.getUserMedia) throw new DOMException('no secure page', 'SecurityError');
    const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
    const stream = await navigator.mediaDevices.getUserMedia({ audio: plain, video: false });
    const context = new AudioContext();
    const opened = new Microphone(stream, context, stream.getAudioTracks()[0]);
    try {
      await context.audioWorklet.addModule(WORKLET);
    } catch (error) {
      opened.close();
      throw error;
    }
    const recorder = new AudioWorkletNode(context, 'microphone-recorder', { numberOfOutputs: 0 });
    recorder.port.onmessage = ({ data }) => onSound(data);
    context.createMediaStreamSource(stream).connect(recorder);
    opened.wake();
    return opened;
  }

  close(): void {
    for (const track of this.stream.getTracks()) track.stop();
    if (this.context.state !== 'closed') void this.context.close();
  }

  /** At once where the page may listen, else at the next click or key. */
  private wake(): void {
    const again = () => void this.context.resume().catch(() => undefined);
    again();
    for (const gesture of ['pointerdown', 'keydown']) addEventListener(gesture, again, { once: true });
  }
}
