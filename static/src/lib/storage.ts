/**
 * Small things that this browser remembers: where storage is denied, nothing is remembered and nothing breaks. And what
 * the page itself makes only once.
 */

/** session: only until the tab is closed. */
type Span = 'always' | 'session';
const getStorage = (span: Span) => (span === 'session' ? sessionStorage : localStorage);

/** What a key is called in the storage itself. */
export const getStoredName = (key: string) => `sunmao:${key}`;

export function recall<T>(key: string, otherwise: T, span: Span = 'always'): T {
  try {
    const text = getStorage(span).getItem(getStoredName(key));
    return text === null ? otherwise : (JSON.parse(text) as T);
  } catch {
    return otherwise;
  }
}

export function remember(key: string, value: unknown, span: Span = 'always'): void {
  try {
    getStorage(span).setItem(getStoredName(key), JSON.stringify(value));
  } catch {
    // A private window or a full disk: the page works without it.
  }
}

export function forget(key: string, span: Span = 'always'): void {
  try {
    getStorage(span).removeItem(getStoredName(key));
  } catch {
    // It was never remembered.
  }
}

/** A function that calls `make` once for each object, and gives the same result from then on. */
export function memoize<Owner extends object, Made>(make: (owner: Owner) => Made): (owner: Owner) => Made {
  const known = new WeakMap<Owner, Made>();
  return (owner) => {
    if (!known.has(owner)) known.set(owner, make(owner));
    return known.get(owner)!;
  };
}
