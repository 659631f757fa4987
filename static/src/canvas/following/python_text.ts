/**
 * The text that a child wrote in the code panel, as a part of the workspace: saved and loaded with the blocks, and a
 * step of their history.
 */

import * as Blockly from 'blockly/core';

/** The key of the text in a saved workspace. */
export const PYTHON = 'python';
export const PYTHON_CHANGE = 'python_change';

/** kept: what the workspace keeps, or null while nobody has edited the text. shown: what the code panel shows. */
export interface PythonText {
  kept: string | null;
  shown: string;
}

/** The groups of events that came from a text: what blocks do by themselves after a change, they do not do then. */
const fromText = new Set<string>();
export const noteFromText = (group: string) => fromText.add(group);
export const isFromText = (event: Blockly.Events.Abstract) => fromText.has(event.group);

const texts = new WeakMap<Blockly.Workspace, string>();

export function getPython(workspace: Blockly.Workspace): string | null {
  return texts.get(workspace) ?? null;
}

/** Keeps another text, as an event of the group that is open. */
export function changePython(workspace: Blockly.Workspace, before: PythonText, after: PythonText): void {
  keep(workspace, after.kept);
  Blockly.Events.fire(new PythonChange(workspace, before, after));
}

function keep(workspace: Blockly.Workspace, text: string | null): void {
  if (text) texts.set(workspace, text);
  else texts.delete(workspace);
}

type Saved = Blockly.Events.AbstractEventJson & { before: PythonText; after: PythonText };

/** The child's text was changed. */
export class PythonChange extends Blockly.Events.Abstract {
  override readonly type = PYTHON_CHANGE;
  override isBlank = false;

  constructor(
    workspace: Blockly.Workspace,
    readonly before: PythonText,
    readonly after: PythonText,
  ) {
    super();
    this.workspaceId = workspace.id;
  }

  override toJson(): Saved {
    return { ...super.toJson(), before: this.before, after: this.after };
  }

  /** What `toJson` has written, as an event of a workspace. */
  static override fromJson(saved: Saved, workspace: Blockly.Workspace): PythonChange {
    const event = new PythonChange(workspace, saved.before, saved.after);
    return Blockly.Events.Abstract.fromJson(saved, workspace, event) as PythonChange;
  }

  override run(forward: boolean): void {
    const [from, to] = forward ? [this.before, this.after] : [this.after, this.before];
    changePython(this.getEventWorkspace_(), from, to);
  }
}

/** Teaches Blockly to save, load and clear the text. */
export function registerPythonText(): void {
  Blockly.registry.register(Blockly.registry.Type.EVENT, PYTHON_CHANGE, PythonChange as never);
  Blockly.serialization.registry.register(PYTHON, {
    priority: 0,
    save: (workspace) => getPython(workspace) as never,
    load: (text, workspace) => keep(workspace, String(text)),
    clear: (workspace) => keep(workspace, null),
  });
}
