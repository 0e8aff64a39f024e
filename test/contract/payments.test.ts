import { afterEach, expect, it } from '@jest/globals';

import { paymentSample } from '../support/fixtures.mts';
import { shapeProblems } from '../support/item-problems.mts';
import { signed } from '../support/receiving.mts';
import { stopTriggers, TestTrigger } from './webhook.mts';

afterEach(stopTriggers);

const parameters = { events: ['abandonedCheckout', 'paymentSuccess'] };
const payment = (headers = {}) => signed({ vendor: 'payments', body: paymentSample, headers });

it('a payment starts the workflow with one item of the published shape', async () => {
	const trigger = await TestTrigger.start({ parameters });
	expect(await trigger.send(payment())).toMatchObject({ body: { status: 'accepted' } });
	const [items = []] = trigger.lastRun.returned?.workflowData ?? [];
	expect(items).toHaveLength(1);
	expect(shapeProblems(items[0]?.json, 'payment')).toEqual([]);
	expect(items[0]?.json).toMatchObject({ event: 'paymentSuccess', payment: { status: 'SUCCESS' } });
});

it('a repeated payment is a duplicate, whatever its id says', async () => {
	const trigger = await TestTrigger.start({ parameters });
	await trigger.send(payment());
	const copy = await trigger.send(payment({ 'x-idempotency-key': 'another' }));
	expect(copy).toMatchObject({ body: { status: 'ignored', reason: 'duplicate' } });
	expect(trigger.executions).toBe(1);
});

it('a payment that nobody chose is ignored', async () => {
	const trigger = await TestTrigger.start();
	expect(await trigger.send(payment())).toMatchObject({
		status: 200,
		body: { status: 'ignored', reason: 'topic' },
	});
});
