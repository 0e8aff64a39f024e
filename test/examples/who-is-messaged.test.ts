import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { inject } from '../support/provided.mts';
import { anotherShopper } from './checkout.mts';
import { Kit, remindersAfter, type Settings } from './kit.mts';
import { ExampleN8n } from './n8n.mts';
import { addRow, type Row } from './tables.mts';

const [FIRST, SECOND] = ['whatsapp cart_reminder', 'whatsapp cart_reminder_2'] as const;
const BOTH: string[] = [FIRST, SECOND];
const DAY_MS = 86_400_000;
/** What decides for all carts; the tests that change it put it back. */
const SETTINGS: Settings = {
	...remindersAfter(8, 16, 0),
	reminder_3_minutes: '',
	channels: 'whatsapp, email, sms',
	languages: 'IN=en, AE=ar',
	not_again_days: 7,
	oldest_cart_hours: 72,
	pause_after_order_days: 2,
	holdout_percent: 0,
	high_cart_total: 0,
	time_zone: 'Asia/Kolkata',
	quiet_from: '00:00',
	quiet_until: '00:00',
};

let host: ExampleN8n;
let kit: Kit;

beforeAll(async () => {
	host = await ExampleN8n.start(inject('tarball'));
	kit = new Kit(host);
	host.stub.respond = kit.senders.respond;
	await kit.startRecover(SETTINGS, {
		activated: ['Tell your team'],
		credentials: { smtp: host.mail.credential },
	});
	await kit.change({ team_email: 'team@example.com', sender_email: 'shop@example.com' });
});
afterAll(async () => await host?.stop());

type Shopper = ReturnType<typeof anotherShopper>;
const emailOf = ({ digits }: Shopper) => `${digits}@example.com`;
const tokenOf = ({ digits }: Shopper) => `token-${digits}`;
const from = (ms: number) => new Date(Date.now() + ms).toISOString();
const add = async (table: string, row: Row) => await addRow(host.n8n.rest, table, row);
const contact = async (row: Row) => await add('ecom360_contacts', row);
const order = async (row: Row) => {
	await add('ecom360_orders', { order_id: 'order', ordered_at: from(0), ...row });
};

/** What ends a sequence at any moment: who it is about, how it comes, what the row says then. */
const ENDS: Array<[string, (shopper: Shopper) => Promise<void>, Row]> = [
	[
		'who opted out',
		async ({ phone }) => await contact({ phone, opted_out_at: from(0) }),
		{ status: 'stopped', reason: 'they want no messages' },
	],
	[
		'who opted out by e-mail',
		async (shopper) => await contact({ email: emailOf(shopper), opted_out_at: from(0) }),
		{ status: 'stopped', reason: 'they want no messages' },
	],
	[
		'who replied',
		async ({ phone }) => await contact({ phone, replied_at: from(0) }),
		{ status: 'stopped', reason: 'they have replied' },
	],
	['who ordered', async ({ phone }) => await order({ phone }), { status: 'ordered' }],
	[
		'who ordered with the e-mail address',
		async (shopper) => await order({ email: emailOf(shopper) }),
		{ status: 'ordered' },
	],
	[
		'whose checkout was ordered',
		async (shopper) => await order({ checkout_token: tokenOf(shopper) }),
		{ status: 'ordered' },
	],
	[
		'who paid, by a tag of the order',
		async (shopper) => await order({ tags: `|other||${tokenOf(shopper)}|` }),
		{ status: 'ordered' },
	],
	[
		'whom nothing can reach any more',
		async (shopper) => {
			await contact({ phone: shopper.phone, unreachable_at: from(0) });
			kit.senders.set(shopper, () => ({ result: 'refused', code: '131026' }));
		},
		{ status: 'stopped' },
	],
];

describe('nobody gets a message', () => {
	it.concurrent.each(ENDS)('%s before the first one', async (_, happens, row) => {
		const shopper = anotherShopper();
		await kit.abandon(shopper);
		await kit.sequence(shopper, { status: 'waiting' });
		await happens(shopper);
		await kit.sequence(shopper, { ...row, step: 0 });
		expect(kit.sent(shopper).filter((sent) => sent.startsWith('whatsapp'))).toEqual([]);
	});

	it.concurrent.each(ENDS.slice(0, 4))('%s after the first one', async (_, happens, row) => {
		const shopper = anotherShopper();
		await kit.abandon(shopper);
		await kit.sequence(shopper, { accepted: 1 });
		await happens(shopper);
		await kit.sequence(shopper, { ...row, step: 1 });
		expect(kit.sent(shopper).filter((sent) => sent.startsWith('whatsapp'))).toEqual([FIRST]);
	});

	it.concurrent('twice within the days of not_again_days, nor if left alone lately', async () => {
		const [reminded, heldOut] = [anotherShopper(), anotherShopper()];
		await add('ecom360_reminders', { key: reminded.phone, status: 'finished', step: 1 });
		await add('ecom360_reminders', { key: heldOut.phone, status: 'holdout', step: 0 });
		for (const shopper of [reminded, heldOut]) {
			await kit.abandon(shopper);
			await kit.sequence(shopper, { status: 'stopped', reason: 'they had reminders lately' });
			expect(kit.sent(shopper)).toEqual([]);
		}
	});

	it.concurrent('who ordered within the days of pause_after_order_days', async () => {
		const [lately, before] = [anotherShopper(), anotherShopper()];
		await order({ phone: lately.phone, ordered_at: from(-1.9 * DAY_MS) });
		await order({ phone: before.phone, ordered_at: from(-2.1 * DAY_MS) });
		for (const shopper of [lately, before]) await kit.abandon(shopper);
		await kit.sequence(lately, { status: 'stopped', reason: 'they had ordered just before' });
		await kit.sequence(before, { status: 'finished', accepted: 2 });
		expect(kit.sent(lately)).toEqual([]);
	});
});

describe('channels', () => {
	it.concurrent('e-mail takes over from a number without WhatsApp', async () => {
		const shopper = anotherShopper();
		await contact({ phone: shopper.phone, unreachable_at: from(0) });
		await kit.abandon(shopper);
		await kit.sequence(shopper, { status: 'finished', accepted: 2 });
		expect(kit.sent(shopper)).toEqual(['email cart_reminder', 'email cart_reminder_2']);
	});

	it.concurrent('e-mail takes over while Meta lets no more messages through', async () => {
		const shopper = anotherShopper();
		await kit.abandon(shopper);
		await kit.sequence(shopper, { accepted: 1 });
		await contact({ phone: shopper.phone, capped_until: from(DAY_MS) });
		await kit.sequence(shopper, { status: 'finished', accepted: 2 });
		expect(kit.sent(shopper)).toEqual([FIRST, 'email cart_reminder_2']);
	});

	it.concurrent(
		'where there is no other, a capped shopper waits until Meta allows it',
		async () => {
			const shopper = anotherShopper();
			const until = Date.now() + 14_000;
			await contact({ phone: shopper.phone, capped_until: new Date(until).toISOString() });
			await kit.abandon(shopper, { email: null });
			await kit.sequence(shopper, { status: 'finished', accepted: 2 });
			expect(kit.sent(shopper)).toEqual(BOTH);
			expect(kit.sentAt(shopper)[0]).toBeGreaterThanOrEqual(until - 1_000);
		},
	);

	it.concurrent('whoever is to be left alone until a time is, on every channel', async () => {
		const shopper = anotherShopper();
		const until = Date.now() + 14_000;
		await contact({ phone: shopper.phone, not_before: new Date(until).toISOString() });
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
	await contact({ phone: chosen.phone, language: 'hi' });
	const shoppers = [chosen, indian, emirati, singaporean];
	await Promise.all(shoppers.map(async (shopper) => await kit.abandon(shopper)));
	await Promise.all(shoppers.map(async (shopper) => await kit.waitForSent(shopper, 1)));
	const languages = shoppers.map((shopper) => kit.calls(shopper)[0]?.language);
	expect(languages).toEqual(['hi', 'en', 'ar', 'en']);
});

/** What a shopper could write to be read as something else. */
const ODD = `"}], {{ $json.phone }} {{ 1 + 1 }} <img src=x onerror=alert(1)> ' OR 1=1 --`;
const link = `https://kalakari-studio.myshopify.com/checkouts/c1?key={{1+1}}&x='"}]`;
const ODD_CART = {
	cart_id: ODD,
	// In a filter it stands for anything.
	cart_token: '%',
	abandoned_checkout_url: link,
	line_items: [{ title: ODD, price: 1, quantity: 1 }],
	customer: { first_name: `Priya\n${ODD}`, last_name: ODD },
};

it.concurrent('what a shopper wrote stays text, and finds nobody else', async () => {
	const [shopper, buyer] = [anotherShopper(), anotherShopper()];
	await order({ phone: buyer.phone, tags: '|one||other|' });
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

/** Runs a test with other settings. */
async function withSettings(settings: Settings, test: () => Promise<void>): Promise<void> {
	await kit.change(settings);
	try {
		await test();
	} finally {
		await kit.change({ sending: 'yes', ...SETTINGS });
	}
}

describe('with other settings', () => {
	it('sends nothing once sending is no, to who waits or comes', async () => {
		const waiting = await kit.abandon();
		await withSettings({ sending: 'no' }, async () => {
			const coming = await kit.abandon();
			for (const shopper of [waiting, coming]) {
				await kit.sequence(shopper, { status: 'stopped', reason: 'sending is no' });
				expect(kit.sent(shopper)).toEqual([]);
			}
		});
	});

	it('sends nothing for a cart that has become too old', async () => {
		await withSettings({ oldest_cart_hours: 12 / 3600 }, async () => {
			const shopper = await kit.abandon();
			await kit.sequence(shopper, { status: 'stopped', reason: 'the cart is too old', step: 1 });
			expect(kit.sent(shopper)).toEqual([FIRST]);
		});
	});

	it('reminds again when not_again_days are over', async () => {
		const shopper = anotherShopper();
		await add('ecom360_reminders', { key: shopper.phone, status: 'finished', step: 1 });
		await withSettings({ not_again_days: 0 }, async () => {
			await kit.abandon(shopper);
			await kit.waitForSent(shopper, 1);
		});
	});

	it('leaves the holdout alone, and says so', async () => {
		await withSettings({ holdout_percent: 100 }, async () => {
			const shopper = await kit.abandon();
			await kit.sequence(shopper, { status: 'holdout' });
			expect(kit.sent(shopper)).toEqual([]);
		});
	});

	it('shows a high cart to the team at once, and once', async () => {
		await withSettings({ high_cart_total: 50_000 }, async () => {
			const isAbout = ({ text }: { text: string }) => text.includes('left a cart');
			const expensive = { ...ODD_CART, total_price: 50_000 };
			const shopper = await kit.abandon(anotherShopper(), expensive);
			const [told] = await host.mail.waitFor(1, isAbout);
			expect(kit.sent(shopper)).toEqual([]);
			expect(told).toMatchObject({ to: ['team@example.com'], from: 'shop@example.com' });
			expect(told?.text).toContain(`Phone: ${shopper.phone}`);
			expect(told?.text).toContain(`{{ 1 + 1 }} ' OR 1=1`);
			await kit.deliver(shopper, { ...expensive, note: 'again' });
			const other = await kit.abandon(anotherShopper(), { total_price: 49_999 });
			for (const { phone } of [shopper, other]) await kit.sequence({ phone }, { accepted: 1 });
			expect(host.mail.emails.filter(isAbout)).toHaveLength(1);
		});
	});

	/** The zone in which it is this hour now: in `Etc`, `+` is west of Greenwich. */
	const zoneAt = (hour: number) => {
		const ahead = ((hour - new Date().getUTCHours() + 36) % 24) - 12;
		return { zone: `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`, ahead };
	};

	it.each([
		{ quiet_from: '21:00', quiet_until: '09:00', hour: 22, days: 1 },
		{ quiet_from: '21:00', quiet_until: '09:00', hour: 3, days: 0 },
		{ quiet_from: '13:00', quiet_until: '15:30', hour: 14, days: 0 },
	])('waits for the end of quiet hours: %j', async ({ hour, days, ...quiet }) => {
		const { zone, ahead } = zoneAt(hour);
		await withSettings({ ...quiet, time_zone: zone }, async () => {
			const shopper = await kit.abandon();
			const today = new Date(Date.now() + ahead * 3_600_000).toISOString().slice(0, 10);
			const local = Date.parse(`${today}T${quiet.quiet_until}:00Z`) + days * DAY_MS;
			const next_at = new Date(local - ahead * 3_600_000).toISOString();
			await kit.sequence(shopper, { status: 'waiting', step: 0, next_at });
			expect(kit.sent(shopper)).toEqual([]);
		});
	});

	it('sends outside of quiet hours', async () => {
		const quiet = { quiet_from: '21:00', quiet_until: '09:00', time_zone: zoneAt(12).zone };
		await withSettings(quiet, async () => {
			const shopper = await kit.abandon();
			await kit.waitForSent(shopper, 1);
		});
	});
});
