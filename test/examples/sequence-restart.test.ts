import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { inject } from '../support/provided.mts';
import { ExampleN8n } from './n8n.mts';
import { ALL_REMINDERS, remindersAt, Sequence } from './sequence.mts';

let host: ExampleN8n;
let sequence: Sequence;

beforeAll(async () => {
	host = await ExampleN8n.start(inject('tarball'));
	sequence = new Sequence(host);
	// Long enough to be killed in between: a reminder whose sending is cut off is not sent again.
	await sequence.activate(remindersAt([8, 16, 24]));
});
afterAll(async () => await host?.stop());

it.each([
	['stopped and started', false],
	['killed, as in a power cut, and started', true],
])(
	'loses nothing and sends nothing twice when n8n is %s between reminders',
	async (_, isSudden) => {
		const { digits: reminded } = await sequence.abandon();
		await sequence.reminders(reminded, 1);
		const { digits: planned } = await sequence.abandon();
		await sequence.cart({ phone: planned, status: 'waiting' });

		await host.restart({ isSudden });
		await sequence.reminders(reminded, 3);
		await sequence.reminders(planned, 3);
		await sequence.cart({ phone: planned, status: 'finished' });
		await sequence.looksAfter(Date.now(), 3);

		expect(sequence.sent(reminded)).toEqual(ALL_REMINDERS);
		expect(sequence.sent(planned)).toEqual(ALL_REMINDERS);
	},
);

it('does not send a reminder again when n8n is killed while it is being sent', async () => {
	let letGo = () => undefined as void;
	const held = new Promise<void>((resolve) => (letGo = resolve));
	host.stub.respond = async () => {
		await held;
		return {};
	};
	const { digits } = await sequence.abandon();
	await sequence.reminders(digits, 1);
	await host.restart({ isSudden: true });
	letGo();
	await sequence.reminders(digits, 3);
	await sequence.cart({ phone: digits, status: 'finished' });
	await sequence.looksAfter(Date.now(), 3);
	expect(sequence.sent(digits)).toEqual(ALL_REMINDERS);
});

it('forgets neither the shopper nor the order over a restart', async () => {
	const shopper = await sequence.abandon();
	const { digits: ordered } = shopper;
	await sequence.reminders(ordered, 1);
	await sequence.order({ id: 77, phone: `+${ordered}`, total_price: '100.00', currency: 'INR' });
	await sequence.cart({ phone: ordered, status: 'recovered', recovered_total: 100 });
	const [cart] = await sequence.carts(ordered);

	await host.restart({ isSudden: true });
	await sequence.looksAfter(Date.parse(String(cart?.['next_at'])));
	await host.n8n.api.waitForWebhook(sequence.workflow.productionUrl);
	await sequence.abandon(shopper, { cart_id: 'cart_2' });
	await sequence.looksAfter(Date.now(), 4);
	expect(await sequence.carts(ordered)).toHaveLength(1);
	expect(sequence.sent(ordered)).toEqual(['cart_reminder']);
});
