/** Lucide's icons. Only those imported here are in the bundle. */

import activity from 'lucide-static/icons/activity.svg';
import arrowDown from 'lucide-static/icons/arrow-down.svg';
import arrowLeft from 'lucide-static/icons/arrow-left.svg';
import arrowRight from 'lucide-static/icons/arrow-right.svg';
import blocks from 'lucide-static/icons/blocks.svg';
import brain from 'lucide-static/icons/brain.svg';
import brush from 'lucide-static/icons/brush.svg';
import camera from 'lucide-static/icons/camera.svg';
import cameraOff from 'lucide-static/icons/camera-off.svg';
import chart from 'lucide-static/icons/chart-line.svg';
import check from 'lucide-static/icons/check.svg';
import chevronDown from 'lucide-static/icons/chevron-down.svg';
import chevronLeft from 'lucide-static/icons/chevron-left.svg';
import chevronRight from 'lucide-static/icons/chevron-right.svg';
import chevronUp from 'lucide-static/icons/chevron-up.svg';
import alert from 'lucide-static/icons/circle-alert.svg';
import ok from 'lucide-static/icons/circle-check.svg';
import question from 'lucide-static/icons/circle-question-mark.svg';
import clipboard from 'lucide-static/icons/clipboard-check.svg';
import code from 'lucide-static/icons/code-xml.svg';
import contrast from 'lucide-static/icons/contrast.svg';
import copy from 'lucide-static/icons/copy.svg';
import cpu from 'lucide-static/icons/cpu.svg';
import database from 'lucide-static/icons/database.svg';
import download from 'lucide-static/icons/download.svg';
import more from 'lucide-static/icons/ellipsis.svg';
import eraser from 'lucide-static/icons/eraser.svg';
import eye from 'lucide-static/icons/eye.svg';
import eyeOff from 'lucide-static/icons/eye-off.svg';
import zip from 'lucide-static/icons/file-archive.svg';
import file from 'lucide-static/icons/file-check.svg';
import mirror from 'lucide-static/icons/flip-vertical-2.svg';
import folder from 'lucide-static/icons/folder-up.svg';
import filter from 'lucide-static/icons/funnel.svg';
import teach from 'lucide-static/icons/graduation-cap.svg';
import grid from 'lucide-static/icons/grid-3x3.svg';
import hand from 'lucide-static/icons/hand.svg';
import history from 'lucide-static/icons/history.svg';
import house from 'lucide-static/icons/house.svg';
import image from 'lucide-static/icons/image-up.svg';
import info from 'lucide-static/icons/info.svg';
import keyboard from 'lucide-static/icons/keyboard.svg';
import languages from 'lucide-static/icons/languages.svg';
import lasso from 'lucide-static/icons/lasso.svg';
import shelf from 'lucide-static/icons/library.svg';
import lock from 'lucide-static/icons/lock.svg';
import map from 'lucide-static/icons/map.svg';
import maximize from 'lucide-static/icons/maximize.svg';
import minimize from 'lucide-static/icons/minimize.svg';
import minus from 'lucide-static/icons/minus.svg';
import pointer from 'lucide-static/icons/mouse-pointer-2.svg';
import notebook from 'lucide-static/icons/notebook-pen.svg';
import packageCheck from 'lucide-static/icons/package-check.svg';
import bucket from 'lucide-static/icons/paint-bucket.svg';
import palette from 'lucide-static/icons/palette.svg';
import pause from 'lucide-static/icons/pause.svg';
import pencil from 'lucide-static/icons/pencil.svg';
import pentagon from 'lucide-static/icons/pentagon.svg';
import play from 'lucide-static/icons/play.svg';
import plug from 'lucide-static/icons/plug.svg';
import plus from 'lucide-static/icons/plus.svg';
import redo from 'lucide-static/icons/redo-2.svg';
import refresh from 'lucide-static/icons/refresh-cw.svg';
import reset from 'lucide-static/icons/rotate-ccw.svg';
import route from 'lucide-static/icons/route.svg';
import scan from 'lucide-static/icons/scan-eye.svg';
import send from 'lucide-static/icons/send.svg';
import split from 'lucide-static/icons/split.svg';
import square from 'lucide-static/icons/square.svg';
import unchecked from 'lucide-static/icons/square.svg';
import checked from 'lucide-static/icons/square-check.svg';
import dashed from 'lucide-static/icons/square-dashed.svg';
import step from 'lucide-static/icons/step-forward.svg';
import stethoscope from 'lucide-static/icons/stethoscope.svg';
import tablet from 'lucide-static/icons/tablet-smartphone.svg';
import tag from 'lucide-static/icons/tag.svg';
import timer from 'lucide-static/icons/timer.svg';
import trash from 'lucide-static/icons/trash-2.svg';
import warning from 'lucide-static/icons/triangle-alert.svg';
import turtle from 'lucide-static/icons/turtle.svg';
import undo from 'lucide-static/icons/undo-2.svg';
import unplugged from 'lucide-static/icons/unplug.svg';
import usb from 'lucide-static/icons/usb.svg';
import soundOn from 'lucide-static/icons/volume-2.svg';
import soundOff from 'lucide-static/icons/volume-x.svg';
import wand from 'lucide-static/icons/wand-sparkles.svg';
import x from 'lucide-static/icons/x.svg';
import zoomIn from 'lucide-static/icons/zoom-in.svg';
import zoomOut from 'lucide-static/icons/zoom-out.svg';

const PICTURES = {
  activity,
  alert,
  arrowDown,
  arrowLeft,
  arrowRight,
  blocks,
  brain,
  brush,
  bucket,
  camera,
  cameraOff,
  chart,
  check,
  checked,
  chevronDown,
  chevronLeft,
  chevronRight,
  chevronUp,
  clipboard,
  code,
  contrast,
  copy,
  cpu,
  dashed,
  database,
  download,
  eraser,
  eye,
  eyeOff,
  file,
  filter,
  folder,
  grid,
  hand,
  history,
  house,
  image,
  info,
  keyboard,
  languages,
  lasso,
  lock,
  map,
  maximize,
  minimize,
  minus,
  mirror,
  more,
  notebook,
  ok,
  package: packageCheck,
  palette,
  pause,
  pencil,
  pentagon,
  play,
  plug,
  plus,
  pointer,
  question,
  redo,
  refresh,
  reset,
  route,
  scan,
  send,
  shelf,
  soundOff,
  soundOn,
  split,
  square,
  step,
  stethoscope,
  tablet,
  tag,
  teach,
  timer,
  trash,
  turtle,
  unchecked,
  undo,
  unplugged,
  usb,
  wand,
  warning,
  x,
  zip,
  zoomIn,
  zoomOut,
};
export type IconName = keyof typeof PICTURES;

const extractContent = (svg: string) => svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'));

export function Icon({
  name,
  size = 'm',
  class: extra = '',
}: {
  name: IconName;
  size?: 's' | 'm' | 'l';
  class?: string;
}) {
  // The pictures come from the bundle, never from a user: they may be set as markup.
  return (
    <svg
      class={`icon icon-${size} ${extra}`}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
      dangerouslySetInnerHTML={{ __html: extractContent(PICTURES[name]) }}
    />
  );
}
