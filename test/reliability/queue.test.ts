import { beforeAll, describe, expect, it } from '@jest/globals';

import { inject } from '../support/provided.mts';
import {
	answered,
	isInterrupted,
	isLost,
	ranTwice,
	retries,
	story,
	type Fate,
} from './account.mts';
import type { Guard, PlannedEvent } from './plan.mts';
import { runQueue, type QueueRun } from './queue-run.mts';

// For a machine that is busy with other things: idle, it is done within minutes.
const HOUR_MS = 3_600_000;

let run: QueueRun;

beforeAll(async () => {
	run = await runQueue(inject('tarball'));
}, HOUR_MS);

const guardedBy = (guard: Guard): Array<Fate<PlannedEvent>> =>
	run.fates.filter(({ event }) => event.guard === guard);

describe('two webhook processes and two workers, one of each killed under load', () => {
	it('hold an execution for every delivery that was accepted', () => {
		expect(run.fates.filter(isLost).map(story)).toEqual([]);
		expect(run.strangers).toEqual([]);
	});

	it('complete every execution, but those that the killed processes had in hand', () => {
		const interrupted = run.executions.filter(({ status }) => status !== 'success');
		const unexplained = interrupted.filter(({ id }) => !run.inHand.has(id) && !run.inVain.has(id));
		expect(unexplained).toEqual([]);
	});

	it('answer every delivery themselves', () => {
		const swallowed = run.fates.filter((fate) => answered(fate, 'swallowed') > 0);
		expect(swallowed.map(story)).toEqual([]);
	});

	it('take each event at least once', () => {
		const untaken = run.fates.filter((fate) => answered(fate, 'accepted') === 0);
		expect(untaken.map(story)).toEqual([]);
	});
});

describe('the Redis guard', () => {
	it('never lets a second message through', () => {
		const doubled = guardedBy('redis').filter(({ messages }) => messages > 1);
		expect(doubled.map(story)).toEqual([]);
	});

	it('lets one through for every event, but where the worker died between guard and message', () => {
		const silent = guardedBy('redis').filter(({ messages }) => messages === 0);
		expect(silent.filter((fate) => !isInterrupted(fate)).map(story)).toEqual([]);
	});
});

describe('without a guard', () => {
	it('two processes start an event twice only if it was sent twice, or its answer was lost', () => {
		const twice = guardedBy('none').filter(ranTwice);
		const unexplained = twice.filter((fate) => fate.event.kind === 'once' && retries(fate) === 0);
		expect(unexplained.map(story)).toEqual([]);
	});
});
