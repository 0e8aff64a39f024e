import { afterAll, afterEach, describe, expect, it } from '@jest/globals';

import { postDelivery } from '../../scripts/post.mts';
import { aKurtaCart } from './checkout.mts';
import type { ExampleN8n } from './n8n.mts';
import { withN8n } from './started.mts';
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

withN8n(async (started) => {
	host = started;
	provider = await startStub();
	receiver = await host.n8n.triggerWith({ options: { includeRawBody: true } });
	ownKey = await host.n8n.createCredential();
	ownReceiver = await host.n8n.triggerWith({}, ownKey);
});
afterEach(() => {
	provider.requests.length = 0;
	provider.respond = () => ({});
});
afterAll(async () => await provider?.stop());

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

const asItCame = () => ({ 'as_it_came.url_1': `${provider.url}/hooks/ecom360?shop=7` });

/** Hands a forwarded copy, as it arrived, to the second trigger. */
async function received({ body, headers }: Recorded): Promise<number> {
	const kept = Object.entries(headers).filter(([name]) => !['host', 'connection'].includes(name));
	const copy = { body, headers: Object.fromEntries(kept) };
	return (await postDelivery(receiver.productionUrl, copy)).status;
}

const SPACED = Buffer.from(
	JSON.stringify(
		aKurtaCart({ total_price: 2000, note: 'é ✓ \\u00e9 {{ $json }} "}} ={{ 1 + 1 }} <b>' }),
		null,
		3,
	)
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
				...['Ecom360 Trigger', 'Settings', 'One item a receiver', 'Event as received', 'Where to?'],
				'Send as it came',
			]);
		},
	);

	it('waits twice as long each time when nobody listens at the address', async () => {
		const gone = await startStub();
		await gone.stop();
		const workflow = await forwarding({ 'as_it_came.url_1': gone.url, tries: 4 });
		await workflow.deliver({ body: aKurtaCart() });

		const [run] = await workflow.runs(1);
		expect(run?.error).toMatchObject({ node: { name: 'Last try, as it came' } });
		const tries = run?.items('Event as received').filter(({ json }) => json['url'] !== '');
		expect(tries?.map(({ json }) => json['tried'])).toEqual([1, 2, 3, 4]);
		expect(run?.items('Wait, then try again')).toHaveLength(3);
	});

	it('passes on to several, of which those that are down hold up nobody', async () => {
		const got = (path: string) =>
			provider.requests.filter(({ url }) => url === `${provider.url}/${path}`).length;
		provider.respond = ({ url }) => {
			const isDown = url.endsWith('down') || (url.endsWith('late') && got('late') < 2);
			return { status: isDown ? 503 : 200 };
		};
		const workflow = await forwarding({
			'as_it_came.url_1': `${provider.url}/down`,
			'as_it_came.url_2': `${provider.url}/well`,
			'as_it_came.url_3': `${provider.url}/late`,
			tries: 4,
		});
		const delivery = workflow.signed({ body: aKurtaCart() });
		await workflow.deliver({ built: delivery });
		const [failed] = await workflow.runs(1);
		expect(failed?.error?.node?.name).toBe('Last try, as it came');
		expect(['down', 'well', 'late'].map(got)).toEqual([4, 1, 2]);
		const paths = provider.requests.map(({ url }) => url.slice(provider.url.length + 1));
		expect(paths.slice(0, 3).sort()).toEqual(['down', 'late', 'well']);

		provider.respond = () => ({});
		await host.retry(failed?.summary.id ?? '');
		const runs = await workflow.runs(2);
		expect(runs.map(({ summary }) => summary.status)).toEqual(['error', 'success']);
		expect(['down', 'well', 'late'].map(got)).toEqual([5, 1, 2]);
		for (const { body, headers } of provider.requests) {
			expect(body.equals(delivery.body)).toBe(true);
			expect(headers).toMatchObject(delivery.headers);
		}
	});
});

describe('signed anew', () => {
	it.each(['ecom360', 'occ'] as const)(
		"passes the bytes of an %s event on to a trigger with the receiver's own key",
		async (vendor) => {
			const workflow = await forwarding({
				'as_it_came.url_1': '',
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

	it('tries again until the receiver is back', async () => {
		provider.respond = (_, number) => ({ status: number < 4 ? 503 : 200 });
		const workflow = await forwarding({
			'as_it_came.url_1': '',
			signed_anew_url: provider.url,
			tries: 9,
		});
		await workflow.deliver({ body: aKurtaCart() });
		const [run] = await workflow.runs(1);
		expect(run?.summary.status).toBe('success');
		expect(run?.items('Wait, then try again').length).toBeGreaterThan(0);
	});
});

it.each([
	['as_it_came.url_1', {}, 'Last try, as it came'],
	['an address', { 'as_it_came.url_1': '' }, 'Last try, as it came'],
])('ends in red, and sends nothing, while %s is not filled in', async (_, settings, node) => {
	const workflow = await forwarding(settings);
	await workflow.deliver({ body: aKurtaCart() });
	const [run] = await workflow.runs(1);
	expect(run?.summary.status).toBe('error');
	expect(run?.error?.node?.name).toBe(node);
	expect(run?.nodes).not.toContain('Send as it came');
	expect(provider.requests).toEqual([]);
});
