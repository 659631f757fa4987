/** What an example is about, drawn; one without a drawing shows its blocks. */

import type { ComponentChildren } from 'preact';
import type { Example } from '../../lib/types';
import { Silhouette } from './block_silhouette';

/** A written three in black and white cells. */
const DIGIT = ['.###..', '#...#.', '....#.', '..##..', '....#.', '#...#.', '.###..'];
const CELL = 8;

const PICTURES: Record<string, ComponentChildren> = {
  hello: (
    <>
      <rect x="14" y="8" width="92" height="32" rx="10" fill="#1c4a80" />
      <path d="M30 40v11l12-11z" fill="#1c4a80" />
      <path d="M28 20h64M28 29h40" stroke="#fff" stroke-width="4" stroke-linecap="round" />
      <rect x="70" y="46" width="66" height="24" rx="10" fill="#8f3a8c" />
      <path d="M84 58h38" stroke="#fff" stroke-width="4" stroke-linecap="round" />
    </>
  ),
  digits: (
    <>
      <rect x="18" y="6" width="64" height="64" rx="6" fill="#1d2530" />
      {DIGIT.flatMap((row, y) =>
        [...row].map(
          (cell, x) =>
            cell === '#' && (
              <rect
                key={`${x},${y}`}
                x={26 + CELL * x}
                y={10 + CELL * y}
                width={CELL}
                height={CELL}
                fill={(x + y) % 2 ? '#fff' : '#d8dde6'}
              />
            ),
        ),
      )}
      <path d="M90 38h16m-6-6l6 6-6 6" fill="none" stroke="#8a5523" stroke-width="2.5" stroke-linecap="round" />
      <text x="127" y="50" text-anchor="middle" font-size="34" font-weight="700" fill="#6b46c1">
        3
      </text>
    </>
  ),
  pictures: [20, 10, 0].map((shift) => (
    <g key={shift} transform={`translate(${32 + 1.6 * shift} ${14 - shift / 2})`}>
      <rect width="62" height="54" rx="6" fill="#fff" stroke="#b9b2a4" />
      <rect x="5" y="5" width="52" height="36" fill="#bcd9ea" />
      <circle cx="44" cy="14" r="5" fill="#f2b134" />
      <path d="M5 41l16-20 12 13 8-7 16 14z" fill="#2f7a4d" />
    </g>
  )),
  shapes: (
    <>
      <circle cx="40" cy="38" r="19" fill="#d9822b" />
      <path d="M108 16l6 15 16 1-12 10 4 16-14-9-14 9 4-16-12-10 16-1z" fill="#2a56b9" />
      <g fill="none" stroke="#b0246b" stroke-width="2.5">
        <rect x="16" y="14" width="48" height="48" />
        <rect x="82" y="11" width="52" height="52" />
      </g>
      <g fill="#b0246b">
        <rect x="16" y="5" width="22" height="9" />
        <rect x="82" y="3" width="22" height="9" />
      </g>
    </>
  ),
  servo: (
    <>
      <rect x="10" y="20" width="44" height="34" rx="6" fill="#3b4655" />
      <circle cx="32" cy="37" r="11" fill="#bcd9ea" />
      <circle cx="32" cy="37" r="5" fill="#1d2530" />
      <path d="M62 38h14m-6-6l6 6-6 6" fill="none" stroke="#8a5523" stroke-width="2.5" stroke-linecap="round" />
      <Servo x={88} />
    </>
  ),
  'traffic-light': (
    <>
      <rect x="30" y="4" width="30" height="68" rx="9" fill="#3f4a57" />
      <circle cx="45" cy="17" r="8.5" fill="#ff4d45" />
      <circle cx="45" cy="38" r="8.5" fill="#6e6233" />
      <circle cx="45" cy="59" r="8.5" fill="#2f5a44" />
      <rect x="76" y="14" width="58" height="22" rx="6" fill="#ffd43b" stroke="#1d2530" stroke-width="2.5" />
      <path d="M80 56h50" stroke="#dcd7cc" stroke-width="6" stroke-linecap="round" />
      <path d="M80 56h24" stroke="#2a56b9" stroke-width="6" stroke-linecap="round" />
      <circle cx="104" cy="56" r="8" fill="#fff" stroke="#2a56b9" stroke-width="3" />
    </>
  ),
  'rock-paper-scissors': (
    <>
      <g stroke="#1d2530" stroke-width="3" stroke-linejoin="round" stroke-linecap="round">
        <path
          d="M30 70V56c-8-4-11-11-9-17 1-5 5-5 9-4l-8-22c-2-6 7-9 9-3l8 22 6-24c2-6 10-4 9 2l-6 25c8 2 10 12 2 20v15z"
          fill="#f6c89f"
        />
        <rect x="88" y="22" width="46" height="38" rx="10" fill="#7fb1e6" />
        <path d="M111 22v-8M97 60v10M125 60v10" fill="none" />
      </g>
      <rect x="95" y="29" width="32" height="22" rx="5" fill="#1d2733" />
      <circle cx="104" cy="38" r="3.500" fill="#8df0c4" />
      <circle cx="118" cy="38" r="3.500" fill="#8df0c4" />
      <path d="M104 45c3 3 11 3 14 0" fill="none" stroke="#8df0c4" stroke-width="2" stroke-linecap="round" />
    </>
  ),
  pet: (
    <>
      <path
        d="M12 30c8 4 8 12 0 16M22 24c14 7 14 21 0 28"
        fill="none"
        stroke="#0f6a7d"
        stroke-width="4"
        stroke-linecap="round"
      />
      <g stroke="#1d2530" stroke-width="3" stroke-linejoin="round">
        <path d="M70 26c-12-6-18 0-16 16 8 2 12-2 14-6zM110 26c12-6 18 0 16 16-8 2-12-2-14-6z" fill="#8a5523" />
        <path d="M66 40c0-18 48-18 48 0v10c0 24-48 24-48 0z" fill="#e0a86a" />
        <path d="M78 54c0-10 24-10 24 0 0 16-24 16-24 0z" fill="#fff" />
      </g>
      <circle cx="79" cy="38" r="4" fill="#1d2530" />
      <circle cx="101" cy="38" r="4" fill="#1d2530" />
      <path d="M84 50h12l-6 7z" fill="#1d2530" />
    </>
  ),
  'magic-wand': (
    <>
      <path d="M14 64L58 24" stroke="#1d2530" stroke-width="7" stroke-linecap="round" />
      <path d="M52 29l6-5" stroke="#fff" stroke-width="7" stroke-linecap="round" />
      <path d="M66 4l3 9 9 1-7 6 2 9-7-5-8 5 3-9-7-6 9-1z" fill="#f2b134" />
      <path d="M84 22q8-16 16 0t16 0 16 0" fill="none" stroke="#b3241b" stroke-width="3" />
      <path d="M84 42q8 14 16 0t16 0 16 0" fill="none" stroke="#13703f" stroke-width="3" stroke-dasharray="7 4" />
      <path d="M84 60h48" stroke="#2a56b9" stroke-width="3" stroke-dasharray="2 4" />
    </>
  ),
  'servo-arduino': (
    <>
      <rect x="10" y="14" width="68" height="48" rx="4" fill="#00777f" />
      <rect x="4" y="22" width="16" height="14" rx="2" fill="#c3c7cd" />
      <rect x="36" y="40" width="32" height="10" rx="1" fill="#1d2530" />
      <path d="M26 19h48M40 57h34" stroke="#1d2530" stroke-width="5" stroke-dasharray="4 2" />
      <path d="M72 19c10-10 18-6 24 12" fill="none" stroke="#d9822b" stroke-width="2.5" />
      <Servo x={90} />
    </>
  ),
};

/** A servo whose arm has turned. */
function Servo({ x }: { x: number }) {
  return (
    <g transform={`translate(${x} 14)`}>
      <rect y="24" width="50" height="28" rx="4" fill="#227e3e" />
      <rect x="-5" y="34" width="60" height="6" rx="2" fill="#227e3e" />
      <path d="M32 24L14 4" stroke="#3b4655" stroke-width="8" stroke-linecap="round" />
      <circle cx="32" cy="24" r="7" fill="#fff" stroke="#1d2530" stroke-width="2" />
      <path d="M36 2a24 24 0 0 1 12 14" fill="none" stroke="#8a5523" stroke-width="2" stroke-dasharray="3 3" />
    </g>
  );
}

export function ExamplePicture({ example }: { example: Example }) {
  const picture = PICTURES[example.id];
  return picture ? (
    <svg class="example-picture" viewBox="0 0 150 76" aria-hidden="true">
      {picture}
    </svg>
  ) : (
    <Silhouette colors={example.colors} blocks={example.colors.length} />
  );
}
