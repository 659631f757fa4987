/** Making SVG elements by hand: pictures that are drawn past the framework. */

const SVG = 'http://www.w3.org/2000/svg';
type Attributes = Record<string, string | number>;

export function createSvg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...inside: (Node | string)[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, tag);
  setAttributes(element, attributes);
  element.append(...inside);
  return element;
}

export function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}

/** Writes a text only when it differs: what is not touched is not laid out again. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** A color between two, as `rgb()`. share: 0 to 1. */
export function interpolate(from: string, to: string, share: number): string {
  const parts = (color: string) => [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
  const [a, b] = [parts(from), parts(to)];
  return `rgb(${a.map((one, at) => Math.round(one + (b[at] - one) * share)).join(' ')})`;
}
