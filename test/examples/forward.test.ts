import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { postDelivery } from '../../scripts/post.mts';
import { inject } from '../support/provided.mts';
import { aKurtaCart } from './checkout.mts';
import { ExampleN8n } from './n8n.mts';
import type { TestCredential } from '../support/n8n.mts';
import type { TestWorkflow } from '../support/n8n-workflow.mts';
import { startStub, type Recorded, type Stub } from '../support/stub.mts';

let host: ExampleN8n;
let provider: Stub;
/** The provider's own check: a second trigger that holds the same key. */
let receiver: TestWorkflow;
/** A key that a receiver gave to the shop, and a trigger that holds it. */
let ownKey: TestCredential;
let ownReceiver: TestWorkflow;

beforeAll(async () => {
	host = await ExampleN8n.start(inject('tarball'));
	provider = await startStub();
	receiver = await host.n8n.triggerWith({ options: { includeRawBody: true } });
	ownKey = await host.n8n.createCredential();
	ownReceiver = await host.n8n.triggerWith({}, ownKey);
});
afterEach(() => {
	provider.requests.length = 0;
	provider.respond = () => ({});
});
afterAll(async () => {
	await provider?.stop();
	await host?.stop();
});

async function forwarding(settings: object): Promise<TestWorkflow> {
	const values = { Settings: { first_wait_minutes: 0.001, tries: 3, ...settings } };
	const example = await host.prepare('forward', { values });
	const nodes = example.nodes.map((node) => {
		const { id, name } = ownKey;
		return node.name.endsWith('signed anew') && 'credentials' in node
			? { ...node, credentials: { ecom360Api: { id, name } } }
			: node;
	});
	return await host.n8n.activate({ ...example, nodes });
}

const asItCame = () => ({ as_it_came_url: `${provider.url}/hooks/ecom360?shop=7` });

/** Hands a forwarded copy, as it arrived, to the second trigger. */
async function received({ body, headers }: Recorded): Promise<number> {
	const kept = Object.entries(headers).filter(([name]) => !['host', 'connection'].includes(name));
	const copy = { body, headers: Object.fromEntries(kept) };
	return (await postDelivery(receiver.productionUrl, copy)).status;
}

const SPACED = Buffer.from(
	JSON.stringify(aKurtaCart({ total_price: 2000, note: 'é ✓ \\u00e9' }), null, 3)
		.replace('2000', '2000.0')
		.replaceAll('\n', '\r\n'),
);

describe('as it came', () => {
	it.each(['ecom360', 'occ'] as const)(
		'passes on the very bytes and headers of an %s delivery, and its signature still holds',
		async (vendor) => {
			const workflow = await forwarding(asItCame());
			const delivery = workflow.signed(
				vendor === 'ecom360' ? { body: SPACED } : { vendor, phone: '+916000376569' },
			);
			expect(await workflow.deliver({ built: delivery })).toMatchObject({ status: 200 });

			const [copy] = await provider.waitFor(1, () => true);
			expect(copy?.url).toBe(`${provider.url}/hooks/ecom360?shop=7`);
			expect(copy?.body.equals(delivery.body)).toBe(true);
			expect(copy?.headers).toMatchObject(delivery.headers);
			expect(copy && (await received(copy))).toBe(200);
			const [run] = await workflow.runs(1);
			expect(run?.summary.status).toBe('success');
			expect(run?.nodes).toEqual([
				...['Ecom360 Trigger', 'Settings', 'Event as received', 'Where to?'],
				'Send as it came',
			]);
		},
	);

	it('tries again, with the same bytes and headers, until the receiver is back', async () => {
		provider.respond = (_, number) => ({ status: number < 4 ? 503 : 200 });
		const workflow = await forwarding({ ...asItCame(), tries: 9 });
		const delivery = workflow.signed({ body: aKurtaCart() });
		await workflow.deliver({ built: delivery });

		const [run] = await workflow.runs(1);
		expect(run?.summary.status).toBe('success');
		expect(provider.requests).toHaveLength(4);
		for (const { body, headers } of provider.requests) {
			expect(body.equals(delivery.body)).toBe(true);
			expect(headers).toMatchObject(delivery.headers);
		}
	});

	it('ends in red after the last try, and passes the event on when that is retried', async () => {
		provider.respond = () => ({ status: 500, body: { message: 'no' } });
		const workflow = await forwarding(asItCame());
		const delivery = workflow.signed({ body: aKurtaCart() });
		await workflow.deliver({ built: delivery });

		const [failed] = await workflow.runs(1);
		expect(failed?.summary.status).toBe('error');
		expect(failed?.error?.node?.name).toBe('Last try, as it came');
		expect(provider.requests).toHaveLength(3);

		provider.respond = () => ({});
		await host.retry(failed?.summary.id ?? '');
		const runs = await workflow.runs(2);
		expect(runs.map(({ summary }) => summary.status)).toEqual(['error', 'success']);
		expect(provider.requests).toHaveLength(4);
		const copy = provider.requests.at(-1);
		expect(copy?.body.equals(delivery.body)).toBe(true);
		expect(copy?.headers).toMatchObject(delivery.headers);
	});

	it('waits twice as long each time when nobody listens at the address', async () => {
		const gone = await startStub();
		await gone.stop();
		const workflow = await forwarding({ as_it_came_url: gone.url, tries: 4 });
		await workflow.deliver({ body: aKurtaCart() });

		const [run] = await workflow.runs(1);
		expect(run?.error).toMatchObject({ node: { name: 'Last try, as it came' } });
		expect(run?.items('Event as received').map(({ json }) => json['tried'])).toEqual([1, 2, 3, 4]);
		expect(run?.items('Wait, then as it came')).toHaveLength(3);
	});
});

describe('signed anew', () => {
	it.each(['ecom360', 'occ'] as const)(
		"passes the bytes of an %s event on to a trigger with the receiver's own key",
		async (vendor) => {
			const workflow = await forwarding({
				as_it_came_url: '',
				signed_anew_url: ownReceiver.productionUrl,
			});
			const before = (await ownReceiver.executions()).length;
			const delivery = workflow.signed({ vendor, unique: true });
			expect(await workflow.deliver({ built: delivery })).toMatchObject({ status: 200 });

			const [original] = await workflow.items();
			const [copy] = await ownReceiver.items(before + 1);
			expect(copy?.json['cart']).toEqual(original?.json['cart']);
			const { id, dedupeKey } = original?.json['delivery'] as Record<string, string>;
			expect(copy?.json['delivery']).toMatchObject({ id, dedupeKey });
			const [run] = await workflow.runs(1);
			expect(run?.summary.status).toBe('success');
		},
	);
});

it.each([
	['as_it_came_url', {}, 'Last try, as it came'],
	['an address', { as_it_came_url: '' }, 'Last try, as it came'],
])('ends in red, and sends nothing, while %s is not filled in', async (_, settings, node) => {
	const workflow = await forwarding(settings);
	await workflow.deliver({ body: aKurtaCart() });
	const [run] = await workflow.runs(1);
	expect(run?.summary.status).toBe('error');
	expect(run?.error?.node?.name).toBe(node);
	expect(run?.nodes).not.toContain('Send as it came');
	expect(provider.requests).toEqual([]);
});
