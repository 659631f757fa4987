/**
 * Keeps the workspace on the server: one request at a time, the newest wins, and nothing is called saved before it is.
 */

import { signal } from '@preact/signals';
import * as api from '../lib/api';
import { dropDraft, saveDraft } from '../lib/draft';
import { goToProject } from '../lib/route';
import { onReconnect } from '../lib/socket';
import type { Program, Text, Workspace } from '../lib/types';

/** What the server answers to whatever saves a workspace. */
interface Saved {
  version: number;
  program: Program;
}

const RETRY_MS = 3_000;
const KEEPALIVE_BYTES = 60_000;

export class ProjectSaver {
  readonly state = signal<'saved' | 'saving' | 'unsaved'>('saved');
  /** Another window saved this project meanwhile. */
  readonly conflict = signal(false);
  /** Why nothing is sent until the child asks for it: the folder is gone, or cannot be written. */
  readonly closed = signal<'gone' | 'readOnly' | null>(null);
  /** The name that the folder of the project has now, where it was renamed. */
  readonly moved = signal<string | null>(null);
  /** Why the last try did not work, where the studio said so: a full disk. It is tried again by itself. */
  readonly trouble = signal<Text | null>(null);
  /** The version that the other window saved. */
  private elsewhere = 0;
  private newest: Workspace | null = null;
  private turn: Promise<unknown> = Promise.resolve();
  private retry = 0;
  private readonly forget: () => void;

  constructor(
    private readonly project: string,
    private version: number,
    private readonly onProgram: (program: Program) => void,
  ) {
    this.forget = onReconnect(() => !this.closed.value && this.tryAgain());
    addEventListener('pagehide', this.saveBeforeLeaving);
  }

  change(workspace: Workspace): void {
    const idle = this.newest === null;
    this.newest = workspace;
    if (this.closed.value || api.outdated.value) this.state.value = 'unsaved';
    if (this.conflict.value || this.closed.value || api.outdated.value) return;
    if (this.state.value === 'saved') this.state.value = 'saving';
    if (idle) void this.inTurn(() => this.save());
  }

  tryAgain(): void {
    if (this.conflict.value) return;
    this.closed.value = null;
    if (this.newest) void this.inTurn(() => this.save());
    else this.state.value = 'saved';
  }

  /** Closes itself when an error says that there is no folder to save in any more. */
  note(error: unknown): void {
    if (!(error instanceof api.ApiError)) return;
    const gone = error.status === 404;
    if (!gone && error.body.reason !== 'read_only') return;
    this.moved.value = typeof error.body.moved === 'string' ? error.body.moved : null;
    this.closed.value = gone ? 'gone' : 'readOnly';
    if (gone || this.newest) this.state.value = 'unsaved';
  }

  /** Opens the project under the name that its folder has now, with what is not saved yet. */
  goOnIn(name: string): void {
    if (this.newest) saveDraft(name, { workspace: this.newest, version: this.version });
    goToProject(name);
  }

  /** Sends a workspace by another request (a run), which saves it too. Raises what the request raises. */
  send<T extends Saved>(workspace: Workspace, request: (base: number) => Promise<T>): Promise<T> {
    return this.inTurn(async () => {
      const answer = await request(this.version).catch((error) => {
        // What cannot run has been saved all the same, if its program comes back; a clash names the other window's
        // version only.
        if (error instanceof api.ApiError && error.body.program)
          this.handleSaved(workspace, error.body as unknown as Saved);
        else this.handleError(error);
        throw error;
      });
      this.handleSaved(workspace, answer);
      return answer;
    }, workspace);
  }

  /** Another window saved the project. */
  handleSavedElsewhere(version: number): void {
    if (version <= this.version) return;
    this.elsewhere = version;
    this.conflict.value = true;
  }

  /** Saves a workspace over what another window saved, which stays in the history. */
  keepMine(workspace: Workspace): void {
    this.version = this.elsewhere;
    this.conflict.value = false;
    this.newest = workspace;
    this.tryAgain();
  }

  /** Waits until the requests on their way have been answered. */
  async waitForSaves(): Promise<void> {
    await this.turn;
  }

  /** The workspace that is not on the server yet, if any. */
  get pending(): Workspace | null {
    return this.newest;
  }

  dispose(): void {
    this.saveBeforeLeaving();
    clearTimeout(this.retry);
    removeEventListener('pagehide', this.saveBeforeLeaving);
    this.forget();
  }

  private inTurn<T>(task: () => Promise<T>, newest?: Workspace): Promise<T> {
    if (newest) this.newest = newest;
    const mine = this.turn.then(task);
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  private async save(): Promise<void> {
    const workspace = this.newest;
    if (!workspace || this.conflict.value) return;
    clearTimeout(this.retry);
    try {
      const answer = await api.saveWorkspace(this.project, workspace, this.version);
      this.handleSaved(workspace, answer);
    } catch (error) {
      this.handleError(error);
    }
  }

  private handleError(error: unknown): void {
    this.state.value = 'unsaved';
    this.trouble.value = error instanceof api.ApiError && error.status >= 500 ? error.text : null;
    this.note(error);
    if (error instanceof api.ApiError && error.status === 409) {
      this.elsewhere = Number(error.body.version ?? this.version);
      this.conflict.value = true;
    } else if (!this.closed.value && !api.outdated.value)
      this.retry = window.setTimeout(() => this.tryAgain(), RETRY_MS);
  }

  /** A workspace is on the server; what was changed while it was on its way goes next. */
  private handleSaved(workspace: Workspace, answer: Saved): void {
    this.version = answer.version;
    this.onProgram(answer.program);
    if (this.newest === workspace) this.markSaved();
    else void this.inTurn(() => this.save());
  }

  private markSaved(): void {
    this.newest = null;
    this.trouble.value = null;
    this.state.value = 'saved';
    dropDraft(this.project);
  }

  private saveBeforeLeaving = (): void => {
    const workspace = this.newest;
    if (!workspace || this.conflict.value || this.closed.value === 'gone') return;
    // A full disk, or a studio that was started anew: what cannot be saved now waits for this tab to open the project
    // again.
    saveDraft(this.project, { workspace, version: this.version });
    if (this.closed.value || api.outdated.value) return;
    // A page that is going away may still send a small request.
    if (JSON.stringify(workspace).length < KEEPALIVE_BYTES)
      void api.saveWorkspace(this.project, workspace, this.version, true).then(
        () => dropDraft(this.project),
        () => undefined,
      );
  };
}
