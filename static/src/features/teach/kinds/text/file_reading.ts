/** Sentences of a file: one a line, or a table that names the class of each. */

import { both } from '../../../../lib/texts';
import './texts';

const MAX_MB = 1;
const MEGABYTE = 2 ** 20;
const TEXTS = ['text', 'sentence', 'content', 'comment', '文本', '文字', '句子', '内容', '评论'];
const LABELS = ['label', 'class', 'category', '标签', '类别', '分类', '类'];

/** lines: of one class that the file does not name; else classes with their sentences. */
export interface ReadFile {
  lines: string[] | null;
  classes: Map<string, string[]>;
}

/** Rejects with a sentence for what is too large, or no text. */
export async function readSentenceFile(file: File): Promise<ReadFile> {
  if (file.size > MAX_MB * MEGABYTE) throw both('textFileLarge', { name: file.name, n: String(MAX_MB) });
  const text = decode(new Uint8Array(await file.arrayBuffer()));
  if (text === null) throw both('textNotText', { name: file.name });
  const found = /\.(csv|tsv|tab)$/i.test(file.name) ? readTable(text) : { lines: readLines(text), classes: new Map() };
  if (!found.lines?.length && !found.classes.size) throw both('textNoText');
  return found;
}

export const readLines = (text: string) =>
  text
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map((line) => line.trim())
    .filter(Boolean);

/** UTF-8, or Chinese as older programs wrote it; null for what is no text. */
export function decode(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // The next one.
    }
  }
  return null;
}

function readTable(text: string): ReadFile {
  const rows = splitCells(text, text.split('\n', 1)[0].includes('\t') ? '\t' : ',');
  const head = (rows[0] ?? []).map((cell) => cell.trim().toLowerCase());
  const [at, label] = [TEXTS, LABELS].map((known) => head.findIndex((cell) => known.includes(cell)));
  const named = at >= 0;
  const classes = new Map<string, string[]>();
  if (named && label >= 0) {
    for (const row of rows.slice(1)) {
      const [name, said] = [row[label]?.trim(), row[at]?.trim()];
      if (name && said) classes.set(name, [...(classes.get(name) ?? []), said]);
    }
    return { lines: null, classes };
  }
  const lines = rows.slice(named ? 1 : 0).map((row) => (row[named ? at : 0] ?? '').trim());
  return { lines: lines.filter(Boolean), classes };
}

/** Cells between marks; a cell in quotes may hold marks and ends of lines. */
function splitCells(text: string, mark: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') cell += text[++at];
      else quoted = false;
    } else if (sign === '"' && !cell) quoted = true;
    else if (sign === mark || sign === '\n') {
      rows.at(-1)!.push(cell);
      cell = '';
      if (sign === '\n') rows.push([]);
    } else if (sign !== '\r') cell += sign;
  }
  rows.at(-1)!.push(cell);
  return rows.filter((row) => row.some((one) => one.trim()));
}
