import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { inject } from '../support/provided.mts';
import { aKurtaCart, anotherShopper } from './checkout.mts';
import { activateHoldout, holdoutRows } from './holdout.mts';
import { ExampleN8n } from './n8n.mts';
import { aReminder, messageTo } from './reminder.mts';
import { addRows, waitForRow, type Row } from './tables.mts';
import type { TestWorkflow } from '../support/n8n-workflow.mts';
import { jsonOf } from '../support/stub.mts';

let host: ExampleN8n;
let workflow: TestWorkflow;

beforeAll(async () => {
	host = await ExampleN8n.start(inject('tarball'));
	await activate();
});
afterAll(async () => await host?.stop());

/** Activates the example with these settings, instead of the one that was active before. */
async function activate(settings: Record<string, unknown> = {}): Promise<void> {
	if (workflow) await host.n8n.api.deactivate(workflow.id);
	workflow = await activateHoldout(host, settings);
}

/** The group of a number, reckoned once more by other code. */
function groupOf(phone: string, percent = 40): 'holdout' | 'A' | 'B' {
	const hash = createHash('sha256').update(`first test:${phone}`).digest();
	if (hash.readUInt32BE(0) % 10_000 < percent * 100) return 'holdout';
	return hash.readUInt32BE(4) % 2 === 0 ? 'A' : 'B';
}

type Shopper = ReturnType<typeof anotherShopper>;

function aShopperOf(group: 'holdout' | 'A' | 'B'): Shopper {
	for (;;) {
		const shopper = anotherShopper();
		if (groupOf(shopper.digits) === group) return shopper;
	}
}

async function abandon({ phone, digits }: Shopper, changes = {}): Promise<void> {
	const body = aKurtaCart({ phone, cart_token: `token-${digits}`, ...changes });
	expect(await workflow.deliver({ body })).toMatchObject({ body: { status: 'accepted' } });
}

const row = async (values: Row) => await waitForRow(host.n8n.rest, 'ecom360_holdout', values);
const rowsOf = async (phone: string) => await holdoutRows(host, phone);
const sentTo = (digits: string) => host.stub.requests.filter(messageTo(digits)).length;

/** Has somebody remind a shopper later: whoever was due before has been reminded by then. */
async function passALaterReminder(): Promise<void> {
	const { digits, phone } = aShopperOf('A');
	await abandon({ digits, phone });
	await host.stub.waitFor(1, messageTo(digits));
}

describe('the groups', () => {
	it('have the shares that are wanted', () => {
		const phones = Array.from({ length: 20_000 }, (_, index) => `9160${10_000_000 + index * 37}`);
		const share = (group: string) =>
			phones.filter((phone) => groupOf(phone, 20) === group).length / phones.length;
		expect(share('holdout')).toBeCloseTo(0.2, 1.7);
		expect(share('A')).toBeCloseTo(0.4, 1.7);
		expect(share('B')).toBeCloseTo(0.4, 1.7);
	});

	it('follow from the phone, and only A and B are reminded, each with its template', async () => {
		const groups = ['holdout', 'A', 'B'] as const;
		const shoppers = groups.flatMap((group) => [1, 2, 3, 4].map(() => aShopperOf(group)));
		await Promise.all(shoppers.map(async (shopper) => await abandon(shopper)));
		for (const { digits } of shoppers) {
			const group = groupOf(digits);
			const status = group === 'holdout' ? 'left alone' : 'sent';
			expect(await row({ phone: digits, status })).toMatchObject({ group, key: digits });
			if (group === 'holdout') continue;
			const [message] = await host.stub.waitFor(1, messageTo(digits));
			const template = group === 'A' ? 'reminder_a' : 'reminder_b';
			expect(message && jsonOf(message)).toEqual(aReminder({ to: digits, template }));
		}
		await passALaterReminder();
		const counts = shoppers.map(({ digits }) => sentTo(digits));
		expect(counts).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1]);
	});

	it('keep a shopper who leaves another cart: one row, and no second reminder', async () => {
		const [reminded, held] = [aShopperOf('B'), aShopperOf('holdout')];
		await abandon(reminded);
		await abandon(held);
		await row({ phone: reminded.digits, status: 'sent' });
		await row({ phone: held.digits, status: 'left alone' });
		await abandon(reminded, { cart_id: 'cart_2' });
		await abandon(held, { cart_id: 'cart_2' });
		await passALaterReminder();
		expect(await rowsOf(reminded.digits)).toMatchObject([{ group: 'B' }]);
		expect(await rowsOf(held.digits)).toMatchObject([{ group: 'holdout' }]);
		expect([sentTo(reminded.digits), sentTo(held.digits)]).toEqual([1, 0]);
	});

	it('keep a shopper when the share is changed, also in a new row after their days', async () => {
		const held = aShopperOf('holdout');
		await abandon(held);
		await row({ phone: held.digits, status: 'left alone' });
		await activate({ 'settings.holdout_percent': 0, 'settings.counts_for_days': 0 });
		await abandon(held, { cart_id: 'cart_2' });
		await row({ phone: held.digits, key: held.digits, cart_id: 'cart_2' });
		await activate();
		await passALaterReminder();
		expect(await rowsOf(held.digits)).toMatchObject([{ group: 'holdout' }, { group: 'holdout' }]);
		expect(sentTo(held.digits)).toBe(0);
	});
});

describe('a shopper who is not to be written to', () => {
	const now = () => new Date().toISOString();

	it.each([
		['opted out', { opted_out_at: now() }],
		['cannot be reached', { unreachable_at: now() }],
	])('gets nothing and stays in the group: %s', async (reason, contact) => {
		const { digits, phone } = aShopperOf('A');
		await addRows(host.n8n.rest, 'ecom360_contacts', [{ phone: digits, ...contact }]);
		await abandon({ digits, phone });
		const found = await row({ phone: digits, status: 'not sent' });
		expect(found).toMatchObject({ reason, group: 'A', sent_at: null });
		expect(sentTo(digits)).toBe(0);
	});

	it('has ordered meanwhile', async () => {
		const { digits, phone } = aShopperOf('B');
		const order = { order_id: digits, phone: digits, total: 10, ordered_at: now() };
		await addRows(host.n8n.rest, 'ecom360_orders', [order]);
		await abandon({ digits, phone });
		await row({ phone: digits, status: 'not sent', reason: 'ordered' });
		expect(sentTo(digits)).toBe(0);
	});
});

it('sends nothing twice and loses nothing when n8n is killed while it sends', async () => {
	let letGo = () => undefined as void;
	const held = new Promise<void>((resolve) => (letGo = resolve));
	host.stub.respond = async () => {
		await held;
		return {};
	};
	const [sending, planned] = [aShopperOf('A'), aShopperOf('B')];
	await abandon(sending);
	await host.stub.waitFor(1, messageTo(sending.digits));
	await abandon(planned);
	await row({ phone: planned.digits, status: 'waiting' });
	await host.restart({ isSudden: true });
	host.stub.respond = () => ({});
	letGo();
	await host.stub.waitFor(1, messageTo(planned.digits));
	await host.n8n.api.waitForWebhook(workflow.productionUrl);
	await passALaterReminder();
	expect([sentTo(sending.digits), sentTo(planned.digits)]).toEqual([1, 1]);
});
