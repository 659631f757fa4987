/** What is drawn over the picture of a wall's tile, in that picture's own pixels. */

import { type ComponentChild, render } from 'preact';
import type { TileParts } from './virtual_grid';

/** drawn: null where there is nothing to draw. Tiles wander from picture to picture: what was drawn before goes. */
export function drawOverlay({ element, label }: TileParts, width: number, height: number, drawn: ComponentChild): void {
  let over = element.querySelector<SVGSVGElement>('svg.over');
  if (!over && drawn === null) return;
  if (!over) {
    over = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    over.setAttribute('class', 'over');
    label.before(over);
  }
  over.setAttribute('viewBox', `0 0 ${width || 1} ${height || 1}`);
  render(drawn, over);
}
