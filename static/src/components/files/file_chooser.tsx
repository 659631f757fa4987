/** A button that lets somebody choose files. */

import type { ComponentChildren, ComponentProps } from 'preact';
import { useRef } from 'preact/hooks';

interface ChooserProps extends Omit<ComponentProps<'button'>, 'onClick'> {
  /** Their endings and media types, as of an input. */
  accept: string;
  /** Several at once. */
  multiple?: boolean;
  onFiles(files: File[]): void;
  children: ComponentChildren;
}

export function FileChooser({ accept, multiple = false, onFiles, children, ...rest }: ChooserProps) {
  const files = useRef<HTMLInputElement>(null);
  return (
    <>
      <button {...rest} onClick={() => files.current?.click()}>
        {children}
      </button>
      <input
        type="file"
        hidden
        multiple={multiple}
        ref={files}
        accept={accept}
        onChange={(event) => {
          const chosen = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = ''; // the same files may be chosen again
          if (chosen.length) onFiles(chosen);
        }}
      />
    </>
  );
}
