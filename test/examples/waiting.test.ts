import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { poll } from '../../scripts/n8n/poll.mts';
import { inject } from '../support/provided.mts';
import type { TestWorkflow } from '../support/n8n-workflow.mts';
import { startStub, type Stub } from '../support/stub.mts';
import { aKurtaCart, anotherShopper } from './checkout.mts';
import { ExampleN8n } from './n8n.mts';
import { messageTo } from './reminder.mts';

/** n8n stores what waits longer than 65 seconds, and keeps the rest in memory. */
const WAIT_MINUTES = 1.15;
const TIMEOUT_MS = 180_000;

let host: ExampleN8n;
let provider: Stub;

beforeAll(async () => {
	host = await ExampleN8n.start(inject('tarball'));
	provider = await startStub();
});
afterAll(async () => {
	await provider?.stop();
	await host?.stop();
});

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
	provider.respond = (_, number) => ({ status: number === 1 ? 503 : 200 });
	const settings = { as_it_came_url: provider.url, first_wait_minutes: WAIT_MINUTES, tries: 3 };
	const forwarding = await host.activate('forward', { values: { Settings: settings } });
	const event = forwarding.signed({ body: aKurtaCart({ phone }) });
	await reminding.deliver({ body: aKurtaCart({ phone }) });
	await forwarding.deliver({ built: event });
	await Promise.all([is(reminding, 'waiting'), is(forwarding, 'waiting')]);

	await host.restart({ isSudden: true });
	await Promise.all([is(reminding, 'success'), is(forwarding, 'success')]);
	expect(host.stub.requests.filter(messageTo(digits))).toHaveLength(1);
	expect(provider.requests).toHaveLength(2);
	expect(provider.requests.at(-1)?.body.equals(event.body)).toBe(true);
	expect(provider.requests.at(-1)?.headers).toMatchObject(event.headers);
});
