import { beforeAll, describe, expect, it } from '@jest/globals';

import { inject } from '../support/provided.mts';
import { isInterrupted, isLost, type Fate } from './account.mts';
import type { Guard } from './plan.mts';
import { runQueue, type QueueRun } from './run.mts';

// For a machine that is busy with other things: idle, it is done within minutes.
const HOUR_MS = 3_600_000;

let run: QueueRun;

beforeAll(async () => {
	run = await runQueue(inject('tarball'));
}, HOUR_MS);

const guardedBy = (guard: Guard): Fate[] => run.fates.filter(({ event }) => event.guard === guard);

describe('two webhook processes and two workers, one of each killed under load', () => {
	it('hold an execution for every delivery that was accepted', () => {
		expect(run.fates.filter(isLost)).toEqual([]);
	});

	it('complete every execution, but those that the killed worker had in hand', () => {
		const interrupted = run.executions.filter(({ status }) => status !== 'success');
		expect(interrupted.filter(({ id }) => !run.inHand.has(id))).toEqual([]);
	});

	it('answer every delivery themselves', () => {
		expect(run.fates.filter(({ swallowed }) => swallowed > 0)).toEqual([]);
	});

	it('take each event at least once', () => {
		expect(run.fates.filter(({ accepted }) => accepted === 0)).toEqual([]);
	});
});

describe.each(['redis', 'postgres'] as const)('the %s guard', (guard) => {
	it('never lets a second message through', () => {
		expect(guardedBy(guard).filter(({ messages }) => messages > 1)).toEqual([]);
	});

	it('lets one through for every event, but where the worker died between guard and message', () => {
		const silent = guardedBy(guard).filter(({ messages }) => messages === 0);
		expect(silent.filter((fate) => !isInterrupted(fate))).toEqual([]);
	});
});

describe('without a guard', () => {
	it('two processes start an event twice only if it was sent twice, or its answer was lost', () => {
		const twice = guardedBy('none').filter(({ executions }) => executions.length > 1);
		const unexplained = twice.filter(
			({ event, failures }) => event.kind === 'once' && failures === 0,
		);
		expect(unexplained).toEqual([]);
	});
});
