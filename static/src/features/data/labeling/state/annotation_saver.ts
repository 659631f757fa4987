/**
 * Labels on their way to the disk: in turn, again until the studio answers, and kept in this tab meanwhile. What
 * another page has saved first is not written over: both are offered.
 */

import { signal } from '@preact/signals';
import { ApiError } from '../../../../lib/api';
import { forget, recall, remember } from '../../../../lib/storage';
import * as calls from './labeling_api';
import type { AnnotationChange, Annotations, SavedAnnotations } from './labeling_types';

const AGAIN_MS = 1_000;

interface Draft {
  seen: number | null;
  change: AnnotationChange;
}

export interface Conflict {
  mine: AnnotationChange;
  theirs: Annotations;
}

export class AnnotationSaver {
  /** waiting: the studio does not answer. */
  readonly state = signal<'saved' | 'saving' | 'waiting'>('saved');
  readonly conflict = signal<Conflict | null>(null);
  private readonly seen = new Map<string, number>();
  private readonly drafts: Draft[] = [];
  private queue: Promise<void> = Promise.resolve();
  private waiting = 0;
  private readonly key: string;

  constructor(
    private readonly project: string,
    private readonly set: string,
    private readonly onSaved: (answer: SavedAnnotations, change: AnnotationChange) => void,
    private readonly onTrouble: (error: unknown, path: string) => void,
  ) {
    this.key = `labels:${project}/${set}`;
  }

  /** Notes the version of a picture that is shown. */
  see(path: string, version: number): void {
    this.seen.set(path, version);
  }

  /** Whether something of a picture is not on the disk yet. */
  isPending(path: string): boolean {
    return this.drafts.some((draft) => draft.change.path === path);
  }

  save(change: AnnotationChange, leaving = false): void {
    this.enqueue({ seen: this.seen.get(change.path) ?? null, change }, leaving);
  }

  /** Resolves when everything is on the disk. */
  settle(): Promise<void> {
    return this.queue;
  }

  /** Sends what the page before left behind in this tab: the studio had gone. */
  adoptDrafts(): void {
    for (const draft of recall<Draft[]>(this.key, [], 'session')) this.enqueue(draft, false);
  }

  /** After a conflict: what was made here stands, or what was made there. */
  resolve(mine: boolean): void {
    const conflict = this.conflict.peek();
    this.conflict.value = null;
    if (!conflict) return;
    this.see(conflict.theirs.path, conflict.theirs.version);
    if (mine) this.save(conflict.mine);
  }

  private enqueue(draft: Draft, leaving: boolean): void {
    this.drafts.push(draft);
    this.keepDrafts();
    this.waiting++;
    if (this.state.peek() === 'saved') this.state.value = 'saving';
    const send = () => this.send(draft, leaving);
    // A page that is left does not wait for its turn.
    this.queue = (leaving ? send() : this.queue.then(send)).finally(() => {
      this.drafts.splice(this.drafts.indexOf(draft), 1);
      this.keepDrafts();
      if (--this.waiting === 0) this.state.value = 'saved';
    });
  }

  private async send(draft: Draft, leaving: boolean): Promise<void> {
    const { change } = draft;
    for (;;)
      try {
        // Of this page's own edits the newest version is known only now.
        const seen = Math.max(draft.seen ?? -1, this.seen.get(change.path) ?? -1);
        const answer = await calls.saveAnnotations(this.project, this.set, change, seen < 0 ? null : seen, leaving);
        this.see(change.path, answer.version);
        if (this.state.peek() === 'waiting') this.state.value = 'saving';
        return this.onSaved(answer, change);
      } catch (error) {
        const theirs = error instanceof ApiError && error.status === 409 ? error.body.theirs : null;
        if (theirs) return void (this.conflict.value = { mine: change, theirs: theirs as Annotations });
        if (!(error instanceof ApiError) || error.status !== 0 || leaving) return this.onTrouble(error, change.path);
        this.state.value = 'waiting';
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
  }

  private keepDrafts(): void {
    if (this.drafts.length) remember(this.key, this.drafts, 'session');
    else forget(this.key, 'session');
  }
}
