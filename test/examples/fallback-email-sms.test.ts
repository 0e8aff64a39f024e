import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { inject } from '../support/provided.mts';
import type { Email, SmtpStub } from '../support/smtp.mts';
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
	host = await ExampleN8n.start(inject('tarball'));
	({ mail } = host);
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
afterAll(async () => await host?.stop());

/** A shopper, with the one cart that they leave. */
function aShopper(): Shopper {
	const { phone, digits } = anotherShopper();
	return { phone, digits, cart_id: `cart_${digits}`, email: `${digits}@example.com` };
}
interface Shopper {
	phone: string;
	digits: string;
	cart_id: string;
	email: string;
}

const looks = async (time: number, count?: number) =>
	await looksAfter(async () => await workflow.executions(), time, count);
const isEmail =
	({ email }: Shopper) =>
	({ to }: Email) =>
		to.includes(email);
const emails = (shopper: Shopper) => mail.emails.filter(isEmail(shopper));
const isSms =
	({ digits }: Shopper) =>
	(request: Recorded) =>
		request.url === SMS_URL && request.body.includes(digits);
const texts = (shopper: Shopper) => host.stub.requests.filter(isSms(shopper));
const written = (shopper: Shopper) => [emails(shopper).length, texts(shopper).length];
const cart = async ({ cart_id }: Shopper, values: Row) =>
	await waitForRow(host.n8n.rest, 'ecom360_fallbacks', { cart_id, ...values });

/** Has a shopper leave their cart, which must be accepted. */
async function abandon(shopper: Shopper, changes: Changes = {}): Promise<void> {
	const { cart_id, email, phone } = shopper;
	const { event, data } = aKurtaCart({
		...{ cart_id, cart_token: cart_id, email, phone },
		...{ marketing_consent: true, left_at: Date.now() },
		...changes,
	});
	const customer = { first_name: 'Priya', last_name: 'Sharma' };
	const { body } = await workflow.deliver({ body: { event, data: { ...data, customer } } });
	expect(body).toMatchObject({ status: 'accepted' });
}
type Changes = Parameters<typeof aKurtaCart>[0];

async function contact({ digits }: Shopper, values: Row): Promise<void> {
	await addRow(host.n8n.rest, 'ecom360_contacts', { phone: digits, ...values });
}
const now = () => new Date().toISOString();

/** A shopper whom WhatsApp could not deliver to. */
async function anUnreachable(): Promise<Shopper> {
	const shopper = aShopper();
	await contact(shopper, { unreachable_at: now() });
	return shopper;
}

// All of them at once, since each takes its time.
describe('a number', () => {
	it.concurrent('that WhatsApp could not deliver to gets one email, then one SMS', async () => {
		const shopper = await anUnreachable();
		const startedAt = Date.now();
		await abandon(shopper);
		const [sms] = await host.stub.waitFor(1, isSms(shopper));
		expect(sms?.at).toBeGreaterThanOrEqual(startedAt + 2 * WAIT_MS);
		expect(sms?.headers).toMatchObject({ authkey: 'msg91-key' });
		expect(sms && jsonOf(sms)).toEqual({
			template_id: 'msg91-template',
			short_url: '1',
			recipients: [{ mobiles: shopper.digits, name: 'Priya', total: '₹2,067.30', link: LINK }],
		});
		await cart(shopper, { status: 'finished', problem: null });
		await abandon(shopper);
		await looks(Date.now() + WAIT_MS);
		expect(texts(shopper)).toHaveLength(1);
		expect(emails(shopper)).toEqual([
			{
				from: 'shop@example.com',
				to: [shopper.email],
				subject: 'Your cart at Kalakari Studio',
				text: `Hi Priya,\n\nyou left something in your cart: ${ITEMS}. The total is ₹2,067.30.\n\nHere it is: ${LINK}\n\nKalakari Studio\n\nNo more such emails? Answer this one with STOP.`,
			},
		]);
	});

	it.concurrent('that nobody knows leaves only an email', async () => {
		const shopper = aShopper();
		await abandon(shopper, { phone: null });
		await cart(shopper, { status: 'stopped', reason: 'no number for an SMS' });
		expect(written(shopper)).toEqual([1, 0]);
	});

	it.concurrent('without an email address gets only an SMS', async () => {
		const shopper = await anUnreachable();
		await abandon(shopper, { email: null });
		await host.stub.waitFor(1, isSms(shopper));
		expect(await cart(shopper, { status: 'finished' })).toMatchObject({ emailed_at: null });
	});

	it.concurrent('gets no SMS without consent to marketing', async () => {
		const shopper = await anUnreachable();
		await abandon(shopper, { marketing_consent: null });
		await cart(shopper, { status: 'stopped', reason: 'no consent to an SMS' });
		expect(written(shopper)).toEqual([1, 0]);
	});

	it.concurrent('that WhatsApp reaches is left to WhatsApp', async () => {
		const shopper = aShopper();
		await abandon(shopper);
		await cart(shopper, { status: 'waiting', reason: 'look again' });
		await cart(shopper, { status: 'stopped', reason: 'WhatsApp reached them' });
		expect(written(shopper)).toEqual([0, 0]);
	});

	it.concurrent(
		'is written to when WhatsApp finds out later that it does not reach it',
		async () => {
			const shopper = aShopper();
			await abandon(shopper);
			await cart(shopper, { status: 'waiting', reason: 'look again' });
			await contact(shopper, { unreachable_at: now() });
			await host.stub.waitFor(1, isSms(shopper));
			expect(emails(shopper)).toHaveLength(1);
		},
	);

	it.concurrent.each([
		['opted out', { opted_out_at: now() }],
		['replied', { replied_at: new Date(Date.now() + 600_000).toISOString() }],
	])('of somebody who %s is not written to', async (reason, values) => {
		const shopper = aShopper();
		await contact(shopper, { unreachable_at: now(), ...values });
		await abandon(shopper);
		await cart(shopper, { status: 'stopped', reason });
		expect(written(shopper)).toEqual([0, 0]);
	});

	it.concurrent.each<[string, (shopper: Shopper) => Row]>([
		['number', ({ digits }) => ({ phone: digits })],
		['email address', ({ email }) => ({ email })],
		['cart', ({ cart_id }) => ({ checkout_token: cart_id })],
		['tag', ({ cart_id }) => ({ tags: `|${cart_id}|` })],
	])('of somebody who ordered, known by their %s, is not written to', async (_, order) => {
		const shopper = await anUnreachable();
		await addRow(host.n8n.rest, 'ecom360_orders', { ordered_at: now(), ...order(shopper) });
		await abandon(shopper);
		await cart(shopper, { status: 'stopped', reason: 'ordered' });
		expect(written(shopper)).toEqual([0, 0]);
	});

	it.concurrent('is not written to about a second cart on the same day', async () => {
		const shopper = await anUnreachable();
		await abandon(shopper);
		await mail.waitFor(1, isEmail(shopper));
		const second = { ...shopper, cart_id: `${shopper.cart_id}_2` };
		await abandon(second);
		await cart(second, { status: 'stopped', reason: 'written to about another cart' });
		await host.stub.waitFor(1, isSms(shopper));
		expect(written(shopper)).toEqual([1, 1]);
	});
});

it('notes what is refused, and does not try again', async () => {
	mail.isRefusing = true;
	host.stub.respond = () => ({ body: { type: 'error', message: 'template not approved' } });
	const shopper = await anUnreachable();
	await abandon(shopper);
	const row = await cart(shopper, { status: 'email' });
	expect(row['reason']).toBeNull();
	await cart(shopper, { status: 'finished', problem: 'template not approved' });
	mail.isRefusing = false;
	await looks(Date.now());
	expect(written(shopper)).toEqual([0, 1]);
});

it('loses nothing and sends nothing twice when n8n is killed, waiting or sending', async () => {
	let letGo = () => undefined as void;
	const held = new Promise<void>((resolve) => (letGo = resolve));
	host.stub.respond = async () => {
		await held;
		return TAKEN;
	};
	const sending = await anUnreachable();
	await abandon(sending);
	await host.stub.waitFor(1, isSms(sending));
	const waiting = await anUnreachable();
	await abandon(waiting);
	await cart(waiting, { status: 'waiting' });

	await host.restart({ isSudden: true });
	letGo();
	host.stub.respond = () => TAKEN;
	await host.stub.waitFor(1, isSms(waiting));
	await looks(Date.now(), 3);
	expect(written(sending)).toEqual([1, 1]);
	expect(written(waiting)).toEqual([1, 1]);
});
