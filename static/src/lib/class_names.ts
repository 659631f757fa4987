/** Several classes in one text, as the library's `split_labels` reads them. */

const BETWEEN = /[,，、;；\n]/;
/** The most letters in each of several words with only spaces between that are taken for several classes. */
const SHORT = 4;

/** Names with commas between, each once. */
export const splitNames = (words: string) => takeEachOnce(words.split(BETWEEN));

/**
 * As `splitNames`, of what somebody has just typed: short words with only spaces between ("1 2 5") are classes as well.
 * Not for what was saved, where a space is part of a name.
 */
export function splitTyped(words: string): string[] {
  const parts = words.trim().split(/\s+/);
  const isList = !BETWEEN.test(words) && parts.every((one) => one.length <= SHORT);
  return isList ? takeEachOnce(parts) : splitNames(words);
}

function takeEachOnce(names: string[]): string[] {
  return [...new Set(names.map((one) => one.trim()).filter(Boolean))];
}
