/** What the doctor finds on this computer, kept while the page is open. */

import { signal } from '@preact/signals';
import * as api from '../../lib/api';
import { say } from '../../lib/texts';
import type { Finding } from '../../lib/types';

export const findings = signal<Finding[]>([]);

export const trouble = signal('');

export const busy = signal(false);

/** Asks the doctor; again: also what worked when it was last tried. */
export async function runCheckup(again = false): Promise<void> {
  if (busy.value) return;
  busy.value = true;
  trouble.value = '';
  try {
    findings.value = (await api.doctor(again)).findings;
  } catch (error) {
    trouble.value = say(api.sentence(error));
  }
  busy.value = false;
}
