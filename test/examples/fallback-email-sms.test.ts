import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { inject } from '../support/provided.mts';
import { SmtpStub } from '../support/smtp.mts';
import { jsonOf, type Recorded } from '../support/stub.mts';
import type { TestWorkflow } from '../support/n8n-workflow.mts';
import { aKurtaCart, anotherShopper } from './checkout.mts';
import { EVERY_SECOND, looksAfter } from './looks.mts';
import { ExampleN8n } from './n8n.mts';
import { addRow, waitForRow, type Row } from './tables.mts';

const SMS_URL = 'https://control.msg91.com/api/v5/flow';
const TAKEN = { body: { type: 'success', message: '5762846b4f8d285d378b4567' } };
/** Between the cart and the email, and between the email and the SMS. */
const WAIT_MS = 2_000;
const LINK = 'https://kalakari-studio.myshopify.com/checkouts/c1a7f3e9a52b8d04?key=9d2f';
const ITEMS = 'Block Print Kurta – Indigo / M, Brass Diya – Set of 4 × 2';

let host: ExampleN8n;
let mail: SmtpStub;
let workflow: TestWorkflow;

beforeAll(async () => {
	mail = await SmtpStub.start();
	host = await ExampleN8n.start(inject('tarball'));
	host.stub.respond = () => TAKEN;
	workflow = await host.activate('fallback-email-sms', {
		credentials: {
			smtp: mail.credential,
			httpHeaderAuth: { name: 'authkey', value: 'msg91-key' },
		},
		values: {
			Settings: {
				'settings.shop_name': 'Kalakari Studio',
				'settings.sender_email': 'shop@example.com',
				'settings.sms_template_id': 'msg91-template',
				'settings.wait_minutes': WAIT_MS / 60_000,
				'settings.sms_minutes_later': WAIT_MS / 60_000,
				// Fifteen seconds.
				'settings.look_for_hours': 15 / 3600,
				'settings.quiet_from': '00:00',
				'settings.quiet_until': '00:00',
			},
			'Every 5 minutes': EVERY_SECOND,
		},
	});
	await looks(0, 1);
});
afterAll(async () => {
	await host?.stop();
	await mail?.stop();
});

let shopper: { phone: string; digits: string };
let cart_id: string;
beforeEach(() => {
	shopper = anotherShopper();
	cart_id = `cart_${shopper.digits}`;
	mail.isRefusing = false;
	host.stub.respond = () => TAKEN;
});

const looks = async (time: number, count?: number) =>
	await looksAfter(async () => await workflow.executions(), time, count);
const emailOf = ({ digits } = shopper) => `${digits}@example.com`;
const emails = (of = shopper) => mail.emails.filter(({ to }) => to.includes(emailOf(of)));
const isSms = (digits: string) => (request: Recorded) =>
	request.url === SMS_URL && request.body.includes(digits);
const texts = ({ digits } = shopper) => host.stub.requests.filter(isSms(digits));
const cart = async (values: Row) =>
	await waitForRow(host.n8n.rest, 'ecom360_fallbacks', { cart_id, ...values });

/** Has the shopper leave a cart, which must be accepted. */
async function abandon(changes: Parameters<typeof aKurtaCart>[0] = {}): Promise<void> {
	const { event, data } = aKurtaCart({
		...{ cart_id, cart_token: cart_id, email: emailOf(), phone: shopper.phone },
		...{ marketing_consent: true, left_at: Date.now() },
		...changes,
	});
	const customer = { first_name: 'Priya', last_name: 'Sharma' };
	const { body } = await workflow.deliver({ body: { event, data: { ...data, customer } } });
	expect(body).toMatchObject({ status: 'accepted' });
}

async function contact(values: Row): Promise<void> {
	await addRow(host.n8n.rest, 'ecom360_contacts', { phone: shopper.digits, ...values });
}
const now = () => new Date().toISOString();
const unreachable = async () => await contact({ unreachable_at: now() });

it('writes one email, then one SMS, to a number that WhatsApp could not deliver to', async () => {
	await unreachable();
	const startedAt = Date.now();
	await abandon();
	const [sms] = await host.stub.waitFor(1, isSms(shopper.digits));
	expect(sms?.at).toBeGreaterThanOrEqual(startedAt + 2 * WAIT_MS);
	expect(sms?.headers).toMatchObject({ authkey: 'msg91-key' });
	expect(sms && jsonOf(sms)).toEqual({
		template_id: 'msg91-template',
		short_url: '1',
		recipients: [{ mobiles: shopper.digits, name: 'Priya', total: '₹2,067.30', link: LINK }],
	});
	await cart({ status: 'finished', problem: null });
	await abandon();
	await looks(Date.now() + WAIT_MS);
	expect(texts()).toHaveLength(1);
	expect(emails()).toEqual([
		{
			from: 'shop@example.com',
			to: [emailOf()],
			subject: 'Your cart at Kalakari Studio',
			text: `Hi Priya,\n\nyou left something in your cart: ${ITEMS}. The total is ₹2,067.30.\n\nHere it is: ${LINK}\n\nKalakari Studio\n\nNo more such emails? Answer this one with STOP.`,
		},
	]);
});

it('writes only an email where there is no number', async () => {
	await abandon({ phone: null });
	await cart({ status: 'stopped', reason: 'no number for an SMS' });
	expect(emails()).toHaveLength(1);
	expect(texts()).toEqual([]);
});

it('writes only an SMS where there is no email address', async () => {
	await unreachable();
	await abandon({ email: null });
	await host.stub.waitFor(1, isSms(shopper.digits));
	expect(await cart({ status: 'finished' })).toMatchObject({ emailed_at: null });
});

it('writes no SMS without consent to marketing', async () => {
	await unreachable();
	await abandon({ marketing_consent: null });
	await cart({ status: 'stopped', reason: 'no consent to an SMS' });
	expect([emails().length, texts().length]).toEqual([1, 0]);
});

describe('a number that WhatsApp reaches', () => {
	it('is left to WhatsApp', async () => {
		await abandon();
		await cart({ status: 'waiting', reason: 'look again' });
		await cart({ status: 'stopped', reason: 'WhatsApp reached them' });
		expect([emails().length, texts().length]).toEqual([0, 0]);
	});

	it('is written to when WhatsApp finds out later that it does not', async () => {
		await abandon();
		await cart({ status: 'waiting', reason: 'look again' });
		await unreachable();
		await host.stub.waitFor(1, isSms(shopper.digits));
		expect(emails()).toHaveLength(1);
	});
});

describe('nobody is written to', () => {
	it.each([
		['opted out', { opted_out_at: now() }],
		['replied', { replied_at: new Date(Date.now() + 600_000).toISOString() }],
	])('who %s', async (reason, values) => {
		await contact({ unreachable_at: now(), ...values });
		await abandon();
		await cart({ status: 'stopped', reason });
		expect([emails().length, texts().length]).toEqual([0, 0]);
	});

	it.each([
		['number', () => ({ phone: shopper.digits })],
		['email address', () => ({ email: emailOf() })],
		['cart', () => ({ checkout_token: cart_id })],
		['tag', () => ({ tags: `|${cart_id}|` })],
	])('who ordered, known by their %s', async (_, order) => {
		await unreachable();
		await abandon();
		await addRow(host.n8n.rest, 'ecom360_orders', { ordered_at: now(), ...order() });
		await cart({ status: 'stopped', reason: 'ordered' });
		expect([emails().length, texts().length]).toEqual([0, 0]);
	});

	it('about a second cart on the same day', async () => {
		await unreachable();
		await abandon();
		await cart({ status: 'email' });
		cart_id = `${cart_id}_2`;
		await abandon();
		await cart({ status: 'stopped', reason: 'written to about another cart' });
		await host.stub.waitFor(1, isSms(shopper.digits));
		expect([emails().length, texts().length]).toEqual([1, 1]);
	});
});

it('notes what is refused, and does not try again', async () => {
	mail.isRefusing = true;
	host.stub.respond = () => ({ body: { type: 'error', message: 'template not approved' } });
	await unreachable();
	await abandon();
	const row = await cart({ status: 'email' });
	expect(row['reason']).toBeNull();
	await cart({ status: 'finished', problem: 'template not approved' });
	await looks(Date.now());
	expect([emails().length, texts().length]).toEqual([0, 1]);
});

it('loses nothing and sends nothing twice when n8n is killed, waiting or sending', async () => {
	let letGo = () => undefined as void;
	const held = new Promise<void>((resolve) => (letGo = resolve));
	host.stub.respond = async () => {
		await held;
		return TAKEN;
	};
	await unreachable();
	await abandon();
	await host.stub.waitFor(1, isSms(shopper.digits));
	const sending = shopper;
	shopper = anotherShopper();
	cart_id = `cart_${shopper.digits}`;
	await unreachable();
	await abandon();
	await cart({ status: 'waiting' });

	await host.restart({ isSudden: true });
	letGo();
	host.stub.respond = () => TAKEN;
	await host.stub.waitFor(1, isSms(shopper.digits));
	await looks(Date.now(), 3);
	expect([emails(sending).length, texts(sending).length]).toEqual([1, 1]);
	expect([emails().length, texts().length]).toEqual([1, 1]);
});
