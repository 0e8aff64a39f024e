import { poll } from '../../scripts/n8n/poll.mts';
import type { ExecutionSummary } from '../../scripts/n8n/executions.mts';

const TIMEOUT_MS = 60_000;

/** For the schedule of an example: as often as n8n can. */
export const EVERY_SECOND = { rule: { interval: [{ field: 'seconds', secondsInterval: 1 }] } };

/**
 * Waits until a workflow's schedule has had so many runs that began after a point in time and ended
 * well. After that, what was due then is done.
 */
export async function looksAfter(
	executions: () => Promise<ExecutionSummary[]>,
	time: number,
	count = 2,
	timeoutMs = TIMEOUT_MS,
): Promise<void> {
	let seen = 0;
	const what = () => `${count} looks, and saw ${seen}`;
	await poll(what, timeoutMs, async () => {
		const looks = (await executions()).filter(({ mode, status, startedAt }) => {
			const isLook = mode === 'trigger' && status === 'success';
			return isLook && Date.parse(startedAt ?? '') > time;
		});
		seen = looks.length;
		return seen >= count || undefined;
	});
}
