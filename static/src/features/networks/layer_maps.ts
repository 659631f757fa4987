/** The maps of layers, as the strip and the large one speak of them. */

/** A map of a layer; both count from 0. */
export interface MapPlace {
  layer: number;
  map: number;
}

/** With two digits, a large number with none. */
const toText = (value: number): string => value.toFixed(Math.abs(value) >= 100 ? 0 : 2);

/** As a number is shown. */
export const round = (value: number): number => Number(toText(value));

/** With a minus as people write it. */
export function formatNumber(value: number): string {
  const text = toText(value);
  return Number(text) === 0 ? '0' : text.replace('-', '−');
}
