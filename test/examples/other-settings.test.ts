import { describe, expect, it } from '@jest/globals';

import { anotherShopper } from './checkout.mts';
import type { Settings } from './kit.mts';
import { DAY_MS, FIRST, ODD_CART, SETTINGS, Shop } from './shop.mts';
import { withN8n } from './started.mts';

let kit: Shop;
withN8n(async (host) => {
	kit = await Shop.open(host);
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
		await kit.add('ecom360_reminders', { key: shopper.phone, status: 'finished', step: 1 });
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
			const [told] = await kit.host.mail.waitFor(1, isAbout);
			expect(kit.sent(shopper)).toEqual([]);
			expect(told).toMatchObject({ to: ['team@example.com'], from: 'shop@example.com' });
			expect(told?.text).toContain(`Phone: ${shopper.phone}`);
			expect(told?.text).toContain(`{{ 1 + 1 }} ' OR 1=1`);
			await kit.deliver(shopper, { ...expensive, note: 'again' });
			const other = await kit.abandon(anotherShopper(), { total_price: 49_999 });
			for (const { phone } of [shopper, other]) await kit.sequence({ phone }, { accepted: 1 });
			expect(kit.host.mail.emails.filter(isAbout)).toHaveLength(1);
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
