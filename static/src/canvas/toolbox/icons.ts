/** The lucide icons that the canvas draws, as markup. Drawers name theirs; an unknown name gets the plain block. */

import activity from 'lucide/activity.svg';
import blocks from 'lucide/blocks.svg';
import bookA from 'lucide/book-a.svg';
import brain from 'lucide/brain.svg';
import calculator from 'lucide/calculator.svg';
import camera from 'lucide/camera.svg';
import chevronDown from 'lucide/chevron-down.svg';
import chevronRight from 'lucide/chevron-right.svg';
import chevronUp from 'lucide/chevron-up.svg';
import circleAlert from 'lucide/circle-alert.svg';
import clipboardCheck from 'lucide/clipboard-check.svg';
import cpu from 'lucide/cpu.svg';
import database from 'lucide/database.svg';
import drama from 'lucide/drama.svg';
import flag from 'lucide/flag.svg';
import gauge from 'lucide/gauge.svg';
import gitBranch from 'lucide/git-branch.svg';
import hand from 'lucide/hand.svg';
import image from 'lucide/image.svg';
import layers from 'lucide/layers.svg';
import list from 'lucide/list.svg';
import maximize from 'lucide/maximize.svg';
import messageSquareText from 'lucide/message-square-text.svg';
import monitor from 'lucide/monitor.svg';
import packageCheck from 'lucide/package-check.svg';
import plus from 'lucide/plus.svg';
import redo from 'lucide/redo-2.svg';
import repeat from 'lucide/repeat.svg';
import scanEye from 'lucide/scan-eye.svg';
import search from 'lucide/search.svg';
import squareFunction from 'lucide/square-function.svg';
import table from 'lucide/table.svg';
import text from 'lucide/text.svg';
import undo from 'lucide/undo-2.svg';
import variable from 'lucide/variable.svg';
import volume from 'lucide/volume-2.svg';
import wrench from 'lucide/wrench.svg';
import close from 'lucide/x.svg';
import zoomIn from 'lucide/zoom-in.svg';
import zoomOut from 'lucide/zoom-out.svg';
import { trustIcon } from '../../lib/security/trusted_types';

const ICONS: Record<string, string> = {
  activity,
  blocks,
  brain,
  calculator,
  camera,
  close,
  cpu,
  database,
  drama,
  flag,
  gauge,
  hand,
  image,
  layers,
  list,
  maximize,
  monitor,
  plus,
  redo,
  repeat,
  search,
  text,
  undo,
  variable,
  wrench,
  'book-a': bookA,
  'chevron-down': chevronDown,
  'message-square-text': messageSquareText,
  'chevron-right': chevronRight,
  'chevron-up': chevronUp,
  'circle-alert': circleAlert,
  'clipboard-check': clipboardCheck,
  'git-branch': gitBranch,
  'package-check': packageCheck,
  'scan-eye': scanEye,
  'square-function': squareFunction,
  'volume-2': volume,
  table,
  'zoom-in': zoomIn,
  'zoom-out': zoomOut,
};

// As lucide draws its pictures.
const DRAWING = {
  class: 'icon',
  'aria-hidden': 'true',
  viewBox: '0 0 24 24',
  width: '24',
  height: '24',
  fill: 'none',
  stroke: 'currentColor',
  'stroke-width': '2',
  'stroke-linecap': 'round',
  'stroke-linejoin': 'round',
};

/** A fresh SVG element of an icon; it takes the color of the text around it and says nothing to a screen reader. */
export const createIcon = (name: string) => drawIcon(ICONS[name] ?? ICONS.blocks);

/** The same, of an icon's markup. */
export function drawIcon(markup: string): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  for (const [attribute, value] of Object.entries(DRAWING)) svg.setAttribute(attribute, value);
  svg.innerHTML = trustIcon(markup);
  return svg;
}
