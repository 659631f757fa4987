/**
 * Loading and saving without loss: what `admission.ts` admits goes to Blockly, the rest waits and comes back on saving.
 */

import * as Blockly from 'blockly/core';
import type { Workspace } from '../../lib/types';
import { type FilteredWorkspace, filterWorkspace } from '../blocks/load_filter';
import { isObject, type Json, unwrapAll, wrap } from '../blocks/placeholder';

const CHECKER = 'sunmao';

/**
 * Holds to the types while a child drags, but lets a saved or undone connection be: codegen says what does not fit, and
 * refusing it here would tear a program apart.
 */
class LoadingChecker extends Blockly.ConnectionChecker {
  override doTypeChecks(one: Blockly.Connection, other: Blockly.Connection): boolean {
    return !Blockly.Events.getRecordUndo() || super.doTypeChecks(one, other);
  }
}

export function registerChecker(): string {
  Blockly.registry.register(Blockly.registry.Type.CONNECTION_CHECKER, CHECKER, LoadingChecker, true);
  return CHECKER;
}

/** One workspace's loading and saving. */
export class WorkspaceSerializer {
  private admitted: Pick<FilteredWorkspace, 'rest' | 'aroundBlocks' | 'variables'> = {
    rest: {},
    aroundBlocks: {},
    variables: new Map(),
  };

  constructor(private readonly workspace: Blockly.WorkspaceSvg) {}

  /**
   * Shows a saved workspace. No events, a new undo history, and never an exception. onAdmitted: called with what will
   * be shown of it, before it is.
   */
  load(saved: Workspace, onAdmitted?: (workspace: Workspace) => void): void {
    const admitted = filterWorkspace(saved);
    this.admitted = admitted;
    onAdmitted?.(admitted.workspace);
    Blockly.Events.disable();
    try {
      this.fill(admitted.workspace);
    } finally {
      Blockly.Events.enable();
    }
    this.workspace.clearUndo();
  }

  /** The workspace as it would have been saved with every block known. */
  save(): Workspace {
    const saved = Blockly.serialization.workspaces.save(this.workspace) as Json;
    const { rest, aroundBlocks, variables } = this.admitted;
    if (isObject(saved.blocks) && Array.isArray(saved.blocks.blocks)) {
      unwrapAll(saved.blocks.blocks);
      saved.blocks = { ...aroundBlocks, ...saved.blocks };
    }
    if (Array.isArray(saved.variables))
      saved.variables = saved.variables.map((one) => ({ ...variables.get(one.id), ...one }));
    return { ...rest, ...saved };
  }

  private fill(workspace: Json): void {
    try {
      Blockly.serialization.workspaces.load(workspace, this.workspace);
    } catch (error) {
      console.warn('Loading block by block:', error);
      this.fillOneByOne(workspace);
    }
  }

  /** The way that cannot fail: every top block alone, a gray one where Blockly still refuses. */
  private fillOneByOne(workspace: Json): void {
    const { blocks, workspaceComments, ...bare } = workspace;
    if (workspaceComments) this.admitted.rest.workspaceComments = workspaceComments;
    Blockly.serialization.workspaces.load(bare, this.workspace);
    for (const state of isObject(blocks) && Array.isArray(blocks.blocks) ? blocks.blocks : []) {
      const before = new Set(this.workspace.getTopBlocks(false));
      try {
        Blockly.serialization.blocks.append(state, this.workspace);
      } catch {
        for (const block of this.workspace.getTopBlocks(false)) if (!before.has(block)) block.dispose(false);
        const kept = [structuredClone(state)];
        unwrapAll(kept);
        const alone = {
          ...wrap({ ...kept[0], next: undefined }, 'top'),
          extraState: { kept: kept[0], place: 'top', next: false },
        };
        Blockly.serialization.blocks.append(alone as never, this.workspace);
      }
    }
  }
}
