import { beforeAll, describe, expect, it } from '@jest/globals';

import { ecom360Sample, parsed, textOf } from '../support/fixtures.mts';
import { TestN8n } from '../support/n8n.mts';
import type { TestWorkflow } from '../support/n8n-workflow.mts';
import { occItem } from '../support/occ-item.mts';
import { inject } from '../support/provided.mts';

const n8n = new TestN8n(inject('n8n'));

const now = new Date('2026-01-31T10:00:00.000Z');
const receivedAt = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
const sentAt = now.toISOString();

/** The whole item, as the page on fields shows it. */
function documentedItem(): { delivery: object } {
	const blocks = [...textOf('docs/fields.md').matchAll(/```json\n([\s\S]*?)```/g)];
	const shown = blocks.find(([, json]) => json?.includes('"delivery"'))?.[1];
	return JSON.parse(shown ?? '{}') as { delivery: object };
}

const VENDORS = [
	{ vendor: 'ecom360', idHeader: 'x-request-id', item: documentedItem(), more: {} },
	{ vendor: 'occ', idHeader: 'x-idempotency-key', item: occItem, more: { sentAt } },
] as const;

// n8n 1.x answers first.
(n8n.isOne ? it.skip : it)('a delivery is stored before it is answered', async () => {
	const workflow = await n8n.triggerWith();
	expect(await workflow.deliver({ unique: true })).toMatchObject({ status: 200 });
	expect(await workflow.executions()).toHaveLength(1);
});

describe.each(VENDORS)('a genuine $vendor delivery', ({ vendor, idHeader, item, more }) => {
	let workflow: TestWorkflow;
	beforeAll(async () => {
		workflow = await n8n.triggerWith();
	});

	it.each([
		['production', 'deliver', 'webhook'],
		['test', 'deliverWhileListening', 'manual'],
	] as const)('to the %s URL becomes one item', async (id, deliver, mode) => {
		const built = workflow.signed({ vendor, now, headers: { [idHeader]: id } });
		const { status, body } = await workflow[deliver]({ built });
		expect({ status, body }).toEqual({ status: 200, body: { status: 'accepted', id } });

		const run = (await workflow.runs(mode === 'webhook' ? 1 : 2)).at(-1);
		expect(run?.summary).toMatchObject({ status: 'success', mode });
		const delivery = { ...item.delivery, id, receivedAt, ...more };
		expect(run?.items('Ecom360 Trigger')).toEqual([{ json: { ...item, delivery } }]);
		expect(run?.items('Next')).toEqual(run?.items('Ecom360 Trigger'));
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
