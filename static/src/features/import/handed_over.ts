/** Files that were chosen on the first page, for a project that is being opened: its data view takes them in. */

import { signal } from '@preact/signals';

export const handedOver = signal<{ project: string; files: File[] } | null>(null);
