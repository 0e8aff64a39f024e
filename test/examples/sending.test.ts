import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { inject } from '../support/provided.mts';
import { anotherShopper } from './checkout.mts';
import type { Example } from './example.mts';
import { ExampleN8n } from './n8n.mts';
import type { TestCredential } from '../support/n8n.mts';
import { startStub, type Stub } from '../support/stub.mts';

let host: ExampleN8n;

beforeAll(async () => {
	host = await ExampleN8n.start(inject('tarball'));
});
afterAll(async () => await host?.stop());

/** Selects the credentials of the action nodes, as a shop owner does. */
function withCredentials(example: Example, chosen: Record<string, TestCredential>): Example {
	const nodes = example.nodes.map((node) => {
		const credential = chosen[node.name];
		if (!credential) return node;
		const { id, name } = credential;
		return { ...node, credentials: { ecom360Api: { id, name } } };
	});
	return { ...example, nodes };
}

describe('send-test-event', () => {
	it('makes a checkout that our own trigger accepts, with the number that is entered', async () => {
		const { phone, digits } = anotherShopper();
		const receiver = await host.n8n.triggerWith();
		const settings = { webhook_url: receiver.productionUrl, shopper_phone: phone };
		const example = await host.prepare('send-test-event', { values: { Settings: settings } });
		const { id } = await host.n8n.api.createWorkflow(
			withCredentials(example, { Ecom360: host.n8n.credential }),
		);
		const run = await host.n8n.api.run(id, 'Click to send');

		const [item] = await receiver.items();
		expect(item?.json).toMatchObject({
			cart: { total: 2067.3, couponCode: 'WELCOME10', quantity: 3 },
			customer: { firstName: 'Priya', lastName: 'Sharma' },
			whatsapp: {
				to: digits,
				itemsText: 'Block Print Kurta - Indigo / M, Brass Diya - Set of 4 × 2',
				totalText: '₹2,067.30',
			},
			delivery: { signatureScheme: 'rawBody', signatureEncoding: 'hex', warnings: [] },
		});
		expect(run.items('Ecom360')).toMatchObject([
			{ json: { status: 200, body: { status: 'accepted' } } },
		]);
	});
});

describe('fan-out', () => {
	const twoCredentials = async () => [
		await host.n8n.createCredential(),
		await host.n8n.createCredential(),
	];
	const fanOut = async (urls: string[], [first, second]: TestCredential[]) => {
		const [first_url, second_url] = urls;
		const values = { Settings: { first_url, second_url } };
		const example = await host.prepare('fan-out', { values });
		const chosen = { 'Send to first receiver': first!, 'Send to second receiver': second! };
		return await host.n8n.activate(withCredentials(example, chosen));
	};

	it.each(['ecom360', 'occ'] as const)(
		'passes the bytes of an %s event on to two triggers with keys of their own',
		async (vendor) => {
			const credentials = await twoCredentials();
			const receivers = [
				await host.n8n.triggerWith({}, credentials[0]),
				await host.n8n.triggerWith({}, credentials[1]),
			];
			const urls = receivers.map(({ productionUrl }) => productionUrl);
			const workflow = await fanOut(urls, credentials);
			const delivery = workflow.signed({ vendor, unique: true });
			expect(await workflow.deliver({ built: delivery })).toMatchObject({ status: 200 });

			const [original] = await workflow.items();
			for (const receiver of receivers) {
				const [copy] = await receiver.items();
				expect(copy?.json['cart']).toEqual(original?.json['cart']);
				const { id, dedupeKey } = original?.json['delivery'] as Record<string, string>;
				expect(copy?.json['delivery']).toMatchObject({ id, dedupeKey });
			}
			const [run] = await workflow.runs(1);
			expect(run?.summary.status).toBe('success');
			expect(run?.nodes).not.toContain('Could not be delivered');
		},
	);

	it('serves the second receiver although the first refuses, and tells of the first', async () => {
		const refusing: Stub = await startStub();
		const taking: Stub = await startStub();
		refusing.respond = () => ({ status: 503 });
		try {
			const urls = [refusing.url, taking.url];
			const workflow = await fanOut(urls, await twoCredentials());
			const delivery = workflow.signed({ unique: true });
			await workflow.deliver({ built: delivery });
			const [copy] = await taking.waitFor(1, () => true);
			expect(copy?.body.equals(delivery.body)).toBe(true);
			const [run] = await workflow.runs(1);
			expect(run?.summary.status).toBe('success');
			expect(refusing.requests).toHaveLength(3);
			expect(run?.items('Could not be delivered')).toMatchObject([
				{ json: { error: 'The URL answered with status 503' } },
			]);
		} finally {
			await refusing.stop();
			await taking.stop();
		}
	});
});
