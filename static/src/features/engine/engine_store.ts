/** How far the training engine is, as the studio tells it until it is there. */

import { computed, signal } from '@preact/signals';
import { showToast } from '../../components/toast';
import { t } from '../../lib/texts';
import { type Subscription, subscribe } from '../../lib/topic_socket';
import type { EngineStatus } from '../../lib/types';
import { findings, runDoctor } from '../../state/checkup';
import { session } from '../../state/session';
import './texts';

/** null: the studio has not told more than it did at the beginning. */
const told = signal<EngineStatus | null>(null);
export const engine = computed(() => told.value ?? session.value.engine);
export const engineReady = computed(() => engine.value.state === 'ready');

let feed: Subscription | null = null;

/** Follows it to its end; nothing where it is there. */
export function followEngine(): void {
  if (engineReady.peek()) return;
  feed = subscribe('engine', (status: Partial<EngineStatus>) => {
    if (!status.state) return;
    told.value = status as EngineStatus;
    if (status.state !== 'ready') return;
    feed?.close();
    session.value = { ...session.peek(), training: true };
    showToast(t('engineHere'));
    if (findings.peek().length) void runDoctor();
  });
}

export const pauseEngine = () => feed?.send({ do: 'pause' });
export const resumeEngine = () => feed?.send({ do: 'resume' });
