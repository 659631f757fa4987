/** The maps of layers, as the strip and the large one speak of them. */

/** A map of a layer; both count from 0. */
export interface MapPlace {
  layer: number;
  map: number;
}

/** As a number is shown: with two digits, a large one with none. */
export function round(value: number): number {
  return Number(value.toFixed(Math.abs(value) >= 100 ? 0 : 2));
}

/** With two digits, and a minus as people write it. */
export function formatNumber(value: number): string {
  const text = value.toFixed(Math.abs(value) >= 100 ? 0 : 2);
  return Number(text) === 0 ? '0' : text.replace('-', '−');
}
