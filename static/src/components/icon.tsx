/** Lucide's icons. Only those imported here are in the bundle. */

import activity from 'lucide/activity.svg';
import arrowDown from 'lucide/arrow-down.svg';
import arrowLeft from 'lucide/arrow-left.svg';
import arrowRight from 'lucide/arrow-right.svg';
import audioLines from 'lucide/audio-lines.svg';
import blocks from 'lucide/blocks.svg';
import bookOpen from 'lucide/book-open.svg';
import brain from 'lucide/brain.svg';
import brush from 'lucide/brush.svg';
import camera from 'lucide/camera.svg';
import cameraOff from 'lucide/camera-off.svg';
import chart from 'lucide/chart-line.svg';
import scatter from 'lucide/chart-scatter.svg';
import check from 'lucide/check.svg';
import chevronDown from 'lucide/chevron-down.svg';
import chevronLeft from 'lucide/chevron-left.svg';
import chevronRight from 'lucide/chevron-right.svg';
import chevronUp from 'lucide/chevron-up.svg';
import circle from 'lucide/circle.svg';
import alert from 'lucide/circle-alert.svg';
import ok from 'lucide/circle-check.svg';
import question from 'lucide/circle-question-mark.svg';
import clipboard from 'lucide/clipboard-check.svg';
import paste from 'lucide/clipboard-paste.svg';
import code from 'lucide/code-xml.svg';
import columns from 'lucide/columns-2.svg';
import contrast from 'lucide/contrast.svg';
import copy from 'lucide/copy.svg';
import cpu from 'lucide/cpu.svg';
import database from 'lucide/database.svg';
import dices from 'lucide/dices.svg';
import download from 'lucide/download.svg';
import drama from 'lucide/drama.svg';
import ear from 'lucide/ear.svg';
import more from 'lucide/ellipsis.svg';
import eraser from 'lucide/eraser.svg';
import eye from 'lucide/eye.svg';
import eyeOff from 'lucide/eye-off.svg';
import fastForward from 'lucide/fast-forward.svg';
import zip from 'lucide/file-archive.svg';
import file from 'lucide/file-check.svg';
import fileSound from 'lucide/file-headphone.svg';
import fileText from 'lucide/file-text.svg';
import mirror from 'lucide/flip-horizontal-2.svg';
import folder from 'lucide/folder-up.svg';
import filter from 'lucide/funnel.svg';
import gauge from 'lucide/gauge.svg';
import tree from 'lucide/git-branch.svg';
import teach from 'lucide/graduation-cap.svg';
import grid from 'lucide/grid-3x3.svg';
import hand from 'lucide/hand.svg';
import hash from 'lucide/hash.svg';
import history from 'lucide/history.svg';
import house from 'lucide/house.svg';
import image from 'lucide/image-up.svg';
import images from 'lucide/images.svg';
import info from 'lucide/info.svg';
import keyboard from 'lucide/keyboard.svg';
import languages from 'lucide/languages.svg';
import lasso from 'lucide/lasso.svg';
import shelf from 'lucide/library.svg';
import listChecks from 'lucide/list-checks.svg';
import lock from 'lucide/lock.svg';
import lockOpen from 'lucide/lock-open.svg';
import map from 'lucide/map.svg';
import maximize from 'lucide/maximize.svg';
import message from 'lucide/message-square-text.svg';
import microphone from 'lucide/mic.svg';
import microphoneOff from 'lucide/mic-off.svg';
import minimize from 'lucide/minimize.svg';
import minus from 'lucide/minus.svg';
import pointer from 'lucide/mouse-pointer-2.svg';
import tap from 'lucide/mouse-pointer-click.svg';
import notebook from 'lucide/notebook-pen.svg';
import packageCheck from 'lucide/package-check.svg';
import bucket from 'lucide/paint-bucket.svg';
import palette from 'lucide/palette.svg';
import pause from 'lucide/pause.svg';
import pencil from 'lucide/pencil.svg';
import pentagon from 'lucide/pentagon.svg';
import personStanding from 'lucide/person-standing.svg';
import play from 'lucide/play.svg';
import plug from 'lucide/plug.svg';
import plus from 'lucide/plus.svg';
import printer from 'lucide/printer.svg';
import redo from 'lucide/redo-2.svg';
import refresh from 'lucide/refresh-cw.svg';
import reset from 'lucide/rotate-ccw.svg';
import route from 'lucide/route.svg';
import scan from 'lucide/scan-eye.svg';
import scanSearch from 'lucide/scan-search.svg';
import scissors from 'lucide/scissors.svg';
import search from 'lucide/search.svg';
import send from 'lucide/send.svg';
import slash from 'lucide/slash.svg';
import sliders from 'lucide/sliders-horizontal.svg';
import smile from 'lucide/smile.svg';
import split from 'lucide/split.svg';
import square from 'lucide/square.svg';
import unchecked from 'lucide/square.svg';
import checked from 'lucide/square-check.svg';
import dashed from 'lucide/square-dashed.svg';
import step from 'lucide/step-forward.svg';
import stethoscope from 'lucide/stethoscope.svg';
import tablet from 'lucide/tablet-smartphone.svg';
import tag from 'lucide/tag.svg';
import timer from 'lucide/timer.svg';
import trash from 'lucide/trash-2.svg';
import warning from 'lucide/triangle-alert.svg';
import turtle from 'lucide/turtle.svg';
import undo from 'lucide/undo-2.svg';
import unplugged from 'lucide/unplug.svg';
import usb from 'lucide/usb.svg';
import users from 'lucide/users.svg';
import soundOn from 'lucide/volume-2.svg';
import soundOff from 'lucide/volume-x.svg';
import wand from 'lucide/wand-sparkles.svg';
import x from 'lucide/x.svg';
import zoomIn from 'lucide/zoom-in.svg';
import zoomOut from 'lucide/zoom-out.svg';
import { trustIcon } from '../lib/security/trusted_types';

const PICTURES = {
  activity,
  alert,
  arrowDown,
  arrowLeft,
  arrowRight,
  audioLines,
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
  circle,
  clipboard,
  code,
  columns,
  contrast,
  copy,
  cpu,
  dashed,
  database,
  download,
  drama,
  ear,
  eraser,
  eye,
  eyeOff,
  file,
  fileSound,
  filter,
  folder,
  gauge,
  grid,
  hand,
  history,
  house,
  image,
  images,
  info,
  keyboard,
  languages,
  lasso,
  lock,
  lockOpen,
  map,
  maximize,
  microphone,
  microphoneOff,
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
  printer,
  listChecks,
  plug,
  plus,
  pointer,
  question,
  redo,
  refresh,
  reset,
  route,
  scan,
  scatter,
  scissors,
  search,
  send,
  shelf,
  slash,
  sliders,
  soundOff,
  soundOn,
  split,
  square,
  step,
  stethoscope,
  tablet,
  tag,
  tap,
  teach,
  timer,
  trash,
  tree,
  turtle,
  unchecked,
  undo,
  unplugged,
  usb,
  users,
  wand,
  warning,
  x,
  zip,
  zoomIn,
  zoomOut,
  bookOpen,
  dices,
  fastForward,
  fileText,
  hash,
  message,
  paste,
  personStanding,
  scanSearch,
  smile,
};
export type IconName = keyof typeof PICTURES;

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
      dangerouslySetInnerHTML={{ __html: trustIcon(PICTURES[name]) }}
    />
  );
}
