import { expect, it } from '@jest/globals';

import { aPayment } from './checkout.mts';
import { Killing, ROUNDS } from './killed.mts';
import { Kit, remindersAfter } from './kit.mts';
import { killBeforeRow, Sequences } from './late.mts';
import type { ExampleN8n } from './n8n.mts';
import { withN8n } from './started.mts';
import type { TestWorkflow } from '../support/n8n-workflow.mts';

const ROUND_MS = 60_000;

let host: ExampleN8n;
let kit: Kit;
let orders: TestWorkflow;

withN8n(async (started) => {
	host = started;
	kit = new Kit(host);
	host.stub.respond = kit.senders.slowly(400).respond;
	// n8n keeps in memory what waits less than 65 seconds, and stores the rest.
	await kit.startRecover(remindersAfter(2, 70, 73));
	// Who is told of an order that nobody signed is not looked at here.
	const called = { 'health-check': kit.id('settings') };
	const credentials = { crypto: { hmacSecret: 'shopify-secret' } };
	orders = await host.activate('orders', { credentials, workflows: called });
	await kit.publish('retry-crashed', {
		credentials: { n8nApi: await host.apiCredential() },
		values: { 'Ten minutes later': { amount: 0.2 } },
	});
});

it('takes up a cart that had no row yet', async () => {
	const abandon = async () => await kit.abandon();
	const shopper = await killBeforeRow(host, 'reminders', abandon);
	await kit.sequence(shopper, { accepted: 1 });
	expect(await retriesOf(kit.recover)).toBe(1);
});

it('takes up a payment that had no row yet, which ends the reminders', async () => {
	const shopper = await kit.abandon();
	await kit.sequence(shopper, { accepted: 1 });
	const body = aPayment({ phone: shopper.phone, at: Date.now() + 1000 });
	const pay = async () => await orders.deliver({ vendor: 'payments', body });
	await killBeforeRow(host, 'orders', pay);
	await kit.sequence(shopper, { status: 'recovered' });
	expect(await retriesOf(orders)).toBe(1);
});

async function retriesOf(workflow: TestWorkflow): Promise<number> {
	return (await workflow.executions()).filter(({ mode }) => mode === 'retry').length;
}

it(
	`after ${ROUNDS} kills at random moments every cart has its messages, and none twice`,
	async () => {
		const killing = new Killing(kit, await Sequences.of(host.n8n.rest));
		for (let round = 1; round < ROUNDS; round++) await killing.round();
		// Once more while second reminders go out, which n8n had stored.
		await killing.killAtStep(2);
		const fates = await killing.end();
		expect(fates.filter(({ sent }) => new Set(sent).size < sent.length)).toEqual([]);
		expect(fates.filter(({ sent, accepted }) => sent.length < accepted)).toEqual([]);
	},
	ROUNDS * ROUND_MS + 300_000,
);
