/** A class's color, as its labels have it. */
export function Swatch({ color, dashed = false }: { color: string; dashed?: boolean }) {
  return (
    <svg class="label-swatch" viewBox="0 0 16 16" aria-hidden="true">
      <rect
        x="1"
        y="1"
        width="14"
        height="14"
        rx="4"
        fill={color}
        stroke="#1d2530"
        stroke-width="1.5"
        stroke-dasharray={dashed ? '3 2' : undefined}
      />
    </svg>
  );
}
