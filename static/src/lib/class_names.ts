/** Several classes in one text, as the library's `split_labels` reads them. */

/** Names with commas between, each once. */
export const splitNames = (words: string) => [
  ...new Set(
    words
      .split(/[,，、;；\n]/)
      .map((one) => one.trim())
      .filter(Boolean),
  ),
];
