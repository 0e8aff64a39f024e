import { createHmac, randomBytes } from 'node:crypto';

import { poll } from '../../scripts/n8n/poll.mts';
import { postDelivery, type Answer } from '../../scripts/post.mts';
import { jsonOf, type Recorded, type StubAnswer } from '../support/stub.mts';

const TIMEOUT_MS = 15_000;
const GRAPH = 'https://graph.facebook.com/v19.0';

interface Subscription {
	object: string;
	callback_url: string;
	fields: string[];
}

/** A message or a status, as it lies in Meta's webhook call. */
export type Part = Record<string, unknown>;

/** The app at Meta that a WhatsApp number belongs to: n8n subscribes to it, and it calls n8n. */
export class MetaApp {
	readonly id = '4815162342';
	readonly secret = randomBytes(16).toString('hex');
	subscription: Subscription | undefined;

	/** n8n's WhatsApp OAuth credential for this app. */
	get credential(): object {
		return { clientId: this.id, clientSecret: this.secret };
	}

	/** What graph.facebook.com answers; to be a stub's `respond`. */
	readonly answer = async (request: Recorded): Promise<StubAnswer> => {
		if (request.url === `${GRAPH}/oauth/access_token`) {
			return { body: { access_token: `${this.id}|app`, token_type: 'bearer' } };
		}
		if (request.url !== `${GRAPH}/${this.id}/subscriptions`) return {};
		if (request.method === 'POST') return await this.#subscribe(jsonOf(request) as Part);
		if (request.method === 'DELETE') this.subscription = undefined;
		if (request.method === 'DELETE') return { body: { success: true } };
		return { body: { data: this.subscription ? [listed(this.subscription)] : [] } };
	};

	/** Waits until n8n has subscribed. */
	async subscribed(): Promise<Subscription> {
		return await poll(
			() => 'a subscription',
			TIMEOUT_MS,
			async () => this.subscription,
		);
	}

	/** Calls the subscribed address with these messages or statuses, all in one call. */
	async call(
		parts: { messages?: Part[]; statuses?: Part[] } & Part,
		{ secret = this.secret, name = 'Priya', field = 'messages' } = {},
	): Promise<Answer> {
		const from = parts.messages?.map((message) => message['from']) ?? [];
		const value = {
			messaging_product: 'whatsapp',
			metadata: { display_phone_number: '15550783881', phone_number_id: '106540352242922' },
			...(from.length > 0 && { contacts: from.map((id) => ({ profile: { name }, wa_id: id })) }),
			...parts,
		};
		const entry = [{ id: '102290129340398', changes: [{ value, field }] }];
		const body = Buffer.from(JSON.stringify({ object: 'whatsapp_business_account', entry }));
		const signature = createHmac('sha256', secret).update(body).digest('hex');
		const headers = {
			'content-type': 'application/json',
			'x-hub-signature-256': `sha256=${signature}`,
		};
		return await postDelivery(this.subscription?.callback_url ?? '', { body, headers });
	}

	/** Subscribes an address that answers Meta's question; others are refused. */
	async #subscribe({ object, callback_url, verify_token, fields }: Part): Promise<StubAnswer> {
		const challenge = randomBytes(8).toString('hex');
		const query = new URLSearchParams({
			'hub.mode': 'subscribe',
			'hub.challenge': challenge,
			'hub.verify_token': String(verify_token),
		});
		const answer = await fetch(`${String(callback_url)}?${query}`);
		if ((await answer.text()) !== challenge) {
			const message = '(#2200) Callback verification failed.';
			return { status: 400, body: { error: { message, code: 2200 } } };
		}
		this.subscription = {
			object: String(object),
			callback_url: String(callback_url),
			fields: JSON.parse(String(fields)) as string[],
		};
		return { body: { success: true } };
	}
}

const listed = ({ fields, ...subscription }: Subscription) => ({
	...subscription,
	active: true,
	fields: fields.map((name) => ({ name, version: 'v19.0' })),
});

const newId = () => `wamid.${randomBytes(12).toString('base64')}`;
const seconds = (at: number) => String(Math.floor(at / 1000));

/** A text message from a shopper. */
export function aText(from: string, body: string, { at = Date.now() } = {}): Part {
	return { from, id: newId(), timestamp: seconds(at), type: 'text', text: { body } };
}

/** Another kind of message from a shopper: `{ type: 'button', button: … }`. */
export function aMessage(from: string, message: Part, { at = Date.now() } = {}): Part {
	return { from, id: newId(), timestamp: seconds(at), ...message };
}

/** What became of a message to a shopper; with a code, it failed. */
export function aStatus(
	to: string,
	status: string | number,
	{ at = Date.now(), id = newId() } = {},
): Part {
	const common = { id, recipient_id: to, timestamp: seconds(at) };
	if (typeof status === 'string') return { ...common, status };
	const errors = [{ code: status, title: 'Message failed', message: 'Message failed' }];
	return { ...common, status: 'failed', errors };
}
