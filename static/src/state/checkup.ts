/** What the doctor finds on this computer, kept while the page is open. */

import { signal } from '@preact/signals';
import * as api from '../lib/api';
import { say } from '../lib/texts';
import type { DoctorFinding } from '../lib/types';

export const findings = signal<DoctorFinding[]>([]);

export const trouble = signal('');

export const busy = signal(false);

/** Asks the doctor; again: also what worked when it was last tried. */
export async function runDoctor(again = false): Promise<void> {
  if (busy.value) return;
  busy.value = true;
  trouble.value = '';
  try {
    findings.value = (await api.fetchDoctorReport(again)).findings;
  } catch (error) {
    trouble.value = say(api.describeError(error));
  }
  busy.value = false;
}
