/** A class's color over pictures, drawn: no style attribute is needed. */
export function ColorDot({ color }: { color: string }) {
  return (
    <svg class="dot" viewBox="0 0 10 10" aria-hidden="true">
      <circle cx="5" cy="5" r="4.5" fill={color} stroke="#1d2530" />
    </svg>
  );
}
