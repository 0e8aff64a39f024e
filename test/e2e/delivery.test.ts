import { beforeAll, describe, expect, it } from '@jest/globals';

import { ecom360Sample, parsed } from '../support/fixtures.mts';
import { TestN8n } from '../support/n8n.mts';
import type { TestWorkflow } from '../support/n8n-workflow.mts';
import { occItem } from '../support/occ-item.mts';
import { inject } from '../support/provided.mts';
import { documentedItem } from './documented-item.mts';

const n8n = new TestN8n(inject('n8n'));

const ISO_NOW = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
const documented = documentedItem();
const ecom360Item = (id: string) => ({
	...documented,
	delivery: { ...documented.delivery, id, receivedAt: ISO_NOW },
});

const VENDORS = [
	{
		vendor: 'ecom360',
		idHeader: 'x-request-id',
		itemOf: ecom360Item,
	},
	{
		vendor: 'occ',
		idHeader: 'x-idempotency-key',
		itemOf: (id: string) => ({
			...occItem,
			delivery: {
				...occItem.delivery,
				id,
				receivedAt: ISO_NOW,
				sentAt: '2026-01-31T10:00:00.000Z',
			},
		}),
	},
] as const;
const now = new Date('2026-01-31T10:00:00.000Z');

// n8n 1.x answers first.
(n8n.isOne ? it.skip : it)('a delivery is stored before it is answered', async () => {
	const workflow = await n8n.triggerWith();
	expect(await workflow.deliver({ unique: true })).toMatchObject({ status: 200 });
	expect(await workflow.executions()).toHaveLength(1);
});

describe.each(VENDORS)('a genuine $vendor delivery', ({ vendor, idHeader, itemOf }) => {
	let workflow: TestWorkflow;
	beforeAll(async () => {
		workflow = await n8n.triggerWith();
	});

	it('to the production URL becomes one item', async () => {
		const delivery = workflow.signed({ vendor, now, headers: { [idHeader]: 'delivery-1' } });
		const { status, body } = await workflow.deliver({ built: delivery });
		expect({ status, body }).toEqual({
			status: 200,
			body: { status: 'accepted', id: 'delivery-1' },
		});

		const [run] = await workflow.runs(1);
		expect(run?.summary).toMatchObject({ status: 'success', mode: 'webhook' });
		expect(run?.items('Ecom360 Trigger')).toEqual([{ json: itemOf('delivery-1') }]);
		expect(run?.items('Next')).toEqual(run?.items('Ecom360 Trigger'));
	});

	it('to the test URL becomes the same item', async () => {
		const delivery = workflow.signed({ vendor, now, headers: { [idHeader]: 'delivery-2' } });
		const { status, body } = await workflow.deliverWhileListening({ built: delivery });
		expect({ status, body }).toEqual({
			status: 200,
			body: { status: 'accepted', id: 'delivery-2' },
		});

		const [, run] = await workflow.runs(2);
		expect(run?.summary).toMatchObject({ mode: 'manual', status: 'success' });
		expect(run?.items('Next')).toEqual([{ json: itemOf('delivery-2') }]);
	});
});

it('hands on the untouched request where that is chosen', async () => {
	const workflow = await n8n.triggerWith({
		options: { includeRawBody: true, includePayload: true },
	});
	const delivery = workflow.signed();
	await workflow.deliver({ built: delivery });
	const [item] = await workflow.items();
	expect(item?.json).toMatchObject({
		delivery: { headers: delivery.headers },
		payload: parsed(ecom360Sample),
	});
	const bytes = await n8n.bytesOf(item?.binary?.['data']);
	expect(ecom360Sample.equals(bytes)).toBe(true);
});
