/** How wide a text is, counted in Latin letters: a Chinese character is two. */
export function measureColumns(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 2 : 1), 0);
}
