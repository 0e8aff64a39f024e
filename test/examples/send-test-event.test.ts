import { expect, it } from '@jest/globals';

import type { Execution } from '../../scripts/n8n/executions.mts';
import { anotherShopper } from './checkout.mts';
import type { ExampleN8n } from './n8n.mts';
import { withN8n } from './started.mts';

let host: ExampleN8n;

withN8n((started) => {
	host = started;
});

/** Sends an event with these parameters, as an owner enters them in the node. */
async function send(parameters: Record<string, string>): Promise<Execution> {
	const example = await host.prepare('send-test-event');
	const nodes = example.nodes.map((node) => {
		const isSender = node.name === 'Send the event';
		return isSender ? { ...node, parameters: { ...node.parameters, ...parameters } } : node;
	});
	const { id } = await host.n8n.api.createWorkflow({ ...example, nodes });
	return await host.n8n.api.run(id, 'Click to send');
}

it('makes a checkout that our own trigger accepts, with the number that is entered', async () => {
	const { phone, digits } = anotherShopper();
	const receiver = await host.n8n.triggerWith();
	const run = await send({ url: receiver.productionUrl, shopperPhone: phone });

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
	expect(run.items('Send the event')).toMatchObject([
		{ json: { status: 200, body: { status: 'accepted' } } },
	]);
});

it('sends nothing while no URL is entered, and to nobody while no phone is', async () => {
	expect((await send({})).error).toMatchObject({
		node: { name: 'Send the event' },
		message: "'URL' is not a web address",
	});
	const receiver = await host.n8n.triggerWith();
	await send({ url: receiver.productionUrl });
	const [item] = await receiver.items();
	expect(item?.json).toMatchObject({ whatsapp: { reachable: false, to: null } });
});
