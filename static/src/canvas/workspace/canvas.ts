/** Puts the canvas into the page: Blockly, toolbox, search, ring, marks, bubble, tools, and the wires between them. */

import * as Blockly from 'blockly/core';
import { splitSentence } from '../../lib/texts';
import type { Choice, Choices, Level, Problem, Workspace } from '../../lib/types';
import type { Vocabulary } from '../../lib/vocabulary';
import { defineVocabulary, setWords } from '../blocks/definitions';
import { planFirstValue } from '../blocks/missing_value';
import { findBoards } from '../blocks/pin_options';
import { collectCreatedNames, collectValues } from '../blocks/shadow_values';
import { followTyping, showUnderstood } from '../blocks/typed_classes';
import type { Bubble, BubbleFix, Canvas, CanvasHost, FieldValue, Layer, PictureKind } from '../contract';
import { listenForPaste, pasteText } from '../exchange/clipboard';
import { registerPictureMenu, savePicture } from '../exchange/picture';
import { createElement } from '../fields/panel';
import { connectPickers, FieldPicker, getChoices, noteMissing } from '../fields/picker';
import { isFromText } from '../following/python_text';
import { registerBreakpointMenu } from '../overlays/breakpoints_menu';
import { BubbleView } from '../overlays/bubble';
import { registerDeleteMenu } from '../overlays/delete_menu';
import { FindBar } from '../overlays/find_bar';
import { BlockHighlight } from '../overlays/highlight';
import { type Mend, NextBlock } from '../overlays/next_block';
import { ProblemBadges } from '../overlays/problem_badges';
import { CanvasToolbar, EmptyHint } from '../overlays/toolbar';
import { pick, say } from '../texts';
import { planClassWeights } from '../toolbox/class_weights';
import { planMoreEpochs } from '../toolbox/more_epochs';
import { watchCameras } from '../toolbox/own_camera';
import { followChoice, planExchange } from '../toolbox/own_dataset';
import { addSprite } from '../toolbox/own_sprites';
import { findFix } from '../toolbox/problem_fixes';
import { SearchCategory } from '../toolbox/search';
import { DrawerRows } from '../toolbox/toolbox';
import { enableTraining, planUseFile, planUseTrained } from '../toolbox/trained_model';
import { ChangeListener } from './change_listener';
import { forgetWidths } from './drawing_cost';
import { WorkspaceSerializer } from './serialization';
import { inject } from './setup';
import { makeTheme } from './theme';
import { Viewport } from './viewport';

const START = 'program_start';
const MAX_COLORS = 7;
const MAX_OTHERS = 8;
/** From this width of the page on the drawers have their names beside their icons. */
const WIDE = 1200;

export function mountCanvas(place: HTMLElement, host: CanvasHost, { lang, messages }: Vocabulary): Canvas {
  setWords(lang, messages);
  return new MountedCanvas(place, host);
}

class MountedCanvas implements Canvas {
  private readonly overlay = createElement('div', 'canvas-overlay');
  private readonly workspace: Blockly.WorkspaceSvg;
  private readonly keeper: WorkspaceSerializer;
  private readonly changes: ChangeListener;
  private readonly view: Viewport;
  private readonly rows: DrawerRows;
  private readonly search: SearchCategory;
  private readonly running: BlockHighlight;
  private readonly faulty: BlockHighlight;
  private others: BlockHighlight[] = [];
  private readonly layers = new Set<Layer>();
  private readonly marks: ProblemBadges;
  private readonly bubble: BubbleView;
  private readonly tools: CanvasToolbar;
  private readonly hint: EmptyHint;
  private readonly next: NextBlock;
  private readonly watcher: ResizeObserver;
  private readonly stopPasting: () => void;
  private lastBubble: Bubble | null = null;
  private hovered: Blockly.BlockSvg | null = null;
  private frame = 0;
  private known = false;
  private made: Choices = {};
  private compact = false;
  private isRefitting = false;
  private boards = '';

  constructor(
    private readonly place: HTMLElement,
    private readonly host: CanvasHost,
  ) {
    place.classList.add('canvas');
    place.classList.toggle('narrow', innerWidth < WIDE);
    connectPickers(host, () => this.made);
    watchCameras();
    registerBreakpointMenu(host);
    registerDeleteMenu();
    registerPictureMenu(host);
    this.workspace = inject(place);
    this.keeper = new WorkspaceSerializer(this.workspace);
    this.changes = new ChangeListener(
      this.workspace,
      () => this.save(),
      (workspace) => host.onChange(workspace),
    );
    this.view = new Viewport(this.workspace);
    this.rows = new DrawerRows(this.workspace);
    this.search = new SearchCategory(this.rows, this.workspace, host);
    this.running = new BlockHighlight(this.workspace, 'run');
    this.faulty = new BlockHighlight(this.workspace, 'err');
    this.marks = new ProblemBadges(this.workspace, (problem) => this.openProblem(problem));
    this.bubble = new BubbleView(
      this.overlay,
      this.workspace,
      (block, fix) => host.onFix(block, fix),
      () => host.onBubbleClosed?.(),
    );
    this.tools = new CanvasToolbar(this);
    this.hint = new EmptyHint(this.workspace);
    this.next = new NextBlock(
      this.workspace,
      this.rows,
      (block) => this.view.reveal(block),
      () => this.planMend(),
    );
    const finder = new FindBar(this.workspace, (block) => this.view.show(block));
    this.overlay.append(finder.element, this.tools.element, this.hint.element, this.next.element);
    place.append(this.search.element, this.overlay);
    this.workspace.addChangeListener((event) => this.onEvent(event));
    this.watcher = new ResizeObserver(() => this.resize());
    this.watcher.observe(place);
    this.stopPasting = listenForPaste(this.workspace);
    // Blockly pastes where it copied; what was copied in another project goes into this one.
    if (Blockly.clipboard.getLastCopiedData()) Blockly.clipboard.setLastCopiedWorkspace(this.workspace);
    // The browser's console and the end-to-end tests speak to Blockly through this, as on any page with Blockly.
    Object.assign(globalThis, { Blockly });
  }

  setVocabulary(vocabulary: Vocabulary): void {
    const saved = this.known ? this.flush() : null;
    const selected = Blockly.getSelected()?.id ?? null;
    forgetWidths();
    defineVocabulary(vocabulary);
    this.workspace.setTheme(makeTheme(vocabulary.drawers));
    this.rows.setDrawers(vocabulary.drawers);
    this.workspace.setInitialAriaContext();
    this.search.relabel();
    this.tools.relabel();
    if (saved) this.view.keepWhile(() => this.fill(saved));
    if (saved) this.select(selected);
    this.known = true;
    this.redraw();
  }

  load(workspace: Workspace): void {
    performance.mark('blocks');
    this.setRunning(null);
    this.setError(null);
    this.setProblems([]);
    this.fill(workspace, () => this.workspace.getTopBlocks(false).length || this.addStart());
    this.workspace.clearUndo();
    this.view.showStart();
    performance.measure('blocks', 'blocks'); // what the benchmark of loading reads
    this.redraw();
  }

  /** Only a load that is complete ends in something that may be saved. */
  private fill(workspace: Workspace, complete?: () => void): void {
    this.changes.hold();
    this.keeper.load(workspace, (admitted) => this.rows.noteSaved(admitted));
    complete?.();
    // Drawn at once: what takes its place only when it is drawn is no change of the child's.
    Blockly.renderManagement.triggerQueuedRenders(this.workspace);
    this.changes.accept();
  }

  save(): Workspace {
    return this.keeper.save();
  }

  isBeingEdited(): boolean {
    const editors = [Blockly.WidgetDiv.getDiv(), Blockly.DropDownDiv.getContentDiv()];
    return this.workspace.isDragging() || editors.some((editor) => editor?.contains(document.activeElement));
  }

  flush(): Workspace {
    Blockly.hideChaff();
    return this.changes.flush();
  }

  setLevel(level: Level): void {
    this.rows.setLevel(level);
  }

  setCompact(compact: boolean): void {
    // Its place has another size only after the next layout.
    this.isRefitting = compact !== this.compact;
    this.compact = compact;
  }

  setRunning(block: string | null, others: string[] = [], still = false): void {
    this.running.set(block, still ? 'still' : 'run');
    for (const ring of this.others) ring.hide();
    this.others = others.slice(0, MAX_OTHERS).map(() => new BlockHighlight(this.workspace, 'also'));
    this.others.forEach((ring, at) => ring.set(others[at]));
    // They lie over the rings.
    for (const layer of this.layers) layer.redraw();
    if (block) this.view.follow(block, still);
  }

  addLayer(make: (workspace: Blockly.WorkspaceSvg) => Layer): () => void {
    const layer = make(this.workspace);
    this.layers.add(layer);
    return () => {
      this.layers.delete(layer);
      layer.hide();
    };
  }

  setError(block: string | null, bubble?: Bubble): void {
    this.faulty.set(block);
    this.lastBubble = block && bubble ? bubble : null;
    this.bubble.close();
    if (block) this.showError();
  }

  showError(): void {
    const block = this.faulty.on;
    if (!block) return;
    this.view.reveal(block);
    if (this.lastBubble) this.bubble.open(block, this.lastBubble, 'error');
  }

  setProblems(problems: Problem[]): void {
    this.marks.set(problems);
    if (noteMissing(problems.filter(({ code }) => code === 'not_there').map(({ block }) => block)))
      this.refreshChoices();
    this.redraw();
    const { warned } = this.bubble;
    if (warned && !problems.some((problem) => problem.block === warned)) this.bubble.close();
  }

  setHovered(block: string | null): void {
    this.hovered?.getSvgRoot()?.classList.remove('lit');
    this.hovered = block ? this.workspace.getBlockById(block) : null;
    this.hovered?.getSvgRoot().classList.add('lit');
  }

  select(block: string | null): void {
    const found = block ? this.workspace.getBlockById(block) : null;
    if (found) Blockly.getFocusManager().focusNode(found);
    else (Blockly.getSelected() as Blockly.BlockSvg | null)?.unselect();
  }

  showBlock(block: string): void {
    const problem = this.marks.first(block);
    if (problem) return this.openProblem(problem);
    this.view.show(block);
    this.select(block);
  }

  has(block: string): boolean {
    return this.workspace.getBlockById(block) !== null;
  }

  blockCount(): number {
    return this.workspace.getAllBlocks(false).filter((block) => !block.isShadow() && block.type !== START).length;
  }

  nextStep(): string | null {
    return this.next.describe();
  }

  undo = (): void => this.workspace.undo(false);
  redo = (): void => this.workspace.undo(true);
  zoomIn = (): void => this.zoom(1);
  zoomOut = (): void => this.zoom(-1);
  zoomToFit = (): void => this.zoom(0);
  showStart = (): void => this.view.showStart();

  private zoom(step: -1 | 0 | 1): void {
    if (step) this.workspace.zoomCenter(step);
    else this.workspace.zoomToFit();
    this.host.onZoom?.(step);
  }

  values(block: string | null): FieldValue[] {
    return collectValues(this.workspace, block);
  }

  setFields(fields: FieldValue[]): void {
    Blockly.Events.setGroup(true);
    for (const { block, field, value } of fields) this.workspace.getBlockById(block)?.setFieldValue(value, field);
    Blockly.Events.setGroup(false);
  }

  planFirstValue(block: string, name: string): (() => void) | null {
    return planFirstValue(this.workspace.getBlockById(block), name);
  }

  planExchange(path: string): (() => void) | null {
    return planExchange(this.workspace, path);
  }

  planClassWeights(): (() => string) | null {
    return planClassWeights(this.workspace);
  }

  planMoreEpochs(times: number) {
    return planMoreEpochs(this.workspace, times);
  }

  planUseTrained(path: string): (() => string) | null {
    return planUseTrained(this.workspace, path);
  }

  enableTraining(block: string): boolean {
    return enableTraining(this.workspace.getBlockById(block));
  }

  planUseFile(path: string): (() => string) | null {
    return planUseFile(this.workspace, path);
  }

  addSprite(picture: string, name: string, costume: string | null): string {
    return addSprite(this.workspace, picture, name, costume);
  }

  offered(kind: string): Choice[] {
    return getChoices(kind);
  }

  colors(): string[] {
    const stacks = this.workspace
      .getTopBlocks(true)
      .map((top) => top.getDescendants(true).filter((block) => !block.outputConnection));
    const longest = stacks.sort((a, b) => b.length - a.length)[0] ?? [];
    return longest.slice(0, MAX_COLORS).map((block) => block.getColour());
  }

  refreshChoices(): void {
    for (const block of this.workspace.getAllBlocks(false)) {
      for (const field of block.getFields()) if (field instanceof FieldPicker) field.refresh();
    }
  }

  savePicture(kind: PictureKind): Promise<void> {
    return savePicture(this.workspace, kind);
  }

  paste(text: string): boolean {
    return pasteText(this.workspace, text);
  }

  focusSearch(): void {
    this.search.focus();
  }

  focusToolbox(): void {
    this.rows.focus();
  }

  focusWorkspace(byKey = false): void {
    if (byKey) Blockly.keyboardNavigationController.setIsActive(true);
    Blockly.getFocusManager().focusTree(this.workspace);
  }

  resize(): void {
    if (!this.place.clientWidth) return;
    this.place.classList.toggle('narrow', this.compact || innerWidth < WIDE);
    Blockly.svgResize(this.workspace);
    if (this.isRefitting) this.rows.refit();
    else this.rows.fit();
    this.search.refit();
    if (this.isRefitting) this.view.showStart();
    this.isRefitting = false;
    this.redraw();
  }

  dispose(): void {
    if (this.known) this.flush();
    cancelAnimationFrame(this.frame);
    this.watcher.disconnect();
    this.stopPasting();
    this.changes.dispose();
    this.layers.clear();
    this.workspace.dispose();
    this.place.replaceChildren();
  }

  private addStart(): void {
    if (!Blockly.Blocks[START]) return;
    Blockly.Events.disable();
    try {
      Blockly.serialization.blocks.append({ type: START, x: 0, y: 0 }, this.workspace);
    } finally {
      Blockly.Events.enable();
    }
  }

  private openProblem(problem: Problem): void {
    this.view.reveal(problem.block!);
    this.select(problem.block);
    const fix = findFix(this.workspace, problem);
    const [title, text] = splitSentence(pick(problem.text));
    const bubble = { title, text, fix, other: this.findBoxing(problem), cause: problem.cause ?? undefined };
    this.bubble.open(problem.block!, bubble, 'warning');
  }

  private findBoxing({ boxes }: Problem): BubbleFix | undefined {
    return boxes ? { label: say('draw_boxes'), act: () => this.host.drawBoxes(boxes) } : undefined;
  }

  /** What is done about the worst finding before the program goes on. */
  private planMend(): Mend | null {
    const problem = this.marks.worst;
    if (!problem) return null;
    const fix = findFix(this.workspace, problem) ?? this.findBoxing(problem);
    const act = () => (fix ? this.host.onFix(problem.block!, fix) : this.openProblem(problem));
    return { label: fix?.label ?? say('look_at_problem'), act, code: problem.code };
  }

  private onEvent(event: Blockly.Events.Abstract): void {
    if (!isFromText(event)) {
      followChoice(this.workspace, event);
      followTyping(this.workspace, event);
    }
    if (event.type === Blockly.Events.SELECTED) {
      const id = (event as Blockly.Events.Selected).newElementId ?? null;
      if (id && this.bubble.warned && id !== this.bubble.warned) this.bubble.close();
      this.host.onSelect(id && this.workspace.getBlockById(id) ? id : null);
    } else if (event.type === Blockly.Events.BLOCK_DRAG && (event as Blockly.Events.BlockDrag).isStart) {
      for (const one of [this.running, this.faulty, ...this.others, ...this.layers]) one.hide();
      this.next.hide();
      this.search.clear();
    } else if (
      event.type === Blockly.Events.TOOLBOX_ITEM_SELECT &&
      (event as Blockly.Events.ToolboxItemSelect).newItem
    ) {
      this.search.leave();
    } else {
      this.redraw();
    }
  }

  /**
   * A file that the program will write is offered as soon as a block names it, and so are the pins of another board.
   */
  private noteMade(): void {
    const made = collectCreatedNames(this.workspace);
    const boards = findBoards(this.workspace).join();
    if (JSON.stringify(made) === JSON.stringify(this.made) && boards === this.boards) return;
    [this.made, this.boards] = [made, boards];
    this.refreshChoices();
  }

  /** Puts everything that lies over the blocks where they are now, once a frame. */
  private redraw(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      for (const ring of [...this.others, this.running, this.faulty]) ring.redraw();
      for (const layer of this.layers) layer.redraw();
      this.marks.redraw();
      this.bubble.place();
      this.hint.update();
      this.next.update();
      this.tools.enable(this.workspace.getUndoStack().length > 0, this.workspace.getRedoStack().length > 0);
      if (this.workspace.isDragging()) return;
      this.rows.noteProgram();
      this.noteMade();
      showUnderstood(this.workspace);
    });
  }
}
