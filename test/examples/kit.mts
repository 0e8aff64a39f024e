import type { WorkflowDraft } from '../../scripts/n8n/api.mts';
import { postDelivery, type Answer } from '../../scripts/post.mts';
import { aKurtaCart, anotherShopper } from './checkout.mts';
import type { Choices, ExampleN8n } from './n8n.mts';
import { SenderAnswers, standIn, SENT, type Sent } from './stand-in.mts';
import type { Row } from './tables.mts';
import type { TestWorkflow } from '../support/n8n-workflow.mts';
import { jsonOf } from '../support/stub.mts';

/** What an owner fills in before the first reminder; no quiet hours, so that tests run at night. */
const FILLED_IN: Settings = {
	template_1: 'cart_reminder',
	template_2: 'cart_reminder_2',
	template_3: 'cart_coupon',
	quiet_from: '00:00',
	quiet_until: '00:00',
};

/** A file of the kit → the setting that says where it is. */
const ADDRESS_OF: Readonly<Record<string, string>> = {
	'send-whatsapp': 'whatsapp_workflow',
	'send-email': 'email_workflow',
	'send-sms': 'sms_workflow',
	'make-coupon': 'coupon_workflow',
};

/** Settings in `ecom360_settings`, by name. */
export type Settings = Record<string, string | number>;

/** Reminders so many seconds after the cart; none where nothing is given. */
export function remindersAfter(...seconds: Array<number | undefined>): Settings {
	const numbered = [0, 1, 2].map((index) => {
		const after = seconds[index];
		return [`reminder_${index + 1}_minutes`, after === undefined ? '' : (after / 60).toFixed(4)];
	});
	return Object.fromEntries(numbered) as Settings;
}

/** So many milliseconds from now, as tables hold it. */
export const from = (ms: number): string => new Date(Date.now() + ms).toISOString();

/** Several files of the kit in one n8n, each calling the others as their owner has chosen. */
export class Kit {
	readonly senders = new SenderAnswers();
	readonly #ids = new Map<string, string>();
	readonly #addresses: Settings = {};
	#recover: TestWorkflow | undefined;

	constructor(readonly host: ExampleN8n) {
		host.stub.respond = this.senders.respond;
	}

	/** `recover`, once it is published. */
	get recover(): TestWorkflow {
		if (!this.#recover) throw new Error('recover is not published yet.');
		return this.#recover;
	}

	/**
	 * Publishes `settings`, one stand-in for each channel that answers as the stub is told, and
	 * `recover`; all with these settings.
	 */
	async startRecover(settings: Settings = {}, choices: Choices = {}): Promise<void> {
		await this.publish('settings');
		await this.host.n8n.api.run(this.id('settings'), 'By hand');
		await this.change({ ...FILLED_IN, ...this.#addresses, ...settings });
		for (const name of ['send-whatsapp', 'send-email', 'send-sms']) {
			await this.#publish(name, standIn(name));
		}
		this.#recover = await this.activate('recover', choices);
	}

	/** Publishes a file that other files call. */
	async publish(name: string, choices: Choices = {}): Promise<void> {
		await this.#publish(name, await this.host.prepare(name, choices));
	}

	/** Publishes a workflow, and enters its address where the settings ask for it, as an owner does. */
	async #publish(name: string, workflow: WorkflowDraft): Promise<void> {
		const { api, url } = this.host.n8n;
		const { id } = await api.createWorkflow(workflow);
		await api.activate(id);
		this.#ids.set(name, id);
		const setting = ADDRESS_OF[name];
		if (setting) this.#addresses[setting] = `${url}/workflow/${id}`;
		// Before that there is no table yet.
		if (setting && this.#ids.has('settings')) await this.change(this.#addresses);
	}

	/** Publishes a file that starts with the Ecom360 Trigger. */
	async activate(name: string, choices: Choices = {}): Promise<TestWorkflow> {
		const workflows = Object.fromEntries(this.#ids);
		return await this.host.activate(name, { workflows, ...choices });
	}

	/** The id under which n8n knows a file that was published here. */
	id(name: string): string {
		const id = this.#ids.get(name);
		if (id === undefined) throw new Error(`${name} is not published yet.`);
		return id;
	}

	/** Writes into the column `value` of the settings, as an owner does by hand. */
	async change(settings: Settings): Promise<void> {
		for (const [name, value] of Object.entries(settings)) {
			await this.host.tables.change('settings', ['name', name], {
				value: String(value),
			});
		}
	}

	async add(table: string, row: Row): Promise<void> {
		await this.host.tables.add(table, row);
	}

	async contact(row: Row): Promise<void> {
		await this.add('contacts', row);
	}

	async order(row: Row): Promise<void> {
		await this.add('orders', { order_id: 'order', ordered_at: from(0), ...row });
	}

	/** Has a shopper leave a cart of their own, which must be accepted. */
	async abandon(shopper = anotherShopper(), changes: object = {}): Promise<Shopper> {
		const { status, body } = await this.deliver(shopper, changes);
		const { status: outcome } = body as { status?: unknown };
		if (outcome !== 'accepted') throw new Error(`Answered ${status} ${String(outcome)}.`);
		return { ...shopper, token: `token-${shopper.digits}` };
	}

	async deliver(shopper: { phone: string; digits: string }, changes: object): Promise<Answer> {
		const cart = aKurtaCart({
			phone: shopper.phone,
			email: `${shopper.digits}@example.com`,
			cart_id: `cart-${shopper.digits}`,
			cart_token: `token-${shopper.digits}`,
			...changes,
		});
		const delivery = this.recover.signed({ body: cart });
		return await postDelivery(this.recover.productionUrl, delivery, { timeoutMs: 60_000 });
	}

	/** What the senders were asked to send to this shopper, oldest first: channel and template. */
	sent({ digits }: { digits: string }): string[] {
		return this.calls({ digits }).map(({ channel, template }) => `${channel} ${template}`);
	}

	calls({ digits }: { digits: string }): Array<Sent & { channel: string }> {
		return this.host.stub.requests
			.filter(({ url }) => url.startsWith(SENT))
			.map((request) => ({
				...(jsonOf(request) as Sent),
				channel: request.url.slice(SENT.length),
			}))
			.filter(({ to, email }) => to.includes(digits) || email.startsWith(digits));
	}

	/** When, in Unix milliseconds. */
	sentAt({ digits }: { digits: string }): number[] {
		const { requests } = this.host.stub;
		return requests.filter(({ body }) => body.includes(digits)).map(({ at }) => at);
	}

	/** Waits until a sender has been called so often for this shopper. */
	async waitForSent({ digits }: { digits: string }, count: number): Promise<string[]> {
		await this.host.stub.waitFor(
			count,
			(request) => request.url.startsWith(SENT) && request.body.includes(digits),
		);
		return this.sent({ digits });
	}

	/** Waits until this shopper's sequence says so, and returns it. */
	async sequence({ phone }: { phone: string }, values: Row): Promise<Row> {
		return await this.host.tables.waitFor('reminders', { key: phone, ...values });
	}

	async sequences({ phone }: { phone: string }): Promise<Row[]> {
		const rows = await this.host.tables.rows('reminders');
		return rows.filter((row) => row['key'] === phone);
	}
}

interface Shopper {
	phone: string;
	digits: string;
	token: string;
}
