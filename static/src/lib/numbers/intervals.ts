/** How sure a test is. */

const Z = 1.96;

/** Wilson's 95 % interval (JASA 22, 1927) of a share, as numbers of right answers out of `total`: [from, to]. */
export function computeInterval(correct: number, total: number): [number, number] {
  if (!total) return [0, 0];
  const share = correct / total;
  const spread = Z * Math.sqrt((share * (1 - share)) / total + (Z * Z) / (4 * total * total));
  const middle = share + (Z * Z) / (2 * total);
  const scale = total / (1 + (Z * Z) / total);
  return [Math.max(0, Math.round(scale * (middle - spread))), Math.min(total, Math.round(scale * (middle + spread)))];
}

/** Whether guessing among so many classes would do as well. */
export function includesChance(correct: number, total: number, classes: number): boolean {
  return total > 0 && computeInterval(correct, total)[0] <= total / classes;
}
