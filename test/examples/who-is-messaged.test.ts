import { describe, expect, it } from '@jest/globals';

import { anotherShopper, ODD_CART } from './checkout.mts';
import { from, Kit, remindersAfter, type Settings } from './kit.mts';
import type { ExampleN8n } from './n8n.mts';
import { withN8n } from './started.mts';
import type { Row } from './tables.mts';

const FIRST = 'whatsapp cart_reminder';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** What decides for all carts; the tests that change it put it back. */
const SETTINGS: Settings = {
	...remindersAfter(8, 16),
	channels: 'whatsapp, email',
	sending: 'yes',
	not_again_days: 7,
	oldest_cart_hours: 72,
	holdout_percent: 0,
	high_cart_total: 0,
	time_zone: 'Asia/Kolkata',
	quiet_from: '00:00',
	quiet_until: '00:00',
	team_email: 'team@example.com',
	sender_email: 'shop@example.com',
};

let host: ExampleN8n;
let kit: Kit;
withN8n(async (started) => {
	host = started;
	kit = new Kit(host);
	await kit.startRecover(SETTINGS, {
		activated: ['Tell your team'],
		credentials: { smtp: host.mail.credential },
	});
});

type Shopper = ReturnType<typeof anotherShopper>;
type Known = Record<'phone' | 'email' | 'token', string>;
const silent = { status: 'stopped', reason: 'they want no messages' };
const replied = { status: 'stopped', reason: 'they have replied' };
const ordered = { status: 'ordered' };

/** What ends a sequence at any moment: who it is about, how it comes, what the row says then. */
const ENDS: Array<[string, (known: Known) => Promise<void>, Row]> = [
	['who opted out', ({ phone }) => kit.contact({ phone, opted_out_at: from(0) }), silent],
	['who replied', ({ phone }) => kit.contact({ phone, replied_at: from(0) }), replied],
	['who ordered', ({ phone }) => kit.order({ phone }), ordered],
	['who opted out by e-mail', ({ email }) => kit.contact({ email, opted_out_at: from(0) }), silent],
	['who ordered with the e-mail address', ({ email }) => kit.order({ email }), ordered],
	['whose checkout was ordered', ({ token }) => kit.order({ checkout_token: token }), ordered],
	['who paid, by a tag of it', ({ token }) => kit.order({ tags: `|other||${token}|` }), ordered],
	[
		'whom nothing can reach any more',
		async ({ phone }) => {
			await kit.contact({ phone, unreachable_at: from(0) });
			kit.senders.set({ digits: phone.slice(1) }, () => ({ result: 'refused', code: '131026' }));
		},
		{ status: 'stopped' },
	],
];

const known = ({ phone, digits }: Shopper): Known => ({
	phone,
	email: `${digits}@example.com`,
	token: `token-${digits}`,
});
const byWhatsApp = (shopper: Shopper) =>
	kit.sent(shopper).filter((sent) => sent.startsWith('whatsapp'));

describe('nobody gets a message', () => {
	it.concurrent.each(ENDS)('%s before the first one', async (_, happens, row) => {
		const shopper = anotherShopper();
		await kit.abandon(shopper);
		await kit.sequence(shopper, { status: 'waiting' });
		await happens(known(shopper));
		await kit.sequence(shopper, { ...row, step: 0 });
		expect(byWhatsApp(shopper)).toEqual([]);
	});

	it.concurrent.each(ENDS.slice(0, 3))('%s after the first one', async (_, happens, row) => {
		const shopper = anotherShopper();
		await kit.abandon(shopper);
		await kit.sequence(shopper, { accepted: 1 });
		await happens(known(shopper));
		await kit.sequence(shopper, { ...row, step: 1 });
		expect(byWhatsApp(shopper)).toEqual([FIRST]);
	});

	it.concurrent('twice within the days of not_again_days, nor if left alone lately', async () => {
		const [reminded, heldOut] = [anotherShopper(), anotherShopper()];
		await kit.add('reminders', { key: reminded.phone, status: 'finished', step: 1 });
		await kit.add('reminders', { key: heldOut.phone, status: 'holdout', step: 0 });
		for (const shopper of [reminded, heldOut]) {
			await kit.abandon(shopper);
			await kit.sequence(shopper, { status: 'stopped', reason: 'they had reminders lately' });
			expect(kit.sent(shopper)).toEqual([]);
		}
	});

	it.concurrent('who ordered within the days of pause_after_order_days', async () => {
		const [lately, before] = [anotherShopper(), anotherShopper()];
		await kit.order({ phone: lately.phone, ordered_at: from(-1.9 * DAY_MS) });
		await kit.order({ phone: before.phone, ordered_at: from(-2.1 * DAY_MS) });
		for (const shopper of [lately, before]) await kit.abandon(shopper);
		await kit.sequence(lately, { status: 'stopped', reason: 'they had ordered just before' });
		await kit.sequence(before, { status: 'finished', accepted: 2 });
		expect(kit.sent(lately)).toEqual([]);
	});
});

/** Runs a test with other settings. */
async function withSettings(settings: Settings, test: () => Promise<void>): Promise<void> {
	await kit.change(settings);
	try {
		await test();
	} finally {
		const changed = Object.keys(settings).map((name) => [name, SETTINGS[name]]);
		await kit.change(Object.fromEntries(changed) as Settings);
	}
}

// After those above, which run at the same time.
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
		await kit.add('reminders', { key: shopper.phone, status: 'finished', step: 1 });
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
			const today = new Date(Date.now() + ahead * HOUR_MS).toISOString().slice(0, 10);
			const local = Date.parse(`${today}T${quiet.quiet_until}:00Z`) + days * DAY_MS;
			const next_at = new Date(local - ahead * HOUR_MS).toISOString();
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
