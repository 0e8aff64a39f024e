import { expect, it } from '@jest/globals';

import { anotherShopper, ODD, ODD_CART } from './checkout.mts';
import { from, Kit, remindersAfter } from './kit.mts';
import { withN8n } from './started.mts';
import type { Row } from './tables.mts';

const [FIRST, ...OTHERS] = [
	'whatsapp cart_reminder',
	'whatsapp cart_reminder_2',
	'whatsapp cart_coupon',
] as const;
const ALL = [FIRST, ...OTHERS];
const by = (channel: string) => ALL.map((message) => message.replace('whatsapp', channel));

let kit: Kit;
withN8n(async (host) => {
	kit = new Kit(host);
	await kit.startRecover({
		...remindersAfter(6, 12, 18),
		channels: 'whatsapp, email, sms',
		languages: 'IN=en, AE=ar',
	});
});

interface Story {
	/** What their row in `ecom360_contacts` says. */
	contact?: () => Row;
	cart?: object;
	/** What a sender answers when it is called for the so-manieth time; default: accepted. */
	answer?: (channel: string, call: number) => object;
	/** What the row says in the end, where not all is as it should be. */
	row?: Row;
	sent: string[];
}

const accepted = { result: 'accepted' };
const refused = { result: 'refused', code: '131026' };
const later = (ms: number) => ({ result: 'later', not_before: from(ms) });
const firstOf = (first: () => object) => (_: string, call: number) =>
	call === 1 ? first() : accepted;

const STORIES: Record<string, Story> = {
	'takes the tick back when a message is refused, and goes to the next channel': {
		cart: { buyer_accepts_marketing: true },
		answer: (channel) => (channel === 'sms' ? accepted : refused),
		row: { last_channel: 'sms' },
		sent: ALL.flatMap((_, step) => ['whatsapp', 'email', 'sms'].map((name) => by(name)[step]!)),
	},
	'sends by SMS only with consent': {
		answer: () => refused,
		row: { status: 'stopped', reason: 'refused', step: 0, accepted: 0 },
		sent: [FIRST, 'email cart_reminder'],
	},
	'writes e-mails where the number is not on WhatsApp': {
		contact: () => ({ unreachable_at: from(0) }),
		sent: by('email'),
	},
	'lets another channel take over from one that says later': {
		answer: firstOf(() => later(120_000)),
		sent: [FIRST, 'email cart_reminder', ...OTHERS],
	},
	'sends what was put off then, where there is no other channel': {
		cart: { email: null },
		answer: firstOf(() => later(3_000)),
		sent: [FIRST, ...ALL],
	},
	'does not lose what is put off again and again right before its time': {
		cart: { email: null },
		// However long it takes from the answer to the next look, one of these looks comes just before.
		answer: (_, call) => (call > 10 ? accepted : later((call - 1) * 400)),
		sent: [...Array.from({ length: 10 }, () => FIRST), ...ALL],
	},
	'never sends again what may have left': {
		answer: () => ({ result: 'unknown' }),
		row: { accepted: 0 },
		sent: ALL,
	},
};

it.concurrent.each(Object.entries(STORIES))('%s', async (_, story) => {
	const { contact, cart = {}, answer = () => accepted, row, sent } = story;
	const shopper = anotherShopper();
	let calls = 0;
	kit.senders.set(shopper, (channel) => answer(channel, ++calls));
	if (contact) await kit.contact({ phone: shopper.phone, ...contact() });
	await kit.abandon(shopper, cart);
	await kit.sequence(shopper, { status: 'finished', step: 3, accepted: 3, ...row });
	expect(kit.sent(shopper)).toEqual(sent);
});

it.concurrent('writes e-mails once Meta lets no more messages through', async () => {
	const shopper = await kit.abandon();
	await kit.sequence(shopper, { accepted: 1 });
	await kit.contact({ phone: shopper.phone, capped_until: from(86_400_000) });
	await kit.sequence(shopper, { status: 'finished', accepted: 3 });
	expect(kit.sent(shopper)).toEqual([FIRST, ...by('email').slice(1)]);
});

it.concurrent.each([
	['a capped shopper without another channel', 'capped_until', { email: null }],
	['whoever is to be left alone, on every channel,', 'not_before', {}],
])('%s gets nothing until that time', async (_, column, cart) => {
	const shopper = anotherShopper();
	const until = from(14_000);
	await kit.contact({ phone: shopper.phone, [column]: until });
	await kit.abandon(shopper, cart);
	await kit.sequence(shopper, { status: 'finished', accepted: 3 });
	expect(kit.sent(shopper)).toEqual(ALL);
	expect(kit.sentAt(shopper)[0]).toBeGreaterThanOrEqual(Date.parse(until) - 1_000);
});

it.concurrent('keeps a reminder due for an hour when the account is at fault', async () => {
	const shopper = anotherShopper();
	kit.senders.set(shopper, () => ({ result: 'account', problem: 'token expired' }));
	await kit.abandon(shopper);
	const row = await kit.sequence(shopper, { reason: 'account' });
	expect(row).toMatchObject({ status: 'waiting', step: 0, problem: 'whatsapp: token expired' });
	expect((Date.parse(String(row['next_at'])) - Date.now()) / 60_000).toBeCloseTo(60, -1);
});

it.concurrent("each gets their own language, else their country's, else the first", async () => {
	const abroad = (code: string) => {
		const digits = code + anotherShopper().digits.slice(-7);
		return { phone: `+${digits}`, digits };
	};
	const shoppers = [anotherShopper(), anotherShopper(), abroad('97150'), abroad('659')];
	await kit.contact({ phone: shoppers[0]!.phone, language: 'hi' });
	await Promise.all(shoppers.map(async (shopper) => await kit.abandon(shopper)));
	await Promise.all(shoppers.map(async (shopper) => await kit.waitForSent(shopper, 1)));
	const languages = shoppers.map((shopper) => kit.calls(shopper)[0]?.language);
	expect(languages).toEqual(['hi', 'en', 'ar', 'en']);
});

it.concurrent('what a shopper wrote stays text, and finds nobody else', async () => {
	const [shopper, buyer] = [anotherShopper(), anotherShopper()];
	await kit.order({ phone: buyer.phone, tags: '|one||other|' });
	await kit.abandon(shopper, ODD_CART);
	const odd = { cart_id: ODD, cart_token: '%' };
	await kit.sequence(shopper, { status: 'finished', accepted: 3, ...odd });
	expect(kit.calls(shopper)).toMatchObject(
		[1, 2, 3].map((step) => ({
			step,
			// The trigger has taken out what no template takes, such as a tag.
			items_text: expect.stringContaining(`{{ 1 + 1 }} ' OR 1=1`),
			link: expect.stringMatching(/1\+1/),
			cart_id: ODD,
		})),
	);
});

/** Keeps the sender busy with a shopper's first reminder until it is let go. */
function holdFirst(shopper: ReturnType<typeof anotherShopper>): () => void {
	let letGo = () => undefined as void;
	const held = new Promise<void>((resolve) => (letGo = resolve));
	kit.senders.set(shopper, async (_, { step }) => {
		if (step === 1) await held;
		return accepted;
	});
	return letGo;
}

it.concurrent('sends one sequence for two carts that are left at the same moment', async () => {
	const shopper = anotherShopper();
	const leave = async (id: string) => await kit.abandon(shopper, { cart_id: id });
	await Promise.all([leave('first'), leave('second')]);
	await kit.sequence(shopper, { status: 'finished', step: 3, accepted: 3 });
	expect(await kit.sequences(shopper)).toHaveLength(1);
	expect(kit.sent(shopper)).toEqual(ALL);
});

it.concurrent('notes what was being sent when the shopper leaves another cart', async () => {
	const shopper = anotherShopper();
	const letGo = holdFirst(shopper);
	await kit.abandon(shopper, { cart_id: 'first' });
	await kit.waitForSent(shopper, 1);
	await kit.abandon(shopper, { cart_id: 'second' });
	await kit.sequence(shopper, { cart_id: 'second', status: 'waiting' });
	letGo();
	await kit.sequence(shopper, { status: 'finished', step: 3, accepted: 3 });
	expect(kit.sent(shopper)).toEqual(ALL);
});

it('takes up what n8n was killed in, and does not send again what it was sending', async () => {
	const shopper = anotherShopper();
	const letGo = holdFirst(shopper);
	await kit.abandon(shopper);
	await kit.waitForSent(shopper, 1);
	const waiting = await kit.abandon();
	await kit.sequence(waiting, { status: 'waiting', step: 0 });
	const next_at = from(-2 * 3_600_000);
	for (const { phone } of [shopper, waiting]) {
		await kit.host.tables.change('reminders', ['key', phone], { next_at });
	}
	await kit.host.restart({ isSudden: true });
	letGo();
	await kit.sequence(shopper, { status: 'finished', step: 3, accepted: 2 });
	await kit.sequence(waiting, { status: 'finished', accepted: 3 });
	expect(kit.sent(shopper)).toEqual(ALL);
	expect(kit.sent(waiting)).toEqual(ALL);
});
