import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';

import { postDelivery } from '../../scripts/post.mts';
import { inject } from '../support/provided.mts';
import { aKurtaCart } from './checkout.mts';
import { ExampleN8n } from './n8n.mts';
import type { TestWorkflow } from '../support/n8n-workflow.mts';
import { startStub, type Recorded, type Stub } from '../support/stub.mts';

let host: ExampleN8n;
let provider: Stub;
/** The provider's own check: a second trigger that holds the same key. */
let receiver: TestWorkflow;

beforeAll(async () => {
	host = await ExampleN8n.start(inject('tarball'));
	provider = await startStub();
	receiver = await host.n8n.triggerWith({ options: { includeRawBody: true } });
});
afterEach(() => {
	provider.requests.length = 0;
});
afterAll(async () => {
	await provider?.stop();
	await host?.stop();
});

const forwarding = async (tries: number) =>
	await host.activate('forward-to-provider', {
		values: {
			Settings: { provider_url: `${provider.url}/hooks/ecom360?shop=7`, wait_minutes: 0.01, tries },
		},
	});

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

it.each(['ecom360', 'occ'] as const)(
	'forwards the very bytes and headers of an %s delivery, and its signature still holds',
	async (vendor) => {
		const workflow = await forwarding(3);
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
		expect(run?.nodes).toEqual(['Ecom360 Trigger', 'Settings', 'Event as received', 'Forward']);
	},
);

it('tries again, with the same bytes and headers, until the provider is back', async () => {
	provider.respond = (_, number) => ({ status: number < 4 ? 503 : 200 });
	const workflow = await forwarding(9);
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

it('tries again when nobody listens at the address', async () => {
	const gone = await startStub();
	await gone.stop();
	const values = { provider_url: gone.url, wait_minutes: 0.01, tries: 3 };
	const workflow = await host.activate('forward-to-provider', { values: { Settings: values } });
	await workflow.deliver({ body: aKurtaCart() });

	const [run] = await workflow.runs(1);
	expect(run?.summary.status).toBe('error');
	expect(run?.error).toMatchObject({ node: { name: 'Last try' } });
	expect(run?.items('Wait for the provider')).toHaveLength(1);
	expect(run?.items('Wait a last time')).toHaveLength(1);
});

it('ends in red after the last try, and forwards the event when that is retried', async () => {
	provider.respond = () => ({ status: 500, body: { message: 'no' } });
	const workflow = await forwarding(3);
	const delivery = workflow.signed({ body: aKurtaCart() });
	await workflow.deliver({ built: delivery });

	const [failed] = await workflow.runs(1);
	expect(failed?.summary.status).toBe('error');
	expect(failed?.error?.node?.name).toBe('Last try');
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
