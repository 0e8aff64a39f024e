import { expect, it } from '@jest/globals';
import { z } from 'zod';

import { anotherShopper } from './checkout.mts';
import { Kit, remindersAfter } from './kit.mts';
import type { ExampleN8n } from './n8n.mts';
import { withN8n } from './started.mts';
import { changeRows } from './tables.mts';

const ALL = ['whatsapp cart_reminder', 'whatsapp cart_reminder_2', 'whatsapp cart_coupon'];

/** What n8n shows of an execution beside its name. */
const named = z.object({ customData: z.record(z.string()) });

let host: ExampleN8n;
let kit: Kit;

withN8n(async (started) => {
	host = started;
	kit = new Kit(host);
	host.stub.respond = kit.senders.respond;
	await kit.startRecover({ ...remindersAfter(6, 12, 18), channels: 'whatsapp, email' });
});

/** Keeps the sender busy with a shopper's first reminder until it is let go. */
function holdFirst(shopper: ReturnType<typeof anotherShopper>): () => void {
	let letGo = () => undefined as void;
	const held = new Promise<void>((resolve) => (letGo = resolve));
	kit.senders.set(shopper, async (_, { step }) => {
		if (step === 1) await held;
		return { result: 'accepted' };
	});
	return letGo;
}

it.concurrent(
	'sends one sequence for two carts that one shopper leaves at the same moment',
	async () => {
		const shopper = anotherShopper();
		const leave = async (id: string) => await kit.abandon(shopper, { cart_id: id });
		await Promise.all([leave('first'), leave('second')]);
		await kit.sequence(shopper, { status: 'finished', step: 3, accepted: 3 });
		expect(await kit.sequences(shopper)).toHaveLength(1);
		expect(kit.sent(shopper)).toEqual(ALL);
	},
);

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

it.concurrent(
	'takes the tick back when a message is refused, and goes to the next channel',
	async () => {
		const shopper = anotherShopper();
		kit.senders.set(shopper, (channel) =>
			channel === 'email' ? { result: 'accepted' } : { result: 'refused', code: '131026' },
		);
		await kit.abandon(shopper);
		await kit.sequence(shopper, {
			status: 'finished',
			step: 3,
			accepted: 3,
			last_channel: 'email',
		});
		expect(kit.sent(shopper)).toEqual(
			ALL.flatMap((message) => [message, message.replace('whatsapp', 'email')]),
		);
	},
);

it.concurrent('lets another channel take over from one that says later', async () => {
	const shopper = anotherShopper();
	let asked = 0;
	const notBefore = () => new Date(Date.now() + 120_000).toISOString();
	kit.senders.set(shopper, (channel) =>
		channel === 'whatsapp' && ++asked === 1
			? { result: 'later', not_before: notBefore() }
			: { result: 'accepted' },
	);
	await kit.abandon(shopper);
	await kit.sequence(shopper, { status: 'finished', accepted: 3 });
	const [first, ...others] = ALL;
	expect(kit.sent(shopper)).toEqual([first, 'email cart_reminder', ...others]);
});

it.concurrent('keeps a reminder due for an hour when the account is at fault', async () => {
	const shopper = anotherShopper();
	kit.senders.set(shopper, () => ({ result: 'account', problem: 'token expired' }));
	await kit.abandon(shopper);
	const row = await kit.sequence(shopper, { reason: 'account' });
	expect(row).toMatchObject({ status: 'waiting', step: 0, problem: 'whatsapp: token expired' });
	expect((Date.parse(String(row['next_at'])) - Date.now()) / 60_000).toBeCloseTo(60, -1);
});

it.concurrent('never sends again what may have left', async () => {
	const shopper = anotherShopper();
	kit.senders.set(shopper, () => ({ result: 'unknown' }));
	await kit.abandon(shopper);
	await kit.sequence(shopper, { status: 'finished', step: 3, accepted: 0 });
	expect(kit.sent(shopper)).toEqual(ALL);
});

it('takes up what n8n was killed in, and does not send again what it was sending', async () => {
	const shopper = anotherShopper();
	const letGo = holdFirst(shopper);
	await kit.abandon(shopper);
	await kit.waitForSent(shopper, 1);
	const waiting = await kit.abandon();
	await kit.sequence(waiting, { status: 'waiting', step: 0 });
	const next_at = new Date(Date.now() - 2 * 3_600_000).toISOString();
	for (const { phone } of [shopper, waiting]) {
		await changeRows(host.n8n.rest, 'ecom360_reminders', ['key', phone], { next_at });
	}
	await host.restart({ isSudden: true });
	letGo();
	await kit.sequence(shopper, { status: 'finished', step: 3, accepted: 2 });
	const { execution_id } = await kit.sequence(waiting, { status: 'finished', accepted: 3 });
	expect(await host.n8n.rest.call('GET', `/executions/${execution_id}`, named)).toMatchObject({
		customData: { customer: 'Priya', cart: `cart-${waiting.digits}` },
	});
	expect(kit.sent(shopper)).toEqual(ALL);
	expect(kit.sent(waiting)).toEqual(ALL);
});
