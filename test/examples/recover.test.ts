import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';

import { inject } from '../support/provided.mts';
import { jsonOf, type StubAnswer } from '../support/stub.mts';
import { anotherShopper } from './checkout.mts';
import { Kit, remindersAfter, type Sent } from './kit.mts';
import { ExampleN8n } from './n8n.mts';
import { addRow, changeRows } from './tables.mts';

const ALL = ['whatsapp cart_reminder', 'whatsapp cart_reminder_2', 'whatsapp cart_coupon'];
const DAY_MS = 86_400_000;

let host: ExampleN8n;
let kit: Kit;
let messages = 0;
/** A phone's digits → what its sender answers; default: accepted. */
const answers = new Map<string, (channel: string, sent: Sent) => object | Promise<object>>();

beforeAll(async () => {
	host = await ExampleN8n.start(inject('tarball'));
	host.stub.respond = async (request): Promise<StubAnswer> => {
		const sent = jsonOf(request) as Sent;
		const channel = request.url.split('/').at(-1) ?? '';
		const common = { result: 'accepted', message_id: '', code: '', problem: '', not_before: '' };
		const body = { ...common, ...(await answers.get(sent.to)?.(channel, sent)) };
		if (body.result === 'accepted') body.message_id = `message ${++messages}`;
		return { body };
	};
	kit = new Kit(host);
	await kit.startRecover({ ...remindersAfter(6, 12, 18), channels: 'whatsapp, email' });
});
afterAll(async () => await host?.stop());

let shopper: { phone: string; digits: string };
beforeEach(() => {
	shopper = anotherShopper();
});

const order = async (at: number) => {
	const row = { order_id: `order ${shopper.digits}`, phone: shopper.phone };
	await addRow(host.n8n.rest, 'ecom360_orders', { ...row, ordered_at: new Date(at).toISOString() });
};

it('sends one sequence for two carts that one shopper leaves at the same moment', async () => {
	const leave = async (id: string) => await kit.abandon(shopper, { cart_id: id });
	await Promise.all([leave('first'), leave('second')]);
	await kit.sequence(shopper, { status: 'finished', step: 3, accepted: 3 });
	expect(await kit.sequences(shopper)).toHaveLength(1);
	expect(kit.sent(shopper)).toEqual(ALL);
});

it('takes the tick back when a message is refused, and goes to the next channel', async () => {
	answers.set(shopper.digits, (channel) =>
		channel === 'email' ? { result: 'accepted' } : { result: 'refused', code: '131026' },
	);
	await kit.abandon(shopper);
	await kit.sequence(shopper, { status: 'finished', step: 3, accepted: 3, last_channel: 'email' });
	expect(kit.sent(shopper)).toEqual(
		ALL.flatMap((message) => [message, message.replace('whatsapp', 'email')]),
	);
});

it('lets another channel take over from one that says later', async () => {
	let asked = 0;
	const notBefore = () => new Date(Date.now() + 4_000).toISOString();
	answers.set(shopper.digits, (channel) =>
		channel === 'whatsapp' && ++asked === 1
			? { result: 'later', not_before: notBefore() }
			: { result: 'accepted' },
	);
	await kit.abandon(shopper);
	await kit.sequence(shopper, { status: 'finished', accepted: 3 });
	const [first, ...others] = ALL;
	expect(kit.sent(shopper)).toEqual([first, 'email cart_reminder', ...others]);
});

it('keeps a reminder due for an hour when the account is at fault', async () => {
	answers.set(shopper.digits, () => ({ result: 'account', problem: 'token expired' }));
	await kit.abandon(shopper);
	const row = await kit.sequence(shopper, { reason: 'account' });
	expect(row).toMatchObject({ status: 'waiting', step: 0, problem: 'whatsapp: token expired' });
	expect((Date.parse(String(row['next_at'])) - Date.now()) / 60_000).toBeCloseTo(60, -1);
});

it('never sends again what may have left', async () => {
	answers.set(shopper.digits, () => ({ result: 'unknown' }));
	await kit.abandon(shopper);
	await kit.sequence(shopper, { status: 'finished', step: 3, accepted: 0 });
	expect(kit.sent(shopper)).toEqual(ALL);
});

it('sends nothing to who has ordered since', async () => {
	await kit.abandon(shopper);
	await order(Date.now());
	await kit.sequence(shopper, { status: 'ordered' });
	expect(kit.sent(shopper)).toEqual([]);
});

it('does not take an order of last year for this cart', async () => {
	await order(Date.now() - 400 * DAY_MS);
	await kit.abandon(shopper);
	await kit.sequence(shopper, { status: 'finished' });
	expect(kit.sent(shopper)).toEqual(ALL);
});

it('sends nothing to who has opted out while the cart waited', async () => {
	await kit.abandon(shopper);
	const contact = { phone: shopper.phone, opted_out_at: new Date().toISOString() };
	await addRow(host.n8n.rest, 'ecom360_contacts', contact);
	await kit.sequence(shopper, { status: 'stopped', reason: 'they want no messages' });
	expect(kit.sent(shopper)).toEqual([]);
});

it('stops carts that wait once sending is no', async () => {
	await kit.abandon(shopper);
	await kit.change({ sending: 'no' });
	await kit.sequence(shopper, { status: 'stopped', reason: 'sending is no' });
	await kit.change({ sending: 'yes' });
	expect(kit.sent(shopper)).toEqual([]);
});

it('takes up what n8n was killed in, and does not send again what it was sending', async () => {
	let letGo = () => undefined as void;
	const held = new Promise<void>((resolve) => (letGo = resolve));
	answers.set(shopper.digits, async (_, { step }) => {
		if (step === 1) await held;
		return { result: 'accepted' };
	});
	await kit.abandon(shopper);
	await kit.waitForSent(shopper, 1);
	const waiting = await kit.abandon();
	await kit.sequence(waiting, { status: 'waiting' });
	const next_at = new Date(Date.now() - 2 * 3_600_000).toISOString();
	for (const { phone } of [shopper, waiting]) {
		await changeRows(host.n8n.rest, 'ecom360_reminders', ['key', phone], { next_at });
	}
	await host.restart({ isSudden: true });
	letGo();
	await kit.sequence(shopper, { status: 'finished', step: 3, accepted: 2 });
	await kit.sequence(waiting, { status: 'finished', step: 3, accepted: 3 });
	expect(kit.sent(shopper)).toEqual(ALL);
	expect(kit.sent(waiting)).toEqual(ALL);
});
