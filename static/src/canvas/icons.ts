/** The lucide icons that the canvas draws, as SVG text. Drawers name theirs; an unknown name gets the plain block. */

import activity from 'lucide-static/icons/activity.svg';
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
import dumbbell from 'lucide-static/icons/dumbbell.svg';
import flag from 'lucide-static/icons/flag.svg';
import gauge from 'lucide-static/icons/gauge.svg';
import gitBranch from 'lucide-static/icons/git-branch.svg';
import graduationCap from 'lucide-static/icons/graduation-cap.svg';
import image from 'lucide-static/icons/image.svg';
import list from 'lucide-static/icons/list.svg';
import maximize from 'lucide-static/icons/maximize.svg';
import question from 'lucide-static/icons/message-circle-question-mark.svg';
import monitor from 'lucide-static/icons/monitor.svg';
import network from 'lucide-static/icons/network.svg';
import packageCheck from 'lucide-static/icons/package-check.svg';
import palette from 'lucide-static/icons/palette.svg';
import play from 'lucide-static/icons/play.svg';
import redo from 'lucide-static/icons/redo-2.svg';
import repeat from 'lucide-static/icons/repeat.svg';
import scanEye from 'lucide-static/icons/scan-eye.svg';
import search from 'lucide-static/icons/search.svg';
import sparkles from 'lucide-static/icons/sparkles.svg';
import squareFunction from 'lucide-static/icons/square-function.svg';
import table from 'lucide-static/icons/table.svg';
import text from 'lucide-static/icons/text.svg';
import undo from 'lucide-static/icons/undo-2.svg';
import variable from 'lucide-static/icons/variable.svg';
import volume from 'lucide-static/icons/volume-2.svg';
import wrench from 'lucide-static/icons/wrench.svg';
import close from 'lucide-static/icons/x.svg';
import zoomIn from 'lucide-static/icons/zoom-in.svg';
import zoomOut from 'lucide-static/icons/zoom-out.svg';

const ICONS: Record<string, string> = {
  activity, blocks, brain, calculator, camera, close, cpu, database, dumbbell, flag, gauge, image, list, maximize, monitor,
  network, palette, play, redo, repeat, search, sparkles, table, text, undo, variable, wrench,
  'chevron-down': chevronDown, 'chevron-right': chevronRight, 'chevron-up': chevronUp, 'circle-alert': circleAlert,
  'clipboard-check': clipboardCheck, 'git-branch': gitBranch, 'graduation-cap': graduationCap,
  'message-circle-question-mark': question, 'package-check': packageCheck, 'scan-eye': scanEye,
  'square-function': squareFunction, 'volume-2': volume, 'zoom-in': zoomIn, 'zoom-out': zoomOut,
};

/** A fresh SVG element of an icon; it takes the colour of the text around it and says nothing to a screen reader. */
export function icon(name: string): SVGSVGElement {
  const parsed = new DOMParser().parseFromString(ICONS[name] ?? ICONS.blocks, 'image/svg+xml');
  const svg = document.importNode(parsed.documentElement, true) as unknown as SVGSVGElement;
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  return svg;
}
