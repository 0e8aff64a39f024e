import { createHmac } from 'node:crypto';

import { postDelivery, type Answer } from '../../scripts/post.mts';
import { aKurtaCart, aPayment, anotherShopper } from './checkout.mts';
import type { Values } from './example.mts';
import { EVERY_SECOND, looksAfter } from './looks.mts';
import type { Choices, ExampleN8n } from './n8n.mts';
import { messageTo } from './reminder.mts';
import { addRow, tableRows, waitForRow, type Row } from './tables.mts';
import type { TestWorkflow } from '../support/n8n-workflow.mts';
import { jsonOf, valueAt, type Recorded } from '../support/stub.mts';

const ORDER_SECRET = 'shpss_throw_away';
const CRYPTO = { crypto: { hmacSecret: ORDER_SECRET } };
const TIMEOUT_MS = 90_000;

/** Seconds after the checkout at which the three reminders go out in tests. */
const TIMES = [2, 4, 6] as const;

/** Reminders at these seconds after the checkout. */
export function remindersAt([first, second, third]: readonly [number, number, number]): Settings {
	return {
		'settings.first_reminder_minutes': first / 60,
		'settings.second_reminder_minutes': second / 60,
		'settings.third_reminder_minutes': third / 60,
	};
}
type Settings = Record<string, unknown>;
type Shopper = ReturnType<typeof anotherShopper>;

/** What an owner fills in, time made short, and no quiet hours. */
const SHORT: Settings = {
	...remindersAt(TIMES),
	'settings.quiet_from': '00:00',
	'settings.quiet_until': '00:00',
	'settings.template': 'cart_reminder',
	'settings.template_with_coupon': 'cart_reminder_coupon',
	'settings.coupon': 'COMEBACK10',
};

/** The templates of all three reminders. */
export const ALL_REMINDERS = ['cart_reminder', 'cart_reminder', 'cart_reminder_coupon'];

/** The two examples of the reminder sequence, running on an n8n. */
export class Sequence {
	#workflow: TestWorkflow | undefined;
	#stop: TestWorkflow | undefined;

	constructor(readonly host: ExampleN8n) {}

	/** `reminder-sequence` */
	get workflow(): TestWorkflow {
		if (!this.#workflow) throw new Error('The sequence is not active yet.');
		return this.#workflow;
	}

	/** `reminder-stop` */
	get stop(): TestWorkflow {
		if (!this.#stop) throw new Error('The sequence is not active yet.');
		return this.#stop;
	}

	/** Activates both examples, the sequence with these settings instead of those before. */
	async activate(settings: Settings = {}, choices: Choices = {}): Promise<void> {
		if (this.#workflow) await this.host.n8n.api.deactivate(this.#workflow.id);
		const values: Values = {
			Settings: { ...SHORT, ...settings },
			'Every 5 minutes': EVERY_SECOND,
		};
		this.#workflow = await this.host.activate('reminder-sequence', { values, ...choices });
		this.#stop ??= await this.host.activate('reminder-stop', { credentials: CRYPTO });
		await this.looksAfter(Date.now(), 1);
	}

	/** Has a shopper leave a cart of their own, which must be accepted. */
	async abandon(
		shopper: Shopper = anotherShopper(),
		changes: object = {},
	): Promise<Shopper & { token: string }> {
		const token = `token-${shopper.digits}`;
		const email = `${shopper.digits}@example.com`;
		const cart = aKurtaCart({ phone: shopper.phone, email, cart_token: token, ...changes });
		const { status, body } = await this.workflow.deliver({ body: cart });
		const { status: outcome } = body as { status?: unknown };
		if (outcome !== 'accepted') throw new Error(`Answered ${status} ${String(outcome)}.`);
		return { ...shopper, token };
	}

	/** Waits until the workflow has looked for due reminders that often after a point in time. */
	async looksAfter(time: number, count?: number): Promise<void> {
		await looksAfter(async () => await this.workflow.executions(), time, count, TIMEOUT_MS);
	}

	/** Waits until the next reminder would have gone out, had there been one. */
	async passNextReminder(phone: string): Promise<void> {
		const carts = await this.carts(phone);
		await this.looksAfter(Date.parse(String(carts.at(-1)?.['next_at'])));
	}

	/** Waits until the plan of this shopper says so, and returns it. */
	async cart(values: Row): Promise<Row> {
		return await waitForRow(this.host.n8n.rest, 'ecom360_reminders', values);
	}

	async carts(phone: string): Promise<Row[]> {
		const all = await tableRows(this.host.n8n.rest, 'ecom360_reminders');
		return all.filter((row) => row['phone'] === phone);
	}

	/** Notes something about a shopper, as `whatsapp-inbox` does. */
	async contact(phone: string, values: Row): Promise<void> {
		await addRow(this.host.n8n.rest, 'ecom360_contacts', { phone, ...values });
	}

	/** What the reminders have brought in so far, as the table says. */
	async recovered(): Promise<{ carts: number; revenue: number }> {
		const [row, ...others] = await tableRows(this.host.n8n.rest, 'ecom360_revenue');
		if (others.length > 0) throw new Error('There are several rows of one currency.');
		return { carts: Number(row?.['carts'] ?? 0), revenue: Number(row?.['revenue'] ?? 0) };
	}

	/** Waits for so many reminders to a number; returns all that were sent. */
	async reminders(to: string, count: number): Promise<Recorded[]> {
		return await this.host.stub.waitFor(count, messageTo(to));
	}

	/** The reminders sent to a number so far: the template of each. */
	sent(to: string): unknown[] {
		const messages = this.host.stub.requests.filter(messageTo(to));
		return messages.map((message) => valueAt(jsonOf(message), 'template.name'));
	}

	/** Sends an order as Shopify does. */
	async order(order: object, { secret = ORDER_SECRET } = {}): Promise<Answer> {
		const body = Buffer.from(JSON.stringify(order));
		const signature = createHmac('sha256', secret).update(body).digest('base64');
		const url = `${this.host.n8n.url}/webhook/ecom360-orders`;
		const headers = { 'content-type': 'application/json', 'x-shopify-hmac-sha256': signature };
		return await postDelivery(url, { body, headers });
	}

	/** Sends a payment as Cashfree does, which must be accepted. */
	async pay(payment: Parameters<typeof aPayment>[0]): Promise<void> {
		const { body } = await this.stop.deliver({ vendor: 'payments', body: aPayment(payment) });
		const { status: outcome } = body as { status?: unknown };
		if (outcome !== 'accepted') throw new Error(`Answered ${String(outcome)}.`);
	}
}
