import { describe, expect, it } from '@jest/globals';

import { anotherShopper } from './checkout.mts';
import { BOTH, DAY_MS, FIRST, from, ODD, ODD_CART, SECOND, Shop } from './shop.mts';
import { withN8n } from './started.mts';

let kit: Shop;
withN8n(async (host) => {
	kit = await Shop.open(host);
});

describe('channels', () => {
	it.concurrent('e-mail takes over from a number without WhatsApp', async () => {
		const shopper = anotherShopper();
		await kit.contact({ phone: shopper.phone, unreachable_at: from(0) });
		await kit.abandon(shopper);
		await kit.sequence(shopper, { status: 'finished', accepted: 2 });
		expect(kit.sent(shopper)).toEqual(['email cart_reminder', 'email cart_reminder_2']);
	});

	it.concurrent('e-mail takes over while Meta lets no more messages through', async () => {
		const shopper = anotherShopper();
		await kit.abandon(shopper);
		await kit.sequence(shopper, { accepted: 1 });
		await kit.contact({ phone: shopper.phone, capped_until: from(DAY_MS) });
		await kit.sequence(shopper, { status: 'finished', accepted: 2 });
		expect(kit.sent(shopper)).toEqual([FIRST, 'email cart_reminder_2']);
	});

	it.concurrent(
		'where there is no other, a capped shopper waits until Meta allows it',
		async () => {
			const shopper = anotherShopper();
			const until = Date.now() + 14_000;
			await kit.contact({ phone: shopper.phone, capped_until: new Date(until).toISOString() });
			await kit.abandon(shopper, { email: null });
			await kit.sequence(shopper, { status: 'finished', accepted: 2 });
			expect(kit.sent(shopper)).toEqual(BOTH);
			expect(kit.sentAt(shopper)[0]).toBeGreaterThanOrEqual(until - 1_000);
		},
	);

	it.concurrent('whoever is to be left alone until a time is, on every channel', async () => {
		const shopper = anotherShopper();
		const until = Date.now() + 14_000;
		await kit.contact({ phone: shopper.phone, not_before: new Date(until).toISOString() });
		await kit.abandon(shopper);
		await kit.sequence(shopper, { status: 'finished', accepted: 2 });
		expect(kit.sentAt(shopper)[0]).toBeGreaterThanOrEqual(until - 1_000);
	});

	it.concurrent('what was put off goes out then, where there is no other', async () => {
		const shopper = anotherShopper();
		let asked = 0;
		kit.senders.set(shopper, () =>
			++asked === 1 ? { result: 'later', not_before: from(3_000) } : { result: 'accepted' },
		);
		await kit.abandon(shopper, { email: null });
		await kit.sequence(shopper, { status: 'finished', accepted: 2 });
		expect(kit.sent(shopper)).toEqual([FIRST, FIRST, SECOND]);
	});

	it.concurrent('what is put off again and again is not lost right before its time', async () => {
		const shopper = anotherShopper();
		// However long it takes from the answer to the next look, one of these looks comes just before.
		const pauses = Array.from({ length: 10 }, (_, number) => number * 400);
		kit.senders.set(shopper, () => {
			const ms = pauses.shift();
			return ms === undefined ? { result: 'accepted' } : { result: 'later', not_before: from(ms) };
		});
		await kit.abandon(shopper, { email: null });
		await kit.sequence(shopper, { status: 'finished', accepted: 2 });
		expect(kit.sent(shopper)).toEqual([...Array.from({ length: 11 }, () => FIRST), SECOND]);
	});

	it.concurrent('are tried in their order, and SMS only with consent', async () => {
		const [agreed, silent] = [anotherShopper(), anotherShopper()];
		for (const shopper of [agreed, silent]) {
			kit.senders.set(shopper, (channel) => ({
				result: channel === 'sms' ? 'accepted' : 'refused',
			}));
		}
		await kit.abandon(agreed, { buyer_accepts_marketing: true });
		await kit.abandon(silent);
		await kit.sequence(agreed, { status: 'finished', accepted: 2, last_channel: 'sms' });
		await kit.sequence(silent, { status: 'stopped', reason: 'refused', step: 0 });
		const all = ['whatsapp', 'email', 'sms'];
		expect(kit.sent(agreed)).toEqual([
			...all.map((channel) => `${channel} cart_reminder`),
			...all.map((channel) => `${channel} cart_reminder_2`),
		]);
		expect(kit.sent(silent)).toEqual([FIRST, 'email cart_reminder']);
	});
});

it.concurrent("each gets their own language, else their country's, else the first", async () => {
	const [chosen, indian] = [anotherShopper(), anotherShopper()];
	const abroad = (code: string) => {
		const digits = code + anotherShopper().digits.slice(-7);
		return { phone: `+${digits}`, digits };
	};
	const [emirati, singaporean] = [abroad('97150'), abroad('659')];
	await kit.contact({ phone: chosen.phone, language: 'hi' });
	const shoppers = [chosen, indian, emirati, singaporean];
	await Promise.all(shoppers.map(async (shopper) => await kit.abandon(shopper)));
	await Promise.all(shoppers.map(async (shopper) => await kit.waitForSent(shopper, 1)));
	const languages = shoppers.map((shopper) => kit.calls(shopper)[0]?.language);
	expect(languages).toEqual(['hi', 'en', 'ar', 'en']);
});

it.concurrent('what a shopper wrote stays text, and finds nobody else', async () => {
	const [shopper, buyer] = [anotherShopper(), anotherShopper()];
	await kit.order({ phone: buyer.phone, tags: '|one||other|' });
	await kit.abandon(shopper, ODD_CART);
	expect(await kit.sequence(shopper, { status: 'finished', accepted: 2 })).toMatchObject({
		cart_id: ODD,
		cart_token: '%',
	});
	expect(kit.calls(shopper)).toMatchObject(
		[1, 2].map((step) => ({
			step,
			// The trigger has taken out what no template takes, such as a tag.
			items_text: expect.stringContaining(`{{ 1 + 1 }} ' OR 1=1`),
			link: expect.stringMatching(/1\+1/),
			cart_id: ODD,
		})),
	);
});
