/** Pictures of three classes, and what a model says to a new one: drawn, no photograph of anybody. */

import { t } from '../../lib/texts';
import './texts';

/** A ball, a star, a box. */
const SHAPES = [
  <circle key="ball" cx="24" cy="24" r="15" fill="#d9822b" />,
  <path key="star" d="M24 7l5 11 12 1-9 8 3 12-11-6-11 6 3-12-9-8 12-1z" fill="#2f7a4d" />,
  <rect key="box" x="10" y="11" width="28" height="26" rx="3" fill="#2a56b9" />,
];
const ROW = 76;

export function TeachPicture() {
  return (
    <svg class="hero-picture" viewBox="0 0 430 270" aria-hidden="true">
      {SHAPES.map((shape, row) => (
        <g key={row} transform={`translate(36 ${30 + ROW * row})`}>
          {[20, 10, 0].map((shift) => (
            <g key={shift} transform={`translate(${shift} ${shift / -2})`}>
              <rect width="56" height="56" rx="8" fill="#fff" stroke="#dcd7cc" />
              <g transform="translate(4 4)">{shape}</g>
            </g>
          ))}
        </g>
      ))}
      <path d="M138 135h22m-8-8l8 8-8 8" fill="none" stroke="#8a5523" stroke-width="2.5" stroke-linecap="round" />
      <g transform="translate(190 36)">
        <rect width="208" height="198" rx="10" fill="#fff" stroke="#dcd7cc" />
        <path d="M10 0h188a10 10 0 0 1 10 10v122H0V10A10 10 0 0 1 10 0z" fill="#3b4655" />
        <g transform="translate(42 4) scale(2.5)">{SHAPES[1]}</g>
        <text x="16" y="162" class="hero-answer">
          {t('teachStar')}
        </text>
        <text x="192" y="162" text-anchor="end" class="hero-share">
          94%
        </text>
        <rect x="16" y="174" width="176" height="8" rx="4" fill="#e7e2d7" />
        <rect x="16" y="174" width="165" height="8" rx="4" fill="#13703f" />
      </g>
    </svg>
  );
}
