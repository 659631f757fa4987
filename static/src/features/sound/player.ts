/** Lets the sounds of a program be heard: tones and files by Web Audio, texts by a voice of the browser. */

import { signal } from '@preact/signals';
import { showToast } from '../../components/toast';
import * as api from '../../lib/api';
import type { SoundStartedEvent } from '../../lib/messages';
import { t } from '../../lib/texts';
import { muted } from './muted';
import './texts';

/** Seconds before the first tone: it is not cut off. */
const LEAD = 0.02;
const TONE_GAIN = 0.3;
/** Seconds at both ends of a tone: no click. */
const FADE = 0.005;
/** A browser that has not begun to play after so long waits for a click. */
const WAKES_WITHIN_MS = 300;
const VOICES_WITHIN_MS = 1_000;
/** A voice of which nothing is heard any more does not hold the program up. */
const SLACK_MS = 500;

/** The browser wants a click before it plays anything. */
export const blocked = signal(false);

export class SoundPlayer {
  private context: AudioContext | null = null;
  private output: GainNode | null = null;
  private readonly sources = new Set<AudioScheduledSourceNode>();
  private readonly ends = new Set<() => void>();
  /** Browsers forget what they say unless somebody holds it. */
  private readonly spoken = new Set<SpeechSynthesisUtterance>();
  private turn = 0;

  /** Plays a sound of a run; resolves when it is over, was stopped, or cannot be heard. */
  async play(project: string, run: string, sound: SoundStartedEvent): Promise<void> {
    const { turn } = this;
    if (sound.what === 'say') return this.say(sound, turn);
    const context = await this.wake();
    if (!context || turn !== this.turn) return;
    if (sound.what === 'tones') return this.playTones(context, sound.tones);
    const buffer = await this.load(context, project, run, sound);
    if (buffer && turn === this.turn) return this.playBuffer(context, buffer);
  }

  /** Ends everything at once. */
  stop(): void {
    this.turn++;
    for (const source of this.sources) source.stop();
    this.sources.clear();
    if (this.spoken.size) speechSynthesis.cancel();
    this.spoken.clear();
    for (const end of [...this.ends]) end();
  }

  /** As loud as it is now wanted. */
  setMuted(mute: boolean): void {
    if (this.output) this.output.gain.value = mute ? 0 : 1;
  }

  dispose(): void {
    this.stop();
    void this.context?.close();
    this.context = this.output = null;
  }

  /** The context, running; null where the browser wants a click first. */
  async wake(): Promise<AudioContext | null> {
    if (!this.context) {
      this.context = new AudioContext();
      this.output = this.context.createGain();
      this.output.connect(this.context.destination);
      this.setMuted(muted.peek());
    }
    const { context } = this;
    if (context.state === 'suspended')
      await Promise.race([context.resume(), new Promise((resolve) => setTimeout(resolve, WAKES_WITHIN_MS))]);
    blocked.value = context.state === 'suspended';
    return blocked.peek() ? null : context;
  }

  private async load(
    context: AudioContext,
    project: string,
    run: string,
    sound: SoundStartedEvent,
  ): Promise<AudioBuffer | null> {
    try {
      const address =
        sound.what === 'packaged' ? api.makePackagedSoundUrl(sound.path) : api.makeSoundUrl(project, run, sound.path);
      const response = await fetch(address);
      if (!response.ok) throw new Error(String(response.status));
      return await context.decodeAudioData(await response.arrayBuffer());
    } catch {
      showToast(t('soundFailed', { name: sound.path }));
      return null;
    }
  }

  private playBuffer(context: AudioContext, buffer: AudioBuffer): Promise<void> {
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(this.output!);
    source.start();
    return this.follow(source);
  }

  private playTones(context: AudioContext, tones: [number, number][]): Promise<void> {
    const start = context.currentTime + LEAD;
    let at = start;
    for (const [hertz, seconds] of tones) {
      if (hertz) void this.follow(this.scheduleTone(context, hertz, at, seconds));
      at += seconds;
    }
    // A melody may end with a rest: what says its end plays nothing.
    const last = context.createConstantSource();
    last.start(start);
    last.stop(at);
    return this.follow(last);
  }

  private scheduleTone(context: AudioContext, hertz: number, at: number, seconds: number): OscillatorNode {
    const tone = context.createOscillator();
    const gain = context.createGain();
    tone.type = 'triangle';
    tone.frequency.value = hertz;
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(TONE_GAIN, at + FADE);
    gain.gain.setValueAtTime(TONE_GAIN, Math.max(at + FADE, at + seconds - FADE));
    gain.gain.linearRampToValueAtTime(0, at + seconds);
    tone.connect(gain).connect(this.output!);
    tone.start(at);
    tone.stop(at + seconds);
    return tone;
  }

  private follow(source: AudioScheduledSourceNode): Promise<void> {
    this.sources.add(source);
    return new Promise((resolve) => {
      source.onended = () => {
        this.sources.delete(source);
        resolve();
      };
    });
  }

  private async say(sound: SoundStartedEvent, turn: number): Promise<void> {
    const language = sound.language || 'en';
    const voice = await findVoice(language);
    if (turn !== this.turn) return;
    if (!voice) return void showToast(t('noVoiceHere'));
    const speech = new SpeechSynthesisUtterance(sound.text);
    Object.assign(speech, { voice, lang: voice.lang, volume: muted.peek() ? 0 : 1 });
    this.spoken.add(speech);
    await new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.ends.delete(end);
        this.spoken.delete(speech);
        resolve();
      };
      const timer = setTimeout(end, sound.seconds * 1_000 + SLACK_MS);
      this.ends.add(end);
      speech.onend = speech.onerror = end;
      speechSynthesis.speak(speech);
    });
  }
}

/** A voice for a language; a browser may list its voices only after a moment. */
async function findVoice(language: string): Promise<SpeechSynthesisVoice | null> {
  if (typeof speechSynthesis === 'undefined') return null;
  if (!speechSynthesis.getVoices().length && !asked) {
    asked = true;
    await new Promise<void>((resolve) => {
      speechSynthesis.addEventListener('voiceschanged', () => resolve(), { once: true });
      setTimeout(resolve, VOICES_WITHIN_MS);
    });
  }
  const fitting = speechSynthesis.getVoices().filter(({ lang }) => lang.toLowerCase().startsWith(language));
  return fitting.find(({ localService }) => localService) ?? fitting[0] ?? null;
}
let asked = false;
