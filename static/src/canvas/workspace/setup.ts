/** Puts Blockly itself into the page, with our fields, mutators and blocks. */

import * as Blockly from 'blockly/core';
import { registerComments } from '../blocks/comment';
import { registerShapes } from '../blocks/mutators';
import { registerPlaceholder } from '../blocks/placeholder';
import { registerStandard } from '../blocks/standard';
import { registerKinds } from '../blocks/type_checks';
import { registerClipboard } from '../exchange/clipboard';
import { registerCode } from '../fields/code';
import { registerDropdown } from '../fields/dropdown';
import { registerPicker } from '../fields/picker';
import { registerVariable } from '../fields/variable';
import { registerPythonText } from '../following/python_text';
import { registerFindKey } from '../overlays/find_bar';
import { registerDrawers } from '../toolbox/drawers';
import { registerDrags, registerPresses } from './drags';
import { registerDrawingCost } from './drawing_cost';
import { registerRenderer } from './renderer';
import { registerChecker } from './serialization';
import { makeTheme } from './theme';
import { getBaseScale, ScrollRoom } from './viewport';

let plugins: Record<string, unknown> | undefined;

/** Teaches Blockly our fields, mutators and blocks, once for the page. */
function prepare(): Record<string, unknown> {
  registerRenderer();
  registerDrawingCost();
  registerDropdown();
  registerVariable();
  registerPicker();
  registerCode();
  registerShapes();
  registerKinds();
  registerPlaceholder();
  registerStandard();
  registerComments();
  registerPythonText();
  Blockly.Names.equals = (one, other) => one === other; // in Python, x and X are two
  silenceDrawerConnections();
  dropMenuSelection();
  widenButtons();
  keepFocus();
  registerDrags();
  registerPresses();
  registerClipboard();
  registerFindKey();
  return {
    connectionChecker: registerChecker(),
    flyoutsVerticalToolbox: registerDrawers(),
    metricsManager: ScrollRoom,
  };
}

/** In a drawer whole blocks are chosen: its list, for a screen reader, holds nothing else. */
function silenceDrawerConnections(): void {
  const prototype = Blockly.RenderedConnection.prototype as unknown as Record<'setAriaRole', (at: Element) => void>;
  const setRole = prototype.setAriaRole;
  prototype.setAriaRole = function (this: Blockly.RenderedConnection, at: Element) {
    if (!this.getSourceBlock().isInFlyout) return setRole.call(this as never, at);
    Blockly.utils.aria.setRole(at, Blockly.utils.aria.Role.NONE);
  };
}

/** An entry of a menu is never selected, says ARIA; Blockly says of each that it is not. */
function dropMenuSelection(): void {
  const prototype = Blockly.MenuItem.prototype;
  const createDom = prototype.createDom;
  prototype.createDom = function (this: Blockly.MenuItem) {
    const made = createDom.call(this);
    if (made.getAttribute('role') === 'menuitem') made.removeAttribute('aria-selected');
    return made;
  };
}

/** Buttons in drawers as high as the page's own. */
function widenButtons(): void {
  Object.assign(Blockly.FlyoutButton, { TEXT_MARGIN_X: 16, TEXT_MARGIN_Y: 12, BORDER_RADIUS: 8 });
}

/**
 * Keeps the focus where it is while a block comes to the front of the others, a frame after it was asked for: Blockly
 * moves all that lies before it, and an element that is moved loses the focus, and with it every key.
 */
function keepFocus(): void {
  const prototype = Blockly.BlockSvg.prototype;
  const moveSvgRootToFront = prototype.moveSvgRootToFront;
  prototype.moveSvgRootToFront = function (this: Blockly.BlockSvg, ...given) {
    const focus = Blockly.getFocusManager();
    let before: Blockly.IFocusableNode | null = null;
    requestAnimationFrame(() => {
      before = focus.getFocusedNode();
    });
    moveSvgRootToFront.apply(this, given);
    requestAnimationFrame(() => {
      if (before && !focus.getFocusedNode()) focus.focusNode(before);
    });
  };
}

/** Makes a workspace in a place of the page. readOnly: only to look at, without a toolbox. */
export function inject(place: HTMLElement, readOnly = false): Blockly.WorkspaceSvg {
  plugins ??= prepare();
  return Blockly.inject(place, {
    readOnly,
    toolbox: { kind: 'categoryToolbox', contents: [] },
    renderer: 'zelos',
    theme: makeTheme([]),
    media: '/assets/media/',
    plugins: plugins as Blockly.BlocklyOptions['plugins'],
    sounds: false,
    trashcan: false,
    comments: true,
    collapse: true,
    disable: true,
    grid: { spacing: 24, length: 2, colour: '#dcd7cc', snap: false },
    zoom: {
      controls: false,
      wheel: true,
      pinch: true,
      startScale: getBaseScale(window.innerWidth),
      maxScale: 2,
      minScale: 0.4,
      scaleSpeed: 1.15,
    },
    move: { scrollbars: true, drag: true, wheel: true },
  });
}
