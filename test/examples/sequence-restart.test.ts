import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { inject } from '../support/provided.mts';
import { ExampleN8n } from './n8n.mts';
import { messageTo } from './reminder.mts';
import { ALL_REMINDERS, remindersAt, Sequence } from './sequence.mts';

let host: ExampleN8n;
let sequence: Sequence;

beforeAll(async () => {
	host = await ExampleN8n.start(inject('tarball'));
	sequence = new Sequence(host);
	// Long enough to be killed in between: a reminder whose sending is cut off is not sent again.
	await sequence.activate(remindersAt([6, 12, 18]));
});
afterAll(async () => await host?.stop());

it('loses nothing and sends nothing twice when n8n is stopped and started', async () => {
	const { digits: reminded } = await sequence.abandon();
	await sequence.reminders(reminded, 1);
	const { digits: planned } = await sequence.abandon();
	await sequence.cart({ phone: planned, status: 'waiting' });

	await host.restart();
	await sequence.reminders(reminded, 3);
	await sequence.reminders(planned, 3);
	await sequence.cart({ phone: planned, status: 'finished' });
	await sequence.looksAfter(Date.now(), 3);
	expect(sequence.sent(reminded)).toEqual(ALL_REMINDERS);
	expect(sequence.sent(planned)).toEqual(ALL_REMINDERS);
});

it('forgets nobody when n8n is killed, as in a power cut, and does not send again what it was sending', async () => {
	const shopper = await sequence.abandon();
	const { digits: ordered } = shopper;
	const { digits: reminded } = await sequence.abandon();
	await sequence.reminders(ordered, 1);
	await sequence.reminders(reminded, 1);
	await sequence.order({ id: 77, phone: `+${ordered}`, total_price: '100.00', currency: 'INR' });
	await sequence.cart({ phone: ordered, status: 'recovered', recovered_total: 100 });
	const { digits: planned } = await sequence.abandon();
	await sequence.cart({ phone: planned, status: 'waiting' });
	let letGo = () => undefined as void;
	const held = new Promise<void>((resolve) => (letGo = resolve));
	host.stub.respond = async (request) => {
		if (messageTo(reminded)(request)) await held;
		return {};
	};
	await sequence.reminders(reminded, 2);

	await host.restart({ isSudden: true });
	letGo();
	await host.n8n.api.waitForWebhook(sequence.workflow.productionUrl);
	await sequence.abandon(shopper, { cart_id: 'cart_2' });
	await sequence.reminders(reminded, 3);
	await sequence.reminders(planned, 3);
	await sequence.cart({ phone: planned, status: 'finished' });
	await sequence.looksAfter(Date.now(), 3);
	expect(sequence.sent(reminded)).toEqual(ALL_REMINDERS);
	expect(sequence.sent(planned)).toEqual(ALL_REMINDERS);
	expect(await sequence.carts(ordered)).toMatchObject([{ cart_id: 'cart_482915' }]);
	expect(sequence.sent(ordered)).toEqual(['cart_reminder']);
	expect(await sequence.recovered()).toEqual({ carts: 1, revenue: 100 });
});
