/** The folders of a project that its program names: what must lie beside it elsewhere. */

const NAMED = /(['"])(data|models|checkpoints)\//g;

/** Each once, in their order in the program's Python. */
export const findFolders = (python: string) => [...new Set([...python.matchAll(NAMED)].map((found) => found[2]))];
