/**
 * What can be done with blocks beyond Blockly: several at once, a backpack, files of other Blocklies, undo after a
 * reload. Loaded once the canvas is there.
 */

import { type ReadonlySignal, signal } from '@preact/signals';
import * as Blockly from 'blockly/core';
import backpackIcon from 'lucide/backpack.svg';
import copyIcon from 'lucide/copy.svg';
import duplicateIcon from 'lucide/copy-plus.svg';
import powerIcon from 'lucide/power.svg';
import trashIcon from 'lucide/trash-2.svg';
import closeIcon from 'lucide/x.svg';
import { render } from 'preact';
import type { Canvas, Layer } from '../../canvas/contract';
import { BlockHighlight } from '../../canvas/overlays/highlight';
import { drawIcon } from '../../canvas/toolbox/icons';
import { showToast } from '../../components/toast';
import { lang, t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { BackpackTarget, followBackpack, keep, listPacked, MAX_PACKED, pack, packed, takeOut } from './backpack';
import { Choosing } from './choosing';
import { moveTogether } from './group_dragger';
import { connectMenusAndKeys } from './menus_and_keys';
import { listenForRefusals } from './open_blocks';
import { BlockSelection } from './selection';
import { areOff, copyChosen, deleteChosen, duplicateChosen, saveChosen, switchChosen } from './selection_actions';
import { keepHistory, restoreHistory } from './undo_history';
import './texts';

type State = Blockly.serialization.blocks.State;
const MAX_RINGS = 60;

/** Gives a canvas these tools. Returns how to end them. */
export function connectBlockTools(opened: ProjectStore, canvas: Canvas): () => void {
  let workspace!: Blockly.WorkspaceSvg;
  const count = signal(0);
  let rings!: ChosenRings;
  const forget = canvas.addLayer((one) => {
    workspace = one;
    rings = new ChosenRings(workspace);
    return rings;
  });
  const chosen = new BlockSelection(workspace, () => {
    rings.set(chosen.roots());
    count.value = chosen.count;
  });
  const place = document.createElement('div');
  place.className = 'block-tools';
  const overlay = workspace.getInjectionDiv().parentElement!.querySelector('.canvas-overlay')!;
  overlay.append(place);
  const choosing = new Choosing(chosen, overlay);
  const flyout = new BackpackFlyout(workspace);
  const put = (states: State[]) => sayPacked(states);
  render(<Tools selection={chosen} choosing={choosing} count={count} flyout={flyout} put={put} />, place);
  const target = new BackpackTarget(workspace, place.querySelector('.backpack')!, put);
  moveTogether(chosen);
  groupComments(workspace);
  const unpack = (text: string) => {
    takeOut(text);
    flyout.show();
  };
  connectMenusAndKeys(workspace, {
    selection: chosen,
    choosing,
    put,
    findPacked: (block) => flyout.find(block),
    takeOut: unpack,
    isBeginner: () => opened.level.peek() === 1,
  });
  const ends = [forget, followBackpack(), listenForRefusals(workspace), connectHistory(opened, canvas, workspace)];
  return () => {
    for (const end of ends) end();
    choosing.dispose();
    target.dispose();
    render(null, place);
    place.remove();
  };
}

function connectHistory(opened: ProjectStore, canvas: Canvas, workspace: Blockly.WorkspaceSvg): () => void {
  if (!restoreHistory(opened.id, workspace, canvas.save())) showToast(t('undoAnew'));
  canvas.resize(); // the buttons learn that there is something to take back
  const leave = () => {
    if (!opened.saving.conflict.peek()) keepHistory(opened.id, workspace, canvas.save());
  };
  addEventListener('pagehide', leave);
  return () => {
    leave();
    removeEventListener('pagehide', leave);
  };
}

function sayPacked(states: State[]): void {
  const before = packed.peek();
  const refusal = pack(states);
  if (refusal === 'full') showToast(t('backpackFull', { n: MAX_PACKED }));
  else if (refusal === 'tooLarge') showToast(t('backpackTooLarge'));
  else if (refusal === 'notKept') showToast(t('backpackNotKept'));
  else showToast(t('packed'), { label: t('takeBack'), run: () => keep(before) });
}

/** Rings around the chosen blocks; of very many, a stroke is enough. */
class ChosenRings implements Layer {
  private rings: BlockHighlight[] = [];

  constructor(private readonly workspace: Blockly.WorkspaceSvg) {}

  set(blocks: Blockly.BlockSvg[]): void {
    this.hide();
    this.rings = (blocks.length > MAX_RINGS ? [] : blocks).map((block) => {
      const ring = new BlockHighlight(this.workspace, 'code');
      ring.set(block.id);
      return ring;
    });
  }

  redraw(): void {
    for (const ring of this.rings) ring.redraw();
    groupComments(this.workspace);
  }

  hide(): void {
    for (const ring of this.rings) ring.hide();
  }
}

/** A comment holds a text field: for a screen reader it is no button, as Blockly says. */
function groupComments(workspace: Blockly.WorkspaceSvg): void {
  for (const comment of workspace.getTopComments(false))
    if (comment instanceof Blockly.comments.RenderedWorkspaceComment)
      comment.getSvgRoot().setAttribute('role', 'group');
}

/** What is in the backpack, in the place of a drawer. */
class BackpackFlyout {
  private readonly things = new Map<string, string>();

  constructor(private readonly workspace: Blockly.WorkspaceSvg) {
    workspace.registerButtonCallback('empty_backpack', () => this.empty());
  }

  /** The thing that a block of the flyout belongs to. */
  find(block: Blockly.BlockSvg): string | null {
    return this.things.get(block.getRootBlock().id) ?? null;
  }

  /** byKey: the first block of it is ringed. */
  toggle(byKey: boolean): void {
    const flyout = this.workspace.getFlyout()!;
    if (flyout.isVisible() && this.isShown) return this.hide();
    this.show();
    if (byKey && this.things.size) Blockly.getFocusManager().focusTree(flyout.getWorkspace());
  }

  hide(): void {
    this.workspace.getFlyout()!.hide();
  }

  /** Whether what a flyout shows is ours. */
  private get isShown(): boolean {
    const shown = this.workspace.getFlyout()!.getWorkspace().getTopBlocks(false);
    return shown.length
      ? shown.every((block) => this.things.has(block.id))
      : !this.workspace.getToolbox()?.getSelectedItem();
  }

  show(): void {
    const flyout = this.workspace.getFlyout()!;
    const listed = listPacked(this.workspace);
    this.workspace.getToolbox()?.clearSelection();
    this.things.clear();
    const label = (text: string) => ({ kind: 'label', text, 'web-class': 'find-label' });
    const head = listed.length ? t('backpackHow') : t('backpackEmpty');
    const empty = { kind: 'button', text: t('emptyBackpack'), callbackkey: 'empty_backpack' };
    flyout.show([
      ...splitLines(head).map(label),
      ...listed.map(([, block]) => block),
      ...(listed.length ? [empty] : []),
    ] as Blockly.utils.toolbox.FlyoutItemInfoArray);
    const shown = flyout.getWorkspace().getTopBlocks(true);
    for (const [at, block] of shown.entries()) if (listed[at]) this.things.set(block.id, listed[at][0]);
  }

  private empty(): void {
    const before = packed.peek();
    keep([]);
    this.hide();
    showToast(t('backpackEmptied'), { label: t('takeBack'), run: () => keep(before) });
  }
}

/** A label of a drawer is one line. */
const splitLines = (text: string) =>
  text.split(/(?<=。|\. )|(?<=，)(?=换)|(?<=, )(?=and take)/).map((line) => line.trim());

interface ToolsProps {
  selection: BlockSelection;
  choosing: Choosing;
  count: ReadonlySignal<number>;
  flyout: BackpackFlyout;
  put(states: State[]): void;
}

function Tools(props: ToolsProps) {
  lang.value;
  return (
    <>
      <ChosenBar {...props} />
      <BackpackButton flyout={props.flyout} />
    </>
  );
}

function ChosenBar({ selection, choosing, count, put }: ToolsProps) {
  const n = count.value;
  if (!choosing.isOn.value && n < 2) return null;
  const off = areOff(selection);
  const act = (then: (selection: BlockSelection) => void) => () => then(selection);
  return (
    <div class="chosen-bar" role="toolbar" aria-label={t('chosenTools')}>
      <span class="chosen-count" role="status">
        {n ? t('chosenCount', { n }) : t('chooseHow')}
      </span>
      {n > 0 && (
        <>
          <ToolButton icon={copyIcon} label={t('chosenCopy')} act={act(copyChosen)} />
          <ToolButton icon={duplicateIcon} label={t('chosenDuplicate')} act={act(duplicateChosen)} />
          <ToolButton icon={powerIcon} label={off ? t('chosenOn') : t('chosenOff')} act={act(switchChosen)} />
          <ToolButton icon={backpackIcon} label={t('chosenPack')} act={() => put(saveChosen(selection.runs()))} />
          <ToolButton icon={trashIcon} label={t('chosenDelete')} act={act(deleteChosen)} />
        </>
      )}
      <ToolButton icon={closeIcon} label={t('chosenDone')} act={() => choosing.end()} />
    </div>
  );
}

function BackpackButton({ flyout }: { flyout: BackpackFlyout }) {
  const n = packed.value.length;
  const label = n ? t('backpackHolds', { n }) : t('backpack');
  return (
    <button
      type="button"
      class="canvas-tool backpack"
      title={label}
      aria-label={label}
      onClick={(event) => flyout.toggle(event.detail === 0)}
      onKeyDown={(event) => event.key === 'Escape' && flyout.hide()}
    >
      <ToolIcon markup={backpackIcon} />
      {n > 0 && <span class="backpack-count">{n}</span>}
    </button>
  );
}

function ToolButton({ icon, label, act }: { icon: string; label: string; act(): void }) {
  return (
    <button type="button" class="canvas-tool" title={label} aria-label={label} onClick={act}>
      <ToolIcon markup={icon} />
    </button>
  );
}

function ToolIcon({ markup }: { markup: string }) {
  return <span class="tool-icon" ref={(place) => place?.replaceChildren(drawIcon(markup))} />;
}
