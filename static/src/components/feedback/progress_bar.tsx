/** How far something is, 0 to 100. */

interface ProgressBarProps {
  label: string;
  /** null: at work, and nobody knows for how long. */
  percent: number | null;
  class?: string;
}

export function ProgressBar({ label, percent, class: kind = '' }: ProgressBarProps) {
  return (
    <div
      class={`bar ${percent === null ? 'endless' : kind}`}
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent ?? undefined}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <i style={{ width: `${percent ?? 100}%` }} />
    </div>
  );
}
