import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { inject } from '../support/provided.mts';
import { anotherShopper } from './checkout.mts';
import { ExampleN8n } from './n8n.mts';
import { aReminder, messageTo } from './reminder.mts';
import { ALL_REMINDERS, Sequence, TIMES } from './sequence.mts';
import { metaProblems } from './meta.mts';
import { jsonOf, valueAt } from '../support/stub.mts';

let host: ExampleN8n;
let sequence: Sequence;

beforeAll(async () => {
	host = await ExampleN8n.start(inject('tarball'));
	sequence = new Sequence(host);
});
afterAll(async () => await host?.stop());

it.each([
	// Every cart is a high one, and nobody has set up an e-mail account.
	['reminder-sequence', { Settings: { 'settings.high_cart_total': 1 } }],
	['reminder-stop', {}],
])('%s can be tried by hand before it is published, and makes its tables', async (name, values) => {
	const example = await host.prepare(name, {
		values,
		credentials: { crypto: { hmacSecret: 'x' } },
	});
	const { id } = await host.n8n.api.createWorkflow(example);
	await host.runByHand(id, 'Ecom360 Trigger');
	const [summary] = await host.n8n.api.waitForExecutions(id, 1, { timeoutMs: 60_000 });
	const run = await host.n8n.api.execution(summary?.id ?? '');
	expect(run.error).toBeUndefined();
	expect(run.summary.status).toBe('success');
	expect(host.stub.requests).toEqual([]);
});

describe('when it is published', () => {
	const DUBAI = { phone: `+97150${anotherShopper().digits.slice(-7)}` };
	const SINGAPORE = { phone: `+65812${anotherShopper().digits.slice(-5)}` };
	const all = {
		plain: anotherShopper(),
		returning: anotherShopper(),
		refused: anotherShopper(),
		hindi: anotherShopper(),
		dubai: { ...DUBAI, digits: DUBAI.phone.slice(1) },
		singapore: { ...SINGAPORE, digits: SINGAPORE.phone.slice(1) },
	};
	let startedAt: number;

	// All of them at once, since every sequence takes its time.
	beforeAll(async () => {
		await sequence.activate({ 'settings.languages': 'in = en, AE=ar' });
		await sequence.contact(all.hindi.digits, { language: 'hi' });
		host.stub.respond = (request) => {
			const isRefused = messageTo(all.refused.digits)(request);
			return isRefused && sequence.sent(all.refused.digits).length === 1 ? { status: 500 } : {};
		};
		startedAt = Date.now();
		for (const shopper of Object.values(all)) await sequence.abandon(shopper);
	});

	it('sends nothing more for a second cart on the same day, and shows the newest one', async () => {
		const { digits } = all.returning;
		await sequence.reminders(digits, 1);
		await sequence.abandon(all.returning, { cart_id: 'cart_2', line_items: [{ title: 'Lamp' }] });
		await sequence.reminders(digits, 3);
		await sequence.abandon(all.returning, { cart_id: 'cart_3' });
		await sequence.passNextReminder(digits);

		expect(await sequence.carts(digits)).toMatchObject([{ cart_id: 'cart_2' }]);
		expect(sequence.sent(digits)).toEqual(ALL_REMINDERS);
		const [, second] = host.stub.requests.filter(messageTo(digits));
		expect(second && jsonOf(second)).toEqual(
			aReminder({ to: digits, texts: ['Priya', 'Lamp', '₹2,067.30'] }),
		);
	});

	it('sends three reminders in order, the last with the coupon, and then no more', async () => {
		const { digits } = all.plain;
		const messages = await sequence.reminders(digits, 3);
		const [first, second, third] = messages.map(jsonOf);
		const plain = aReminder({ to: digits });
		const texts = [
			'Priya',
			'Block Print Kurta – Indigo / M, Brass Diya – Set of 4 × 2',
			'₹2,067.30',
		];
		expect(first).toEqual(plain);
		expect(second).toEqual(plain);
		expect(third).toEqual(
			aReminder({
				to: digits,
				template: 'cart_reminder_coupon',
				texts: [...texts, 'COMEBACK10'],
			}),
		);
		expect([first, second].flatMap((message) => metaProblems(message, 3))).toEqual([]);
		expect(metaProblems(third, 4)).toEqual([]);
		messages.forEach(({ at }, index) => {
			expect(at - startedAt).toBeGreaterThanOrEqual((TIMES[index] ?? 0) * 1000);
		});
		await sequence.cart({ phone: digits, status: 'finished', reminders_sent: 3 });
		await sequence.passNextReminder(digits);
		expect(sequence.sent(digits)).toEqual(ALL_REMINDERS);
	});

	it('notes what WhatsApp refuses, and sends the next reminder all the same', async () => {
		const { digits } = all.refused;
		await sequence.cart({ phone: digits, problem: 'Sending failed' });
		await sequence.reminders(digits, 3);
		expect(sequence.sent(digits)).toEqual(ALL_REMINDERS);
	});

	it.each([
		["that of the phone's country, where Settings name one", 'dubai', 'ar'],
		['the general one in a country that Settings do not name', 'singapore', 'en'],
		['that of their row in ecom360_contacts before all others', 'hindi', 'hi'],
	] as const)('the language of the template is %s', async (_, name, language) => {
		const [message] = await sequence.reminders(all[name].digits, 1);
		expect(message && valueAt(jsonOf(message), 'template.language.code')).toBe(language);
	});
});

it('leaves the last reminder to the example unique-coupon where Settings say so', async () => {
	await sequence.activate({ 'settings.last_reminder': 'unique-coupon' });
	const { digits } = await sequence.abandon();
	await sequence.reminders(digits, 2);
	await sequence.passNextReminder(digits);
	expect(sequence.sent(digits)).toEqual(['cart_reminder', 'cart_reminder']);
	await sequence.cart({ phone: digits, status: 'waiting', reminders_sent: 2 });
});
