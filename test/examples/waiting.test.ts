import { afterAll, expect, it } from '@jest/globals';
import { z } from 'zod';

import { poll } from '../../scripts/n8n/poll.mts';
import type { TestWorkflow } from '../support/n8n-workflow.mts';
import { startStub, type Stub } from '../support/stub.mts';
import { aKurtaCart, anotherShopper } from './checkout.mts';
import { Kit, remindersAfter } from './kit.mts';
import type { ExampleN8n } from './n8n.mts';
import { withN8n } from './started.mts';
import { messageTo } from './meta.mts';

/** n8n stores what waits longer than 65 seconds, and keeps the rest in memory. */
const WAIT_MINUTES = 1.15;
const TIMEOUT_MS = 180_000;

/** What n8n shows of an execution beside its name. */
const named = z.object({ customData: z.record(z.string()) });

let host: ExampleN8n;
let kit: Kit;
let provider: Stub;

withN8n(async (started) => {
	host = started;
	kit = new Kit(host);
	await kit.startRecover(remindersAfter(WAIT_MINUTES * 60));
	provider = await startStub();
});
afterAll(async () => await provider?.stop());

/** Waits until the only execution has this status. */
async function is(workflow: TestWorkflow, status: string): Promise<void> {
	let seen: string[] = [];
	const what = () => `one execution that is ${status}, and saw ${seen.join(', ')}`;
	await poll(what, TIMEOUT_MS, async () => {
		seen = (await workflow.executions()).map((execution) => execution.status);
		return (seen.length === 1 && seen[0] === status) || undefined;
	});
}

it('what waits when n8n is killed is sent once, when its time has come', async () => {
	const { phone, digits } = anotherShopper();
	const reminding = await host.activate('first-reminder', {
		values: { 'Wait 30 minutes': { amount: WAIT_MINUTES } },
	});
	const { api, rest } = host.n8n;
	provider.respond = (_, number) => ({ status: number === 1 ? 503 : 200 });
	const shopper = await kit.abandon();
	const settings = { 'as_it_came.url_1': provider.url, first_wait_minutes: WAIT_MINUTES };
	const forwarding = await host.activate('forward', { values: { Settings: settings } });
	const event = forwarding.signed({ body: aKurtaCart({ phone }) });
	await reminding.deliver({ body: aKurtaCart({ phone }) });
	await forwarding.deliver({ built: event });
	await Promise.all([is(reminding, 'waiting'), is(forwarding, 'waiting')]);

	const { execution_id } = await kit.sequence(shopper, { status: 'waiting' });
	await poll(
		() => 'a cart that waits',
		TIMEOUT_MS,
		async () => {
			const mine = (await kit.recover.executions()).find(({ id }) => id === execution_id);
			return mine?.status === 'waiting' || undefined;
		},
	);

	await host.restart({ isSudden: true });
	await Promise.all([is(reminding, 'success'), is(forwarding, 'success')]);
	await kit.sequence(shopper, { status: 'finished', accepted: 1, execution_id });
	expect(kit.sent(shopper)).toEqual(['whatsapp cart_reminder']);
	// What n8n counts: one execution for the cart, none for what it calls.
	const modes = async (id: string) => (await api.executions(id)).map(({ mode }) => mode);
	expect((await modes(kit.recover.id)).filter((mode) => mode === 'webhook')).toHaveLength(1);
	expect(await modes(kit.id('send-whatsapp'))).toEqual(['integrated']);
	expect(await rest.call('GET', `/executions/${execution_id}`, named)).toMatchObject({
		customData: { customer: 'Priya', cart: `cart-${shopper.digits}` },
	});
	expect(host.stub.requests.filter(messageTo(digits))).toHaveLength(1);
	expect(provider.requests).toHaveLength(2);
	expect(provider.requests.at(-1)?.body.equals(event.body)).toBe(true);
	expect(provider.requests.at(-1)?.headers).toMatchObject(event.headers);
});
