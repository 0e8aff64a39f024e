import { describe, expect, it } from '@jest/globals';

import { anotherShopper } from './checkout.mts';
import { DAY_MS, FIRST, from, Shop } from './shop.mts';
import { withN8n } from './started.mts';
import type { Row } from './tables.mts';

let kit: Shop;
withN8n(async (host) => {
	kit = await Shop.open(host);
});

type Shopper = ReturnType<typeof anotherShopper>;
const emailOf = ({ digits }: Shopper) => `${digits}@example.com`;
const tokenOf = ({ digits }: Shopper) => `token-${digits}`;

/** What ends a sequence at any moment: who it is about, how it comes, what the row says then. */
const ENDS: Array<[string, (shopper: Shopper) => Promise<void>, Row]> = [
	[
		'who opted out',
		async ({ phone }) => await kit.contact({ phone, opted_out_at: from(0) }),
		{ status: 'stopped', reason: 'they want no messages' },
	],
	[
		'who opted out by e-mail',
		async (shopper) => await kit.contact({ email: emailOf(shopper), opted_out_at: from(0) }),
		{ status: 'stopped', reason: 'they want no messages' },
	],
	[
		'who replied',
		async ({ phone }) => await kit.contact({ phone, replied_at: from(0) }),
		{ status: 'stopped', reason: 'they have replied' },
	],
	['who ordered', async ({ phone }) => await kit.order({ phone }), { status: 'ordered' }],
	[
		'who ordered with the e-mail address',
		async (shopper) => await kit.order({ email: emailOf(shopper) }),
		{ status: 'ordered' },
	],
	[
		'whose checkout was ordered',
		async (shopper) => await kit.order({ checkout_token: tokenOf(shopper) }),
		{ status: 'ordered' },
	],
	[
		'who paid, by a tag of the order',
		async (shopper) => await kit.order({ tags: `|other||${tokenOf(shopper)}|` }),
		{ status: 'ordered' },
	],
	[
		'whom nothing can reach any more',
		async (shopper) => {
			await kit.contact({ phone: shopper.phone, unreachable_at: from(0) });
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
		await kit.add('ecom360_reminders', { key: reminded.phone, status: 'finished', step: 1 });
		await kit.add('ecom360_reminders', { key: heldOut.phone, status: 'holdout', step: 0 });
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
