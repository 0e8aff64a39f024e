import { afterEach, describe, expect, it, jest } from '@jest/globals';

import { anEcom360Body } from '../support/checkout.mts';
import { ID, signed } from '../support/receiving.mts';
import { HeldStore } from './store.mts';
import { stopTriggers, TestTrigger } from './webhook.mts';

afterEach(() => {
	jest.restoreAllMocks();
	stopTriggers();
});

const HOUR = 3_600_000;

const delivery = signed();
const accepted = { status: 200, body: { status: 'accepted', id: ID } };
const duplicate = { status: 200, body: { status: 'ignored', reason: 'duplicate', id: ID } };

/** A trigger whose first delivery n8n has not stored yet, when its sender goes away. */
async function afterFirstSenderLeft(
	options = {},
): Promise<{ held: HeldStore; trigger: TestTrigger }> {
	const held = new HeldStore();
	const trigger = await TestTrigger.start({ store: held.store, parameters: { options } });
	const abort = new AbortController();
	const first = trigger.send(delivery, { signal: abort.signal });
	await held.arrivals(1);
	abort.abort();
	await expect(first).rejects.toThrow();
	return { held, trigger };
}

describe('a repeated delivery', () => {
	it('is answered 200 and starts nothing', async () => {
		const trigger = await TestTrigger.start();
		expect(await trigger.send(delivery)).toMatchObject(accepted);
		expect(await trigger.send(delivery)).toMatchObject(duplicate);
		expect(trigger.lastRun.returned).not.toHaveProperty('workflowData');
		expect(trigger.executions).toBe(1);
	});

	it('is one of the same shopper, where that is chosen', async () => {
		const parameters = { options: { duplicatesBy: 'shopper' } };
		const trigger = await TestTrigger.start({ parameters });
		await trigger.send(delivery);
		const another = { body: anEcom360Body({ cart_id: 'c2' }), headers: { 'x-request-id': 'r2' } };
		expect(await trigger.send(signed(another))).toMatchObject({ body: { reason: 'duplicate' } });
	});

	it.each([
		['skipping is switched off', { skipDuplicates: false }],
		['the window is nothing', { duplicateWindow: 0 }],
	])('starts another execution where %s', async (_, options) => {
		const trigger = await TestTrigger.start({ parameters: { options } });
		expect(await trigger.send(delivery)).toMatchObject(accepted);
		expect(await trigger.send(delivery)).toMatchObject(accepted);
		expect(trigger.executions).toBe(2);
	});

	it('is known to one trigger node only', async () => {
		const [workflowId, nodeId] = ['w-one', 'n-one'];
		for (const options of [{ workflowId, nodeId }, { workflowId }, { nodeId }]) {
			const trigger = await TestTrigger.start(options);
			expect(await trigger.send(delivery)).toMatchObject(accepted);
		}
		const again = await TestTrigger.start({ workflowId, nodeId });
		expect(await again.send(delivery)).toMatchObject(duplicate);
	});
});

describe('copies at the same time', () => {
	it('wait until the first is stored, and are duplicates then', async () => {
		const held = new HeldStore();
		const trigger = await TestTrigger.start({ store: held.store });
		const first = trigger.send(delivery);
		await held.arrivals(1);
		const copies = Array.from({ length: 40 }, () => trigger.send(delivery));
		expect(await trigger.send(signed({ forged: true }))).toMatchObject({ status: 401 });
		await held.finish(true);
		expect(await first).toMatchObject(accepted);
		for (const copy of copies) expect(await copy).toMatchObject(duplicate);
		expect(held.waiting).toBe(0);
		expect(trigger.executions).toBe(1);
	});

	it('take over, one after another, while n8n fails to store', async () => {
		const held = new HeldStore();
		const trigger = await TestTrigger.start({ store: held.store });
		const first = trigger.send(delivery);
		await held.arrivals(1);
		const copies = Promise.all([trigger.send(delivery), trigger.send(delivery)]);
		await held.finish(false);
		expect(await first).toMatchObject({ status: 500 });
		await held.finish(true);
		const statuses = (await copies).map(({ body }) => (body as { status: string }).status);
		expect(statuses.sort()).toEqual(['accepted', 'ignored']);
		expect(await trigger.send(delivery)).toMatchObject(duplicate);
	});

	it.each([
		['are duplicates where n8n stores the event', true, duplicate],
		['take over where n8n fails to store it', false, accepted],
	])('wait for n8n after the first connection has died, and %s', async (_, isStored, answer) => {
		const { held, trigger } = await afterFirstSenderLeft();
		await trigger.disconnections(1);
		const copy = trigger.send(delivery);
		await trigger.arrivals(2);
		await held.finish(isStored);
		if (!isStored) await held.finish(true);
		expect(await copy).toMatchObject(answer);
	});

	it('are told to come again in a minute while n8n has not answered, also when the first sender has left', async () => {
		const { held, trigger } = await afterFirstSenderLeft({ reportRefused: true });
		const { timeout } = AbortSignal;
		const timers = jest
			.spyOn(AbortSignal, 'timeout')
			.mockImplementation(() => timeout.call(AbortSignal, 50));
		const copy = await fetch(trigger.url, { method: 'POST', ...delivery });
		expect(timers).toHaveBeenCalledWith(10_000);
		expect(copy.status).toBe(503);
		expect(copy.headers.get('retry-after')).toBe('60');
		expect(await copy.json()).toEqual({ status: 'rejected', reason: 'delivery_in_progress' });
		// It is not refused: no report of refused deliveries starts.
		expect(trigger.lastRun).toEqual({ returned: { noWebhookResponse: true } });
		jest.restoreAllMocks();
		await held.finish(true);
		expect(await trigger.send(delivery)).toMatchObject(duplicate);
		expect(held.waiting).toBe(0);
	});
});

it.each([
	['back', -48],
	['forward', 12],
])('remembers an event no longer than the window where the clock is set %s', async (_, hours) => {
	const trigger = await TestTrigger.start();
	expect(await trigger.send(delivery)).toMatchObject(accepted);
	const now = Date.now() + hours * HOUR;
	jest.spyOn(Date, 'now').mockReturnValue(now);
	expect(await trigger.send(delivery)).toMatchObject(duplicate);
	jest.spyOn(Date, 'now').mockReturnValue(now + 24 * HOUR);
	expect(await trigger.send(delivery)).toMatchObject(accepted);
});

it('starts an execution for a retry after a copy that waited went away', async () => {
	const held = new HeldStore();
	const trigger = await TestTrigger.start({ store: held.store });
	const first = trigger.send(delivery);
	await held.arrivals(1);
	const abort = new AbortController();
	const copy = trigger.send(delivery, { signal: abort.signal });
	await trigger.arrivals(2);
	abort.abort();
	await expect(copy).rejects.toThrow();
	await trigger.disconnections(1);
	await held.finish(false);
	expect(await first).toMatchObject({ status: 500 });
	const [retry] = await Promise.all([trigger.send(delivery), held.finish(true)]);
	expect(retry).toMatchObject(accepted);
});
