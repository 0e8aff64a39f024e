import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { inject } from '../support/provided.mts';
import { anotherShopper } from './checkout.mts';
import { ExampleN8n } from './n8n.mts';
import { ALL_REMINDERS, Sequence } from './sequence.mts';
import type { SmtpStub } from '../support/smtp.mts';
import { addRow, type Row } from './tables.mts';

const SYSTEM_COLUMNS = ['id', 'createdAt', 'updatedAt'];

/** How long a shopper is left alone here. */
const LEFT_ALONE_MS = 8_000;

let host: ExampleN8n;
let mail: SmtpStub;
let sequence: Sequence;

beforeAll(async () => {
	host = await ExampleN8n.start(inject('tarball'));
	({ mail } = host);
	sequence = new Sequence(host);
	const settings = {
		'settings.not_again_days': LEFT_ALONE_MS / 86_400_000,
		'settings.high_cart_total': 5000,
		'settings.sender_email': 'shop@example.com',
		'settings.team_email': 'team@example.com',
	};
	await sequence.activate(settings, {
		credentials: { smtp: mail.credential },
		activated: ['Tell your team'],
	});
});
afterAll(async () => await host?.stop());

/** Two different carts of one shopper, left at the same moment. */
async function abandonTwoAtOnce(shopper = anotherShopper()): Promise<string> {
	await Promise.all(
		['first', 'second'].map(async (name) => {
			await sequence.abandon(shopper, { cart_id: name, cart_token: `${name}-${shopper.digits}` });
		}),
	);
	return shopper.digits;
}

/** Adds the row that a database without a lock would have let through, too. */
async function addTwin(row: Row): Promise<void> {
	const columns = Object.entries(row).filter(([column]) => !SYSTEM_COLUMNS.includes(column));
	await addRow(host.n8n.rest, 'ecom360_reminders', Object.fromEntries(columns));
}

// What takes its time is done at once.
it.concurrent(
	'sends one sequence for two carts that one shopper leaves at the same moment',
	async () => {
		const shoppers = await Promise.all(Array.from({ length: 8 }, async () => abandonTwoAtOnce()));
		for (const digits of shoppers) await sequence.reminders(digits, 3);
		await sequence.looksAfter(Date.now(), 3);
		for (const digits of shoppers) {
			expect(await sequence.carts(digits)).toHaveLength(1);
			expect(sequence.sent(digits)).toEqual(ALL_REMINDERS);
		}
	},
);

it.concurrent(
	'sends one sequence even if the database let two rows of one shopper through',
	async () => {
		const { digits } = await sequence.abandon();
		const row = await sequence.cart({ phone: digits, status: 'waiting' });
		await addTwin(row);
		await sequence.reminders(digits, 3);
		await sequence.passNextReminder(digits);
		expect(sequence.sent(digits)).toEqual(ALL_REMINDERS);
		const finished = { status: 'finished', reminders_sent: 3 };
		expect(await sequence.carts(digits)).toMatchObject([finished, finished]);
	},
);

it('counts once what came back although there are two rows of the shopper', async () => {
	const before = (await sequence.recovered()).carts;
	const { phone, digits } = await sequence.abandon();
	const row = await sequence.cart({ phone: digits, status: 'waiting' });
	await addTwin(row);
	await sequence.reminders(digits, 1);
	const runs = (await sequence.stop.executions()).length;
	await sequence.pay({ phone });
	await sequence.pay({ phone });
	await sequence.stop.runs(runs + 2);
	await sequence.cart({ phone: digits, status: 'ordered' });
	expect(sequence.sent(digits)).toEqual(['cart_reminder']);
	expect((await sequence.recovered()).carts).toBe(before + 1);
});

it.concurrent(
	'leaves a shopper alone for so many days after the last reminder, and no longer',
	async () => {
		const shopper = await sequence.abandon();
		const { digits } = shopper;
		await sequence.reminders(digits, 3);
		await sequence.abandon(shopper, { cart_id: 'too soon' });
		await sequence.looksAfter(Date.now(), 2);
		const [cart, ...others] = await sequence.carts(digits);
		expect(others).toEqual([]);
		expect(cart).toMatchObject({ status: 'finished' });

		await sequence.looksAfter(Date.parse(String(cart?.['last_at'])) + LEFT_ALONE_MS);
		await sequence.abandon(shopper, { cart_id: 'late enough' });
		await sequence.reminders(digits, 6);
		const finished = { status: 'finished', reminders_sent: 3 };
		expect(await sequence.carts(digits)).toMatchObject([
			{ ...finished, cart_id: 'cart_482915' },
			{ ...finished, cart_id: 'late enough', key: digits },
		]);
	},
);

const told = (digits: string) => mail.emails.filter(({ text }) => text.includes(digits));

it.concurrent('shows a high cart to a person, each cart once', async () => {
	const shopper = await sequence.abandon(undefined, { total_price: 4999 });
	const { digits } = shopper;
	await sequence.abandon(shopper, { cart_id: 'high', total_price: 5000 });
	await mail.waitFor(1, ({ text }) => text.includes(digits));
	await sequence.abandon(shopper, { cart_id: 'high', total_price: 5100 });
	await sequence.cart({ phone: digits, total: 5100 });
	await sequence.abandon(shopper, { cart_id: 'another', total_price: 7000 });
	await mail.waitFor(2, ({ text }) => text.includes(digits));
	await sequence.looksAfter(Date.now());

	expect(told(digits).map(({ text }) => /₹[\d,.]+/.exec(text)?.[0])).toEqual([
		'₹5,000.00',
		'₹7,000.00',
	]);
	expect(told(digits)[0]).toMatchObject({ from: 'shop@example.com', to: ['team@example.com'] });
});
