import { expect, it } from '@jest/globals';

import { anEcom360Body } from '../support/checkout.mts';
import { TestN8n } from '../support/n8n.mts';
import { inject } from '../support/provided.mts';

const n8n = new TestN8n(inject('n8n'));

it('a filtered event starts the workflow where that is chosen, and says why', async () => {
	const workflow = await n8n.triggerWith({
		filters: { minimumTotal: 5000 },
		options: { includeIgnored: true },
	});
	const { status, body } = await workflow.deliver({ body: anEcom360Body() });
	expect(status).toBe(200);
	expect(body).toMatchObject({ status: 'ignored', reason: 'filter', filter: 'minimumTotal' });
	expect(await workflow.items()).toMatchObject([
		{ json: { delivery: { ignoredBecause: 'minimumTotal' } } },
	]);
});

it('200 deliveries refused in a second start one report, and get their 401', async () => {
	const workflow = await n8n.triggerWith({ options: { reportRefused: true } });
	const forged = Array.from({ length: 200 }, () => workflow.deliver({ forged: true }));
	for (const { status, body } of await Promise.all(forged)) {
		expect(status).toBe(401);
		expect(body).toEqual({ status: 'rejected', reason: 'signature_mismatch' });
	}
	await n8n.settle();
	expect(await workflow.executions()).toHaveLength(1);
	expect(await workflow.items()).toMatchObject([
		{
			json: {
				event: 'deliveriesRefused',
				refused: { count: 1, message: expect.stringContaining('does not match') },
			},
		},
	]);
});
