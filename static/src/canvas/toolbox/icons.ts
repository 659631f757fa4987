/** The lucide icons that the canvas draws, as SVG text. Drawers name theirs; an unknown name gets the plain block. */

import blocks from 'lucide-static/icons/blocks.svg';
import brain from 'lucide-static/icons/brain.svg';
import calculator from 'lucide-static/icons/calculator.svg';
import camera from 'lucide-static/icons/camera.svg';
import chevronDown from 'lucide-static/icons/chevron-down.svg';
import chevronRight from 'lucide-static/icons/chevron-right.svg';
import chevronUp from 'lucide-static/icons/chevron-up.svg';
import circleAlert from 'lucide-static/icons/circle-alert.svg';
import clipboardCheck from 'lucide-static/icons/clipboard-check.svg';
import cpu from 'lucide-static/icons/cpu.svg';
import database from 'lucide-static/icons/database.svg';
import flag from 'lucide-static/icons/flag.svg';
import gauge from 'lucide-static/icons/gauge.svg';
import gitBranch from 'lucide-static/icons/git-branch.svg';
import image from 'lucide-static/icons/image.svg';
import list from 'lucide-static/icons/list.svg';
import maximize from 'lucide-static/icons/maximize.svg';
import monitor from 'lucide-static/icons/monitor.svg';
import packageCheck from 'lucide-static/icons/package-check.svg';
import redo from 'lucide-static/icons/redo-2.svg';
import repeat from 'lucide-static/icons/repeat.svg';
import scanEye from 'lucide-static/icons/scan-eye.svg';
import search from 'lucide-static/icons/search.svg';
import squareFunction from 'lucide-static/icons/square-function.svg';
import text from 'lucide-static/icons/text.svg';
import undo from 'lucide-static/icons/undo-2.svg';
import variable from 'lucide-static/icons/variable.svg';
import wrench from 'lucide-static/icons/wrench.svg';
import close from 'lucide-static/icons/x.svg';
import zoomIn from 'lucide-static/icons/zoom-in.svg';
import zoomOut from 'lucide-static/icons/zoom-out.svg';

const ICONS: Record<string, string> = {
  blocks,
  brain,
  calculator,
  camera,
  close,
  cpu,
  database,
  flag,
  gauge,
  image,
  list,
  maximize,
  monitor,
  redo,
  repeat,
  search,
  text,
  undo,
  variable,
  wrench,
  'chevron-down': chevronDown,
  'chevron-right': chevronRight,
  'chevron-up': chevronUp,
  'circle-alert': circleAlert,
  'clipboard-check': clipboardCheck,
  'git-branch': gitBranch,
  'package-check': packageCheck,
  'scan-eye': scanEye,
  'square-function': squareFunction,
  'zoom-in': zoomIn,
  'zoom-out': zoomOut,
};

/** A fresh SVG element of an icon; it takes the color of the text around it and says nothing to a screen reader. */
export function createIcon(name: string): SVGSVGElement {
  const parsed = new DOMParser().parseFromString(ICONS[name] ?? ICONS.blocks, 'image/svg+xml');
  const svg = document.importNode(parsed.documentElement, true) as unknown as SVGSVGElement;
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  return svg;
}
