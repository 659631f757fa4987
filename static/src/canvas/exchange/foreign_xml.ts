/**
 * The XML in which Blockly saved for years, as the JSON of today. Blockly's own converter stops at the first unknown
 * block; here such a block goes on to the load filter, which makes a gray one of it.
 */

import * as Blockly from 'blockly/core';
import type { Json } from '../blocks/placeholder';

const DISABLED = 'MANUALLY_DISABLED';

/** Saved blocks, and the list of variables that was saved with them. */
export interface TravelingBlocks {
  blocks: unknown[];
  variables: unknown;
}

export const isXml = (text: string) => /^\s*(?:<\?xml[^>]*>\s*)?<(?:xml|block)[\s>]/.test(text);

/** Reads `<xml>` with its blocks, or one `<block>`. Throws where it is not well-formed. */
export function readXml(text: string): TravelingBlocks {
  const scratch = new Blockly.Workspace();
  try {
    const reader = new XmlReader(scratch);
    const root = parse(text.trim());
    const tops = isBlock(root) ? [root] : [...root.children].filter(isBlock);
    const variables = [...root.querySelectorAll('variables > variable')].map((one) => ({
      id: one.getAttribute('id'),
      name: one.textContent,
    }));
    return { blocks: tops.map((top) => reader.readStack(top)), variables };
  } finally {
    scratch.dispose();
  }
}

/** Blockly's own reader would take what is left of a text that is cut off. */
function parse(text: string): Element {
  if (!isBalanced(text)) throw new SyntaxError('not well-formed');
  const read = new DOMParser().parseFromString(text, 'text/xml');
  if (read.querySelector('parsererror')) throw new SyntaxError('not well-formed');
  return read.documentElement;
}

/** Whether every tag is closed, in order. Of others the browser's reader complains in its console. */
function isBalanced(text: string): boolean {
  const open: string[] = [];
  for (const [, end, name, alone] of text.matchAll(/<(\/?)([a-z][\w:.-]*)(?:[^>"']|"[^"]*"|'[^']*')*?(\/?)>/gi)) {
    if (!end && !alone) open.push(name);
    else if (end && open.pop() !== name) return false;
  }
  return !open.length && text.endsWith('>');
}

const isBlock = (element: Element) => /^(?:block|shadow)$/i.test(element.tagName);

class XmlReader {
  private readonly known = new Map<string, Blockly.Block | null>();

  constructor(private readonly scratch: Blockly.Workspace) {}

  /** A loop, since stacks are long. */
  readStack(top: Element): Json {
    const first = this.readBlock(top);
    let [last, element] = [first, top];
    for (;;) {
      const next = [...element.children].find((child) => child.tagName === 'next');
      const links = next && this.findBlocks(next);
      if (!links) return first;
      const link: Json = {};
      last.next = link;
      if (links.shadow) link.shadow = this.readBlock(links.shadow);
      if (!links.block) return first;
      link.block = last = this.readBlock(links.block);
      element = links.block;
    }
  }

  private readBlock(element: Element): Json {
    const type = element.getAttribute('type') ?? '?';
    const state: Json = { type };
    const [fields, inputs]: Json[] = [{}, {}];
    for (const key of ['x', 'y']) if (element.hasAttribute(key)) state[key] = Number(element.getAttribute(key));
    if (element.getAttribute('disabled') === 'true') state.disabledReasons = [DISABLED];
    if (element.getAttribute('collapsed') === 'true') state.collapsed = true;
    if (element.hasAttribute('inline')) state.inline = element.getAttribute('inline') === 'true';
    for (const child of element.children) {
      const name = child.getAttribute('name') ?? '';
      if (child.tagName === 'field' || child.tagName === 'title') fields[name] = this.readField(type, name, child);
      else if (child.tagName === 'value' || child.tagName === 'statement') inputs[name] = this.readInput(child);
      else if (child.tagName === 'mutation') state.extraState = Blockly.utils.xml.domToText(child);
      else if (child.tagName === 'comment') state.icons = { comment: { text: child.textContent ?? '' } };
      else if (child.tagName === 'data') state.data = child.textContent ?? '';
    }
    if (Object.keys(fields).length) state.fields = fields;
    if (Object.keys(inputs).length) state.inputs = inputs;
    return state;
  }

  private readInput(element: Element): Json {
    const { block, shadow } = this.findBlocks(element);
    return {
      ...(shadow && { shadow: this.readStack(shadow) }),
      ...(block && { block: this.readStack(block) }),
    };
  }

  /** A variable is written by its name; whether one is meant, an id says, or the block itself. */
  private readField(type: string, name: string, element: Element): unknown {
    const text = element.textContent ?? '';
    const field = this.probe(type)?.getField(name);
    if (!element.hasAttribute('id') && !(field instanceof Blockly.FieldVariable)) return text;
    const kind = element.getAttribute('variabletype');
    return { name: text, ...(kind && { type: kind }) };
  }

  private findBlocks(element: Element): { block?: Element; shadow?: Element } {
    const find = (tag: string) => [...element.children].find((child) => child.tagName === tag);
    return { block: find('block'), shadow: find('shadow') };
  }

  private probe(type: string): Blockly.Block | null {
    if (!this.known.has(type)) this.known.set(type, Blockly.Blocks[type] ? this.scratch.newBlock(type) : null);
    return this.known.get(type)!;
  }
}
