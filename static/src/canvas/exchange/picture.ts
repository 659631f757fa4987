/** A picture of all blocks, as they are drawn: SVG with everything in it, or PNG. White ground, for paper, too. */

import * as Blockly from 'blockly/core';
import { saveFile } from '../../lib/files/save_file';
import type { CanvasHost, PictureKind } from '../contract';
import { findVisibleBlock } from '../overlays/highlight';
import { say } from '../texts';

const SVG = 'http://www.w3.org/2000/svg';
const MARGIN = 24;
const SCALE = 2;
/** Of a PNG: what browsers can draw. */
const LONGEST_SIDE = 16_000;
const MAX_PIXELS = 64_000_000;
const WEIGHT = 20;
/** How a comment is written. */
const NOTE = { size: 14, line: 20, padding: 8 };

/** What style sheets say of a shape, written on the shape itself. Of those that are inherited, only what differs. */
const INHERITED = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'text-anchor',
  'dominant-baseline',
  'visibility',
];
const GEOMETRY = 'd x y dx dy x1 y1 x2 y2 width height rx ry cx cy r points transform preserveAspectRatio'.split(' ');
const SHAPES = new Set('g path rect circle ellipse line polyline polygon text tspan image'.split(' '));
/** How blocks look while they are chosen, pointed at or run. */
const STATES = ['blocklySelected', 'blocklyActiveFocus', 'blocklyPassiveFocus', 'lit', 'found'];
const LEFT_OUT = '.blocklyDraggable, .blocklyPathSelected, .problem-mark, .values, .shape-chip';

let host: Pick<CanvasHost, 'projectName'>;

/** Puts the pictures into the menu of the canvas. */
export function registerPictureMenu(page: CanvasHost): void {
  host = page;
  const { registry, ScopeType } = Blockly.ContextMenuRegistry;
  for (const kind of ['png', 'svg'] as const) {
    const id = `picture_${kind}` as const;
    if (registry.getItem(id)) continue;
    registry.register({
      id,
      scopeType: ScopeType.WORKSPACE,
      weight: WEIGHT,
      displayText: () => say(id),
      preconditionFn: ({ workspace }) => (workspace?.getTopBlocks(false).length ? 'enabled' : 'disabled'),
      callback: ({ workspace }) => void savePicture(workspace!, kind),
    });
  }
}

/** Hands a picture of all blocks to the browser's downloads, called as the project. */
export async function savePicture(workspace: Blockly.WorkspaceSvg, kind: PictureKind): Promise<void> {
  const drawing = await drawBlocks(workspace);
  const text = new XMLSerializer().serializeToString(drawing);
  const name = `${host.projectName()}.${kind}`;
  if (kind === 'svg') saveFile(name, text, 'image/svg+xml');
  else saveFile(name, await makePng(drawing, text), 'image/png');
}

async function drawBlocks(workspace: Blockly.WorkspaceSvg): Promise<SVGSVGElement> {
  Blockly.renderManagement.triggerQueuedRenders(workspace);
  const comments = workspace.getTopComments(false).map(drawComment);
  const { left, top, right, bottom } = workspace.getBlocksBoundingBox();
  const box = { x: left - MARGIN, y: top - MARGIN, width: right - left, height: bottom - top };
  box.width = Math.ceil(box.width + 2 * MARGIN);
  box.height = Math.ceil(box.height + 2 * MARGIN);
  const { x, y, width, height } = box;
  const drawing = make('svg', { width, height, viewBox: `${x} ${y} ${width} ${height}` }) as SVGSVGElement;
  drawing.append(make('rect', { x, y, width, height, fill: '#ffffff' }));
  const restore = calm(workspace);
  try {
    // One beside the other: in the page each block stands in the one above it, deeper than a reader of files may go.
    for (const block of workspace.getAllBlocks(true)) {
      if (block.isInsertionMarker() || findVisibleBlock(workspace, block.id) !== block) continue;
      const at = block.getRelativeToSurfaceXY();
      const group = make('g', { transform: `translate(${at.x},${at.y})` });
      copyInto(group, block.getSvgRoot(), null);
      drawing.append(group);
    }
    drawing.append(...comments);
  } finally {
    restore();
  }
  await Promise.all([...drawing.querySelectorAll('image')].map(embed));
  return drawing;
}

/** Takes away what choosing and running show. Returns how to put it back. */
function calm(workspace: Blockly.WorkspaceSvg): () => void {
  const changed = STATES.flatMap((state) =>
    [...workspace.getCanvas().querySelectorAll(`.${state}`)].map((element): [Element, string] => [element, state]),
  );
  for (const [element, state] of changed) element.classList.remove(state);
  return () => {
    for (const [element, state] of changed) element.classList.add(state);
  };
}

function copyInto(copy: SVGElement, element: Element, outer: CSSStyleDeclaration | null): void {
  const style = getComputedStyle(element);
  for (const name of INHERITED) {
    const value = style.getPropertyValue(name);
    if (value && value !== outer?.getPropertyValue(name)) copy.setAttribute(name, value);
  }
  if (style.opacity !== '1') copy.setAttribute('opacity', style.opacity);
  for (const child of element.childNodes) {
    if (child instanceof Text) copy.append(child.data);
    if (!(child instanceof SVGElement) || !SHAPES.has(child.tagName) || child.matches(LEFT_OUT)) continue;
    if (getComputedStyle(child).display === 'none') continue;
    const inner = make(child.tagName, {});
    for (const name of GEOMETRY) if (child.hasAttribute(name)) inner.setAttribute(name, child.getAttribute(name)!);
    if (child instanceof SVGImageElement) inner.setAttribute('href', child.href.baseVal);
    copyInto(inner, child, style);
    copy.append(inner);
  }
}

/** A comment of the canvas: its text in lines, as much as its box shows. */
function drawComment(comment: Blockly.comments.WorkspaceComment): SVGElement {
  const { x, y } = comment.getRelativeToSurfaceXY();
  const { width, height } = comment.getSize();
  const group = make('g', { transform: `translate(${x},${y})`, 'font-family': 'sans-serif', 'font-size': NOTE.size });
  const most = comment.isCollapsed() ? 1 : Math.max(1, Math.floor((height - 2 * NOTE.padding) / NOTE.line));
  const box = { width, height: comment.isCollapsed() ? NOTE.line + 2 * NOTE.padding : height };
  group.append(make('rect', { ...box, rx: 4, fill: '#fff3d6', stroke: '#8b857a' }));
  for (const [at, line] of breakLines(comment.getText(), width - 2 * NOTE.padding)
    .slice(0, most)
    .entries()) {
    const text = make('text', { x: NOTE.padding, y: NOTE.padding + (at + 0.75) * NOTE.line, fill: '#1d2530' });
    text.textContent = line;
    group.append(text);
  }
  return group;
}

/** Lines that are at most so wide; between Latin letters nothing is broken unless a word is wider than that. */
function breakLines(text: string, width: number): string[] {
  const pen = document.createElement('canvas').getContext('2d')!;
  pen.font = `${NOTE.size}px sans-serif`;
  return text.split('\n').flatMap((whole) => {
    const lines = [''];
    for (const part of whole.match(/[\w.,;:!?'"()-]+\s*|\s+|./gu) ?? []) {
      const pieces = pen.measureText(part.trimEnd()).width > width ? [...part] : [part];
      for (const piece of pieces) {
        if (lines.at(-1) && pen.measureText((lines.at(-1)! + piece).trimEnd()).width > width) lines.push('');
        lines[lines.length - 1] += piece;
      }
    }
    return lines;
  });
}

/** A file shows no picture of another address: it goes into it. */
async function embed(image: SVGImageElement): Promise<void> {
  const { baseVal } = image.href;
  if (baseVal.startsWith('data:')) return;
  try {
    const answer = await fetch(baseVal);
    if (!answer.ok) throw new Error(answer.statusText);
    image.setAttribute('href', await readAsUrl(await answer.blob()));
  } catch {
    image.remove();
  }
}

function readAsUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

/** At twice the size, or smaller where that would be more than a browser draws. */
async function makePng(drawing: SVGSVGElement, text: string): Promise<Blob> {
  const [width, height] = ['width', 'height'].map((name) => Number(drawing.getAttribute(name)));
  const scale = Math.min(SCALE, LONGEST_SIDE / Math.max(width, height), Math.sqrt(MAX_PIXELS / (width * height)));
  const image = new Image();
  const address = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  try {
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture')))),
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}

function make(tag: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(SVG, tag) as SVGElement;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  return made;
}
