/**
 * The stage of a project as it comes from the studio: an island whose frames never wait for the page. Each frame is
 * acknowledged when it is drawn, so what comes meanwhile is one newer scene, not many.
 */

import { signal } from '@preact/signals';
import { type Subscription, subscribe } from '../../lib/topic_socket';
import { drawStage, type Pictures } from './draw_stage';
import { Costume, EMPTY_SCENE, findSpriteAt, HEIGHT, type Scene, type StageControl, WIDTH } from './scene';

const TOLD_EVERY_MS = 2_000;

interface FrameHeader {
  begin?: true;
  costume?: string;
  scene?: Scene;
  error?: unknown;
}

export type Happening = 'click' | 'press' | 'release' | 'key' | 'key_up' | 'slide' | 'switch' | 'write';

export class StageFeed {
  /** The things of the panel; another list only when one has changed. */
  readonly controls = signal<StageControl[]>([]);
  /** The scene of some moments ago, for those who cannot see it. */
  readonly told = signal<Scene>(EMPTY_SCENE);
  private scene = EMPTY_SCENE;
  private readonly pictures: Pictures = { costumes: new Map(), backdrop: null };
  private readonly feed: Subscription;
  private canvas: HTMLCanvasElement | null = null;
  private behind: HTMLCanvasElement | null = null;
  private jpeg: Uint8Array<ArrayBuffer> | null = null;
  private wanted = 0;
  private drawn: (() => void)[] = [];
  private telling = 0;

  constructor(project: string) {
    this.feed = subscribe(`stage:${project}`, (header: FrameHeader, payload) => this.receive(header, payload));
  }

  /** Draws into this canvas from now on; behind: another one that takes the backdrop. */
  show(canvas: HTMLCanvasElement, behind: HTMLCanvasElement): void {
    this.canvas = canvas;
    if (this.behind !== behind) {
      this.behind = behind;
      if (this.jpeg) return void this.setBackdrop(this.jpeg).then(() => this.draw());
    }
    void this.draw();
  }

  /** Draws in the next frame of the page; kept when that is done. */
  draw(): Promise<void> {
    this.wanted ||= requestAnimationFrame(() => {
      this.wanted = 0;
      if (this.canvas?.width) drawStage(this.canvas, this.scene, this.pictures);
      if (this.behind) this.behind.hidden = !(this.scene.backdrop && this.pictures.backdrop);
      for (const done of this.drawn.splice(0)) done();
    });
    return new Promise((resolve) => this.drawn.push(resolve));
  }

  send(what: Happening, name: string, value = 0, text = ''): void {
    this.feed.send({ do: what, name, value, text });
  }

  /** Tells the program which sprite was clicked, in shares of the canvas. Returns whether there was one. */
  click(across: number, down: number): boolean {
    const place = [across * WIDTH - WIDTH / 2, HEIGHT / 2 - down * HEIGHT] as const;
    const sprite = findSpriteAt(this.scene, this.pictures.costumes, ...place);
    if (sprite) this.send('click', String(sprite.number));
    return sprite !== null;
  }

  close(): void {
    this.feed.close();
    cancelAnimationFrame(this.wanted);
    clearTimeout(this.telling);
    this.clear();
  }

  private async receive(header: FrameHeader, payload: Uint8Array<ArrayBuffer>): Promise<void> {
    if (header.begin) this.clear();
    if (header.costume !== undefined) await this.addCostume(header.costume, payload);
    if (!header.scene) return;
    if (payload.length) await this.setBackdrop(payload);
    this.scene = header.scene;
    if (JSON.stringify(this.controls.peek()) !== JSON.stringify(this.scene.controls))
      this.controls.value = this.scene.controls;
    this.telling ||= window.setTimeout(() => this.tell(), this.told.peek() === EMPTY_SCENE ? 0 : TOLD_EVERY_MS);
    await this.draw();
  }

  private tell(): void {
    this.telling = 0;
    this.told.value = this.scene;
  }

  private async addCostume(key: string, png: Uint8Array<ArrayBuffer>): Promise<void> {
    const picture = await createImageBitmap(new Blob([png], { type: 'image/png' })).catch(() => null);
    if (picture) this.pictures.costumes.set(key, new Costume(picture));
  }

  private async setBackdrop(jpeg: Uint8Array<ArrayBuffer>): Promise<void> {
    this.jpeg = jpeg;
    const picture = await createImageBitmap(new Blob([jpeg], { type: 'image/jpeg' })).catch(() => null);
    if (!picture || !this.behind) return picture?.close();
    const { width, height } = picture;
    this.pictures.backdrop = { width, height };
    // What is transferred keeps its size, but it is laid out by that of the element.
    if (this.behind.width !== width || this.behind.height !== height) Object.assign(this.behind, { width, height });
    this.behind.getContext('bitmaprenderer')!.transferFromImageBitmap(picture);
  }

  private clear(): void {
    for (const costume of this.pictures.costumes.values()) costume.close();
    this.pictures.costumes.clear();
    this.pictures.backdrop = this.jpeg = null;
    this.scene = EMPTY_SCENE;
    this.controls.value = [];
    this.told.value = EMPTY_SCENE;
  }
}
