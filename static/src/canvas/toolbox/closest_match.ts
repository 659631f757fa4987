/** The offered value that was probably meant. */

const FAR = 0.3;

/**
 * The value of the list that is spelled most like another, or null when none is near: up to 30 % of its letters differ.
 */
export function findClosest<T extends { value: string }>(value: string, offered: T[]): T | null {
  const limit = Math.min(value.length - 1, Math.max(1, Math.floor(value.length * FAR)));
  let best: T | null = null;
  let least = limit + 1;
  for (const one of offered) {
    const distance = getDistance(value, one.value, least);
    if (distance > 0 && distance < least) [best, least] = [one, distance];
  }
  return best;
}

/** How many letters have to be changed, added or taken away (Levenshtein); `limit` as soon as it is at least that. */
function getDistance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) >= limit) return limit;
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const changed = row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1);
      next[j] = Math.min(changed, row[j] + 1, next[j - 1] + 1);
    }
    if (Math.min(...next) >= limit) return limit;
    row = next;
  }
  return Math.min(limit, row[other.length]);
}
