/** Python as colored pieces, line by line. */

export type Paint = '' | 'k' | 's' | 'n' | 'f' | 'c';
export interface Piece {
  paint: Paint;
  text: string;
}

const KEYWORDS = new Set(
  (
    'False None True and as assert async await break class continue def del elif else ' +
    'except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

const TOKEN = new RegExp(
  [
    /(?<comment>#[^\n]*)/,
    /(?<text>[rbfuRBFU]{0,2}(?:"""[^]*?(?:"""|$)|'''[^]*?(?:'''|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?))/,
    /(?<number>\b(?:0[xob][\da-f_]+|\d[\d_]*(?:\.[\d_]*)?(?:e[+-]?\d+)?)\b)/,
    /(?<name>[\p{L}_][\p{L}\p{N}_]*)/u,
    /(?<rest>[^#"'\p{L}\p{N}_]+|.)/u,
  ]
    .map((part) => part.source)
    .join('|'),
  'gisu',
);

/** The pieces of each line of a program. */
export function highlight(python: string): Piece[][] {
  const lines: Piece[][] = [[]];
  for (const match of python.matchAll(TOKEN)) {
    const paint = getPaint(match, python);
    match[0].split('\n').forEach((text, index) => {
      if (index) lines.push([]);
      if (text) addPiece(lines[lines.length - 1], paint, text);
    });
  }
  return lines;
}

function getPaint(match: RegExpMatchArray, python: string): Paint {
  const found = match.groups!;
  if (found.comment !== undefined) return 'c';
  if (found.text !== undefined) return 's';
  if (found.number !== undefined) return 'n';
  if (found.name === undefined) return '';
  if (KEYWORDS.has(found.name)) return 'k';
  return python[match.index! + found.name.length] === '(' ? 'f' : '';
}

function addPiece(line: Piece[], paint: Paint, text: string): void {
  const last = line[line.length - 1];
  if (last && last.paint === paint) last.text += text;
  else line.push({ paint, text });
}
