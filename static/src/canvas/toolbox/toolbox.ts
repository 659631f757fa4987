/**
 * Which drawers are shown: those of the level, those the program uses, and as many as fit; the rest under "More". While
 * a program grows they stand still: what is under "More" is chosen when it is loaded.
 */

import * as Blockly from 'blockly/core';
import { listPlaced } from '../../lib/saved_blocks';
import { recall, remember } from '../../lib/storage';
import type { Level, Workspace } from '../../lib/types';
import type { Drawer } from '../../lib/vocabulary';
import { getDefinition } from '../blocks/definitions';
import { createElement } from '../fields/panel';
import { say } from '../texts';
import { registerOwnOffers } from '../workspace/variables';
import { getItemsAt, makeCategory, makeDrawerKey, makeStandardDrawers } from './drawers';
import { createIcon } from './icons';
import { noteProposedNames } from './own_variables';

const STANDARD_GAP = 13;
/** Pixels between the search and what it finds: its ring of focus and its shadow lie there. */
const AIR = 12;

interface Row {
  drawer: Drawer;
  item: Blockly.ToolboxCategory | null;
}

export class DrawerRows {
  private drawers: Drawer[] = [];
  private level: Level = 1;
  private isDrawn = false;
  private used = new Set<string>();
  private standard = new Map<string, string>();
  private isOpen = recall('more-drawers', false);
  /** The ids of the drawers under "More", and the height that they were chosen for; null: to be chosen. */
  private tucked: { ids: Set<string>; height: number } | null = null;
  /** The drawers in use when they were first chosen: another height does not bring up what has come into use since. */
  private settled = new Set<string>();
  private readonly more = createElement('button', 'drawer-more');
  private readonly toolbox: Blockly.Toolbox;

  constructor(private readonly workspace: Blockly.WorkspaceSvg) {
    this.toolbox = workspace.getToolbox() as Blockly.Toolbox;
    this.more.type = 'button';
    this.more.addEventListener('click', () => this.toggle());
    this.toolbox.HtmlDiv!.append(this.more);
  }

  get flyout(): Blockly.IFlyout {
    return this.toolbox.getFlyout()!;
  }

  /** The drawers with a block at this level or in the program; search looks here first. */
  getShown(): Drawer[] {
    return this.drawers.filter((drawer) => this.getItems(drawer).length || (drawer.custom && this.isOffered(drawer)));
  }

  getAll(): Drawer[] {
    return this.drawers;
  }

  get currentLevel(): Level {
    return this.level;
  }

  setDrawers(drawers: Drawer[]): void {
    this.drawers = drawers;
    this.standard = makeStandardDrawers(drawers);
    noteProposedNames(drawers);
    registerOwnOffers(this.workspace, drawers, (drawer) => this.getItems(drawer));
    this.tucked = null;
    if (this.isDrawn) this.render();
  }

  setLevel(level: Level): void {
    if (level === this.level) return;
    this.level = level;
    this.tucked = null;
    if (this.isDrawn) this.render();
  }

  /** Looks which drawers the program uses; only a difference redraws the toolbox. The first look draws it. */
  noteProgram(): void {
    const placed = this.workspace.getAllBlocks(false).filter((block) => !block.isShadow());
    this.noteTypes(placed.map((block) => block.type));
  }

  /** As `noteProgram`, before it is there: among a thousand blocks each measure of a drawer lays all of them out. */
  noteSaved(workspace: Workspace): void {
    this.tucked = null;
    this.noteTypes(listPlaced(workspace).map((block) => block.type));
    this.fit();
  }

  private noteTypes(types: string[]): void {
    const used = new Set<string>();
    for (const type of new Set(types)) {
      const drawer = getDefinition(type)?.sunmao?.drawer ?? this.standard.get(type);
      if (drawer) used.add(drawer);
    }
    if (this.isDrawn && used.size === this.used.size && [...used].every((id) => this.used.has(id))) return;
    this.used = used;
    this.render();
  }

  /** How much of the open drawer, from its top, an element beside the rows covers: in the drawer's units, with air. */
  measureCover(element: HTMLElement): number {
    const [over, rows] = [element, this.toolbox.HtmlDiv!].map((one) => one.getBoundingClientRect());
    return over.right > rows.right ? (over.bottom + AIR - rows.top) / this.flyout.getWorkspace().getScale() : 0;
  }

  select(drawer: Drawer | null): void {
    this.toolbox.setSelectedItem(drawer ? this.toolbox.getToolboxItemById(makeDrawerKey(drawer)) : null);
  }

  focus(): void {
    Blockly.getFocusManager().focusTree(this.toolbox);
  }

  /** Shows as many rows as fit, now that they have another height. */
  refit(): void {
    this.tucked = null;
    this.fit();
  }

  /** Shows as many rows as fit. */
  fit(): void {
    const rows = this.getShown().map((drawer) => ({
      drawer,
      item: this.toolbox.getToolboxItemById(makeDrawerKey(drawer)) as Blockly.ToolboxCategory | null,
    }));
    for (const row of rows) if (row.item && !row.item.isVisible()) row.item.show();
    const height = this.getHeight();
    if (!this.tucked) this.settled = this.used;
    if (this.tucked?.height !== height) this.tucked = { ids: this.chooseTucked(rows, height), height };
    const { ids } = this.tucked;
    this.more.hidden = !ids.size;
    this.labelMore();
    for (const { drawer, item } of this.isOpen ? [] : rows) if (ids.has(drawer.id)) item?.hide();
  }

  /** Of these rows, those for which there is no room; drawers in use come first, the others by rank, in their order. */
  private chooseTucked(rows: Row[], height: number): Set<string> {
    const heightOf = ({ item }: Row) => (item?.getDiv() as HTMLElement | null)?.offsetHeight ?? 0;
    const sum = (some: Row[]) => some.reduce((total, row) => total + heightOf(row), 0);
    let room = height - (rows.some(({ drawer }) => drawer.standard) ? STANDARD_GAP : 0);
    if (sum(rows) <= room || room <= 0) return new Set();
    const [used, others] = [true, false].map((is) => rows.filter(({ drawer }) => this.settled.has(drawer.id) === is));
    this.more.hidden = false;
    room -= this.more.offsetHeight + sum(used);
    others.sort((one, other) => one.drawer.rank - other.drawer.rank);
    const tucked = others.filter((row) => (room -= heightOf(row)) < 0);
    return new Set(tucked.map(({ drawer }) => drawer.id));
  }

  private getHeight(): number {
    const div = this.toolbox.HtmlDiv!;
    const style = getComputedStyle(div);
    return div.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
  }

  private toggle(): void {
    this.isOpen = !this.isOpen;
    remember('more-drawers', this.isOpen);
    this.fit();
  }

  private labelMore(): void {
    const tile = createElement('span', 'drawer-icon drawer-icon-more');
    tile.append(createIcon(this.isOpen ? 'chevron-up' : 'chevron-down'));
    this.more.replaceChildren(tile, createElement('span', 'drawer-more-label', say(this.isOpen ? 'fewer' : 'more')));
    this.more.setAttribute('aria-expanded', String(this.isOpen));
    // The top bar has a “More” of its own.
    this.more.setAttribute('aria-label', say(this.isOpen ? 'fewer_drawers' : 'more_drawers'));
  }

  private isOffered(drawer: Drawer): boolean {
    return this.used.has(drawer.id) || (drawer.contents.length ? this.getItems(drawer).length > 0 : true);
  }

  /** A drawer that is in use offers its blocks even where the level would not yet. */
  private getItems(drawer: Drawer): Drawer['contents'] {
    const items = getItemsAt(drawer, this.level);
    return items.length || !this.used.has(drawer.id) ? items : getItemsAt(drawer, 3);
  }

  private render(): void {
    this.isDrawn = true;
    this.toolbox.clearSelection();
    const contents: object[] = [];
    for (const drawer of this.getShown()) {
      const firstStandard = drawer.standard && contents.length && !contents.some((one) => 'isBreak' in one);
      if (firstStandard) contents.push({ kind: 'sep', isBreak: true });
      contents.push(makeCategory(drawer, this.getItems(drawer)));
    }
    this.workspace.updateToolbox({ kind: 'categoryToolbox', contents } as Blockly.utils.toolbox.ToolboxDefinition);
    this.fit();
  }
}
