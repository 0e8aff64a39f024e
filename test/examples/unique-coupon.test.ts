import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { inject } from '../support/provided.mts';
import { jsonOf, type Recorded, type StubAnswer } from '../support/stub.mts';
import { anotherShopper } from './checkout.mts';
import { EVERY_SECOND, looksAfter } from './looks.mts';
import { metaProblems } from './meta.mts';
import { ExampleN8n } from './n8n.mts';
import { aReminder, messageTo } from './reminder.mts';
import { Sequence } from './sequence.mts';
import { addRow, addRows, tableRows, waitForRow, type Row } from './tables.mts';

const SHOP_URL = 'https://kalakari-studio.myshopify.com/admin/api/2026-07/graphql.json';
const HOUR_MS = 3_600_000;

let host: ExampleN8n;
let id: string;
let shopAnswers: () => StubAnswer | Promise<StubAnswer>;

const made = (): StubAnswer => ({
	body: {
		data: {
			discountCodeBasicCreate: {
				codeDiscountNode: { id: 'gid://shopify/DiscountCodeNode/1' },
				userErrors: [],
			},
		},
	},
});
const refused = (message: string): StubAnswer => ({
	body: {
		data: {
			discountCodeBasicCreate: {
				codeDiscountNode: null,
				userErrors: [{ code: 'TAKEN', message }],
			},
		},
	},
});

beforeAll(async () => {
	host = await ExampleN8n.start(inject('tarball'));
	host.stub.respond = async ({ url }) => (url === SHOP_URL ? await shopAnswers() : {});
	id = await host.publish('unique-coupon', {
		credentials: {
			shopifyAccessTokenApi: {
				shopSubdomain: 'kalakari-studio',
				accessToken: 'shpat_throw_away',
				appSecretKey: 'not used',
			},
		},
		values: {
			Settings: {
				'settings.shop': 'kalakari-studio',
				'settings.template': 'cart_reminder',
				'settings.template_with_coupon': 'own_coupon',
				'settings.quiet_from': '00:00',
				'settings.quiet_until': '00:00',
			},
			'Every 5 minutes': EVERY_SECOND,
		},
	});
	await looks(0, 1);
});
afterAll(async () => await host?.stop());

let phone: string;
beforeEach(() => {
	phone = anotherShopper().digits;
	shopAnswers = made;
});

const looks = async (time: number, count?: number) =>
	await looksAfter(async () => await host.n8n.api.executions(id), time, count);
const sent = (to = phone) => host.stub.requests.filter(messageTo(to)).map(jsonOf);
const asked = () => host.stub.requests.filter(({ url }) => url === SHOP_URL);
const reminder = async (values: Row) =>
	await waitForRow(host.n8n.rest, 'ecom360_reminders', { phone, ...values });
const coupon = async (values: Row) =>
	await waitForRow(host.n8n.rest, 'ecom360_coupons', { phone, ...values });

/** What a shop is asked to make. */
function discountIn(request: Recorded | undefined): Record<string, unknown> {
	const { variables } = jsonOf(request as Recorded) as {
		variables: { discount: Record<string, unknown> };
	};
	return variables.discount;
}

/** A shopper whose last reminder is due, as `reminder-sequence` leaves them. */
async function due(values: Row = {}, to = phone, copies = 1): Promise<void> {
	const now = Date.now();
	const row = {
		...{ key: to, phone: to, email: `${to}@example.com`, status: 'waiting', reminders_sent: 2 },
		next_at: new Date(now).toISOString(),
		abandoned_at: new Date(now - 24 * HOUR_MS).toISOString(),
		last_at: new Date(now - 18 * HOUR_MS).toISOString(),
		...{ cart_id: `cart_${to}`, cart_token: `token_${to}`, country: 'IN' },
		...{ customer_name: 'Priya', items_text: 'Kurta', total_text: '₹2,067.30' },
		...{ button_suffix: 'checkouts/1', total: 2067.3, currency: 'INR' },
		...values,
	};
	const rows = Array.from({ length: copies }, () => row);
	await addRows(host.n8n.rest, 'ecom360_reminders', rows);
}

const plain = () =>
	aReminder({ to: phone, texts: ['Priya', 'Kurta', '₹2,067.30'], suffix: 'checkouts/1' });

it('makes a single-use code that ends, writes it down, and sends it', async () => {
	const before = Date.now();
	const { length } = asked();
	await due();
	const row = await coupon({ status: 'sent', cart_id: `cart_${phone}` });
	const code = String(row['code']);
	expect(code).toMatch(/^BACK[0-9A-F]{9}$/);

	const [request, ...others] = asked().slice(length);
	expect(others).toEqual([]);
	expect(request?.headers).toMatchObject({ 'x-shopify-access-token': 'shpat_throw_away' });
	const discount = discountIn(request);
	expect(discount).toEqual({
		title: `Ecom360 ${code}`,
		code,
		startsAt: expect.any(String),
		endsAt: expect.any(String),
		usageLimit: 1,
		appliesOncePerCustomer: true,
		context: { all: 'ALL' },
		customerGets: { value: { percentage: 0.1 }, items: { all: true } },
	});
	const ends = Date.parse(String(discount['endsAt']));
	expect((ends - before) / HOUR_MS).toBeCloseTo(48, 1);
	expect(Date.parse(String(row['ends_at']))).toBe(ends);

	const until = new Intl.DateTimeFormat('en-GB', {
		...{ timeZone: 'Asia/Kolkata', day: 'numeric', month: 'long' },
	}).format(ends);
	const clock = new Intl.DateTimeFormat('en-GB', {
		...{ timeZone: 'Asia/Kolkata', hour: '2-digit', minute: '2-digit' },
	}).format(ends);
	expect(sent()).toEqual([
		aReminder({
			...{ to: phone, template: 'own_coupon', suffix: 'checkouts/1' },
			texts: ['Priya', 'Kurta', '₹2,067.30', code, `${until}, ${clock}`],
		}),
	]);
	expect(metaProblems(sent()[0], 5)).toEqual([]);
	await reminder({ status: 'finished', reminders_sent: 3 });
});

describe('without a code, the plain reminder is sent, which promises nothing', () => {
	it.each<[string, () => StubAnswer, RegExp]>([
		['refuses it', () => refused('Code must be unique'), /^Code must be unique$/],
		['knows no such token', () => ({ status: 401 }), /./],
		['is down', () => ({ status: 503, body: 'down' }), /./],
		['answers something else', () => ({ body: { errors: [{ message: 'Throttled' }] } }), /^Thr/],
	])('because the shop %s', async (_, answer, problem) => {
		shopAnswers = answer;
		await due();
		await host.stub.waitFor(1, messageTo(phone));
		expect(sent()).toEqual([plain()]);
		expect((await coupon({ status: 'none' }))['problem']).toMatch(problem);
	});
});

it('sends one message and makes one code for two rows of the same shopper', async () => {
	const { length } = asked();
	await due({}, phone, 2);
	await coupon({ status: 'sent' });
	await looks(Date.now());
	expect([sent().length, asked().length - length]).toEqual([1, 1]);
});

it.each<[string, Row, 'ecom360_contacts' | 'ecom360_orders']>([
	['ordered', { ordered_at: new Date().toISOString() }, 'ecom360_orders'],
	['opted out', { opted_out_at: new Date().toISOString() }, 'ecom360_contacts'],
	['cannot be reached', { unreachable_at: new Date().toISOString() }, 'ecom360_contacts'],
	['replied', { replied_at: new Date().toISOString() }, 'ecom360_contacts'],
])('makes no code for a shopper who %s', async (reason, values, table) => {
	const { length } = asked();
	await addRow(host.n8n.rest, table, { phone, ...values });
	await due();
	const isOrder = reason === 'ordered';
	await reminder({
		...{ status: isOrder ? 'ordered' : 'stopped', reminders_sent: 2 },
		reason: isOrder ? null : reason,
	});
	expect([sent().length, asked().length - length]).toEqual([0, 0]);
});

it('leaves first and second reminders, and what is not due yet, alone', async () => {
	await due({ reminders_sent: 1 });
	await due({ key: `${phone} 2`, next_at: new Date(Date.now() + HOUR_MS).toISOString() });
	await looks(Date.now());
	expect(sent()).toEqual([]);
});

it('takes over from the reminder sequence, which sends two', async () => {
	const sequence = new Sequence(host);
	await sequence.activate({ 'settings.last_reminder': 'unique-coupon' });
	const { digits } = await sequence.abandon();
	await sequence.reminders(digits, 3);
	await sequence.cart({ phone: digits, status: 'finished', reminders_sent: 3 });
	await sequence.looksAfter(Date.now());
	expect(sequence.sent(digits)).toEqual(['cart_reminder', 'cart_reminder', 'own_coupon']);
	await host.n8n.api.deactivate(sequence.workflow.id);
});

it('sends nothing twice, and what waits, when n8n is killed while the code is made', async () => {
	let letGo = () => undefined as void;
	const held = new Promise<void>((resolve) => (letGo = resolve));
	shopAnswers = async () => {
		await held;
		return made();
	};
	await due();
	await coupon({ status: 'planned' });
	const waiting = anotherShopper().digits;
	await due({ next_at: new Date(Date.now() + 5_000).toISOString() }, waiting);

	await host.restart({ isSudden: true });
	letGo();
	await host.stub.waitFor(1, messageTo(waiting));
	await looks(Date.now(), 3);
	expect([sent().length, sent(waiting).length]).toEqual([0, 1]);
	const coupons = await tableRows(host.n8n.rest, 'ecom360_coupons');
	expect(coupons.filter((row) => row['phone'] === waiting)).toMatchObject([{ status: 'sent' }]);
});
