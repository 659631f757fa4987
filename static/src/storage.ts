/** Small things that this browser remembers. Where storage is denied, nothing is remembered and nothing breaks. */

export function remembered<T>(key: string, otherwise: T): T {
  try {
    const text = localStorage.getItem(`sunmao:${key}`);
    return text === null ? otherwise : (JSON.parse(text) as T);
  } catch {
    return otherwise;
  }
}

export function remember(key: string, value: unknown): void {
  try {
    localStorage.setItem(`sunmao:${key}`, JSON.stringify(value));
  } catch {
    // A private window or a full disk: the page works without it.
  }
}
