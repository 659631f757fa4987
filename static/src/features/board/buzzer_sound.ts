/**
 * The buzzers of the board on the screen are heard: one oscillator for each pin that sounds, as a square wave like a
 * piezo's. Browsers allow sound after a click or key in the page; a click on Run is one.
 */

import { effect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { BoardState, Part } from '../../lib/board_types';
import { muted } from '../sound/muted';
import type { BoardSubscription } from './board_state';
import { getReading, listPins } from './readings';

const LOUDNESS = 0.06;
const FADE = 0.005; // seconds: switched at once it would click
/** What a buzzer without a tone of its own sounds like when its pin is on. */
const OWN_HERTZ = 2300;

/** Lets the buzzers among these parts be heard for as long as the component is shown. */
export function useBuzzerSound(feed: BoardSubscription | null, parts: Part[]): void {
  const key = JSON.stringify(parts.filter((part) => part.kind === 'Buzzer'));
  useEffect(() => (feed ? listenTo(feed, JSON.parse(key)) : undefined), [feed, key]);
}

function listenTo(feed: BoardSubscription, buzzers: Part[]): (() => void) | undefined {
  if (!buzzers.length || !window.AudioContext) return undefined;
  const voices = new Voices();
  let tones = new Map<string, number>();
  const sound = () =>
    voices.play(muted.peek() || document.hidden || !feed.open.peek() ? new Map<string, number>() : tones);
  const stopDrawing = feed.draw((state) => {
    tones = readTones(state, buzzers);
    sound();
  });
  const stopHearing = effect(() => {
    muted.value;
    feed.open.value;
    sound();
  });
  document.addEventListener('visibilitychange', sound);
  return () => {
    stopDrawing();
    stopHearing();
    document.removeEventListener('visibilitychange', sound);
    voices.close();
  };
}

/** Pin → hertz of what sounds. */
function readTones(state: BoardState, buzzers: Part[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const part of state.plugged ? buzzers : []) {
    const [value] = getReading(state, part).values;
    if (value) found.set(listPins(part)[0], value === 1 ? OWN_HERTZ : value);
  }
  return found;
}

class Voices {
  private context: AudioContext | null = null;
  private readonly playing = new Map<string, { oscillator: OscillatorNode; gain: GainNode }>();

  play(tones: Map<string, number>): void {
    for (const pin of this.playing.keys()) if (!tones.has(pin)) this.stop(pin);
    for (const [pin, hertz] of tones) {
      const voice = this.playing.get(pin) ?? this.start(pin);
      if (voice.oscillator.frequency.value !== hertz) voice.oscillator.frequency.value = hertz;
    }
  }

  close(): void {
    this.play(new Map());
    void this.context?.close();
  }

  private start(pin: string) {
    this.context ??= new AudioContext();
    if (this.context.state === 'suspended') this.resume(this.context);
    const gain = new GainNode(this.context, { gain: 0 });
    const oscillator = new OscillatorNode(this.context, { type: 'square' });
    oscillator.connect(gain).connect(this.context.destination);
    gain.gain.setTargetAtTime(LOUDNESS, this.context.currentTime, FADE);
    oscillator.start();
    const voice = { oscillator, gain };
    this.playing.set(pin, voice);
    return voice;
  }

  private stop(pin: string): void {
    const { oscillator, gain } = this.playing.get(pin)!;
    const now = this.context!.currentTime;
    this.playing.delete(pin);
    gain.gain.setTargetAtTime(0, now, FADE);
    oscillator.stop(now + 5 * FADE);
  }

  /** At once where the page may sound, else at the next click or key. */
  private resume(context: AudioContext): void {
    const again = () => void context.resume().catch(() => {});
    again();
    for (const gesture of ['pointerdown', 'keydown']) addEventListener(gesture, again, { once: true });
  }
}
