import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { inject } from '../support/provided.mts';
import { jsonOf, type Recorded, type StubAnswer } from '../support/stub.mts';
import { metaProblems, recipientProblems, suffixProblems } from './meta.mts';
import { ExampleN8n, type Choices } from './n8n.mts';
import { aReminder, Sender } from './sender.mts';
import { addRow, changeRows, makeTable } from './tables.mts';

const TEXTS = [aReminder.customer_name, aReminder.items_text, aReminder.total_text];
const html = { 'content-type': 'text/html' };

interface Provider {
	url: string;
	choices: Choices;
	header: [string, string];
	taken: object;
	messageId: string;
	refusal: StubAnswer;
	/** What WhatsApp or the provider would mind in a request. */
	sent: (request: Recorded) => unknown;
	expected: unknown;
}

const form = ({ body }: Recorded) => {
	const fields = Object.fromEntries(new URLSearchParams(body.toString('utf8')));
	return { ...fields, template: JSON.parse(fields['template'] ?? '') as unknown };
};

const body = { type: 'body', parameters: TEXTS.map((text) => ({ type: 'text', text })) };
const button = {
	type: 'button',
	sub_type: 'url',
	index: '0',
	parameters: [{ type: 'text', text: aReminder.button_suffix }],
};

const PROVIDERS: Record<string, Provider> = {
	'send-spur': {
		url: 'https://api.spurnow.com/send-message',
		choices: { credentials: { httpBearerAuth: { token: 'spur-key' } } },
		header: ['authorization', 'Bearer spur-key'],
		taken: { success: true, messageId: 'spur-1' },
		messageId: 'spur-1',
		refusal: { status: 400, body: { success: false, message: 'Template not found' } },
		sent: jsonOf,
		expected: {
			channel: 'whatsapp',
			to: aReminder.to,
			content: {
				type: 'template',
				template: { name: 'cart_reminder', language: { code: 'en' }, components: [body, button] },
			},
		},
	},
	'send-gupshup': {
		url: 'https://api.gupshup.io/wa/api/v1/template/msg',
		choices: {
			credentials: { httpHeaderAuth: { name: 'apikey', value: 'gupshup-key' } },
			values: { Settings: { 'settings.source': '+91 00000 00000', 'settings.app': 'MyShop' } },
		},
		header: ['apikey', 'gupshup-key'],
		taken: { status: 'submitted', messageId: 'gs-1' },
		messageId: 'gs-1',
		refusal: { status: 400, body: { status: 'error', message: 'Invalid Destination' } },
		sent: form,
		expected: {
			source: '910000000000',
			'src.name': 'MyShop',
			destination: aReminder.to,
			template: { id: 'cart_reminder', params: [...TEXTS, aReminder.button_suffix] },
		},
	},
	'send-interakt': {
		url: 'https://api.interakt.ai/v1/public/message/',
		choices: {
			credentials: { httpHeaderAuth: { name: 'Authorization', value: 'Basic interakt-key' } },
		},
		header: ['authorization', 'Basic interakt-key'],
		taken: { result: true, message: 'Message queued for sending', id: 'ia-1' },
		messageId: 'ia-1',
		refusal: { status: 400, body: { result: false, message: 'No approved template found' } },
		sent: jsonOf,
		expected: {
			countryCode: '+91',
			phoneNumber: '6000376569',
			callbackData: aReminder.dedupe_key,
			type: 'Template',
			template: {
				name: 'cart_reminder',
				languageCode: 'en',
				bodyValues: TEXTS,
				buttonValues: { '0': [aReminder.button_suffix] },
			},
		},
	},
	'send-limechat': {
		url: 'https://flow-builder.limechat.ai/api/v1/cvf-events',
		choices: {
			credentials: {
				httpCustomAuth: {
					json: JSON.stringify({ headers: { 'x-limechat-uat': 'lime', 'x-fb-account-id': '42' } }),
				},
			},
		},
		header: ['x-limechat-uat', 'lime'],
		taken: { success: true, id: 'lime-1' },
		messageId: 'lime-1',
		refusal: { status: 422, body: { message: 'phone is not valid' } },
		sent: jsonOf,
		expected: {
			distinct_id: aReminder.email,
			phone: aReminder.to,
			event: 'abandoned_checkout',
			data: {
				template: 'cart_reminder',
				language: 'en',
				step: 1,
				name: aReminder.customer_name,
				email: aReminder.email,
				cart_id: aReminder.cart_id,
				items: aReminder.items_text,
				total_text: aReminder.total_text,
				coupon: '',
				recovery_url: aReminder.link,
				button_suffix: aReminder.button_suffix,
				image_url: aReminder.image_url,
			},
		},
	},
	'send-sms': {
		url: 'https://control.msg91.com/api/v5/flow',
		choices: {
			credentials: { httpHeaderAuth: { name: 'authkey', value: 'msg91-key' } },
			values: { Settings: { 'settings.template_id': 'sms-7' } },
		},
		header: ['authkey', 'msg91-key'],
		taken: { type: 'success', message: '3568746f7a' },
		messageId: '3568746f7a',
		refusal: { body: { type: 'error', message: 'Please provide valid mobile no.', code: '202' } },
		sent: jsonOf,
		expected: {
			template_id: 'sms-7',
			short_url: '1',
			recipients: [
				{ mobiles: aReminder.to, name: 'Priya', total: '₹2,067.30', link: aReminder.link },
			],
		},
	},
};

/** What a shopper could have typed, or a shop could have called its goods. */
const INJECTED = {
	customer_name: '{{ $json.cart_id }}"}],\n<b>Priya</b>\t={{ 1 + 1 }} $& {link}',
	items_text: `Kurta "Indigo" \\" {"a": 1}\r\n${' '.repeat(9)}<img src=x> {{ $env.HOME }}`,
	button_suffix: 'checkouts/c1?key={{$json.to}}&x="\'%20',
	link: 'https://kalakari-studio.myshopify.com/?a={{ $json.to }}&b="<i>',
};
const CLEAN_NAME = '{{ $json.cart_id }}"}], <b>Priya</b> ={{ 1 + 1 }} $& {link}';

let host: ExampleN8n;
beforeAll(async () => {
	host = await ExampleN8n.start(inject('tarball'));
});
afterAll(async () => await host?.stop());

describe.each(Object.entries(PROVIDERS))('%s', (name, provider) => {
	let sender: Sender;
	beforeAll(async () => {
		sender = await Sender.publish(host, name, provider.choices);
	});
	const answer = (given: StubAnswer) => (host.stub.respond = () => given);

	it('sends what the provider documents, and hands back its id', async () => {
		answer({ body: provider.taken });
		expect(await sender.send()).toEqual({
			result: 'accepted',
			message_id: provider.messageId,
			code: '',
			problem: '',
			not_before: '',
		});
		const request = host.stub.requests.at(-1)!;
		const [header, value] = provider.header;
		expect([request.url, request.headers[header]]).toEqual([provider.url, value]);
		expect(provider.sent(request)).toEqual(provider.expected);
	});

	it.each<[string, () => StubAnswer, string]>([
		['a refusal', () => provider.refusal, 'refused'],
		['a wrong key', () => ({ status: 401, body: { message: 'Unauthorized' } }), 'account'],
		['an empty wallet', () => ({ status: 402, body: { message: 'No balance' } }), 'account'],
		['throttling', () => ({ status: 429, headers: { 'retry-after': '7200' } }), 'later'],
		['a failure', () => ({ status: 500, body: { message: 'Oops' } }), 'later'],
		['a gateway that waited', () => ({ status: 504, body: '<p>', headers: html }), 'unknown'],
		['a page of another kind', () => ({ status: 404, body: '<p>', headers: html }), 'unknown'],
		['a cut connection', () => ({ instead: 'cut' }), 'unknown'],
	])('tells %s', async (_, given, result) => {
		answer(given());
		const sent = await sender.send();
		expect(sent).toMatchObject({ result, message_id: '' });
		expect(sent.problem).toMatch(/^[^\n]{3,200}$/);
		const minutes = Math.round((Date.parse(sent.not_before) - Date.now()) / 60_000);
		expect(minutes).toBe(given().status === 429 ? 120 : 10);
	});

	it('sends nothing without a number', async () => {
		const { length } = host.stub.requests;
		expect(await sender.send({ to: '' })).toMatchObject({ result: 'refused', code: 'no_number' });
		expect(host.stub.requests).toHaveLength(length);
	});

	it('evaluates nothing that a shopper typed', async () => {
		answer({ body: provider.taken });
		expect(await sender.send(INJECTED)).toMatchObject({ result: 'accepted' });
		const text = JSON.stringify(provider.sent(host.stub.requests.at(-1)!));
		expect(text).toContain(JSON.stringify(CLEAN_NAME).slice(1, -1));
		const last = name === 'send-sms' ? INJECTED.link : INJECTED.button_suffix;
		expect(text).toContain(JSON.stringify(last).slice(1, -1));
	});
});

describe('send-sms', () => {
	it.each([
		['418', 'account', 10],
		['301', 'account', 10],
		['306', 'later', 60],
		['601', 'later', 10],
		['311', 'unknown', 10],
		['310', 'refused', 10],
	])('takes the code %s for %s', async (code, result, minutes) => {
		const sender = await Sender.publish(host, 'send-sms', PROVIDERS['send-sms']!.choices);
		host.stub.respond = () => ({ body: { type: 'error', message: 'Words', code } });
		const sent = await sender.send();
		expect(sent).toMatchObject({ result, code });
		const wait = Date.parse(sent.not_before) - Date.now();
		expect(Math.round(wait / 60_000)).toBe(minutes);
	});
});

describe('send-whatsapp', () => {
	it('evaluates nothing that a shopper typed, and sends what Meta takes', async () => {
		const sender = await Sender.publish(host, 'send-whatsapp', {
			values: {
				Settings: { 'settings.phone_number_id': '1000', 'settings.api': 'marketing_messages' },
			},
		});
		host.stub.respond = () => ({ body: { messages: [{ id: 'wamid.1' }] } });
		expect(await sender.send(INJECTED)).toMatchObject({ result: 'accepted' });
		const request = host.stub.requests.at(-1)!;
		expect(request.url).toBe('https://graph.facebook.com/v23.0/1000/marketing_messages');
		expect(metaProblems(jsonOf(request), 3)).toEqual([]);
		expect(JSON.stringify(jsonOf(request))).toContain(JSON.stringify(CLEAN_NAME).slice(1, -1));
		expect([recipientProblems(aReminder.to), suffixProblems(INJECTED.button_suffix)]).toEqual([
			[],
			[],
		]);
	});
});

describe('send-email', () => {
	let sender: Sender;
	const shop = { Settings: { 'settings.shop_name': 'Kalakari Studio' } };
	const setUp = async () =>
		await Sender.publish(host, 'send-email', {
			credentials: { smtp: host.mail.credential },
			values: shop,
		});
	beforeEach(() => {
		host.mail.isRefusing = false;
	});

	it('sends nothing without an address to send from', async () => {
		sender = await setUp();
		expect(await sender.send()).toMatchObject({ result: 'account', code: 'setting' });
		const { rest } = host.n8n;
		await makeTable(rest, 'ecom360_settings', {
			name: 'string',
			value: 'string',
			meaning: 'string',
		});
		await addRow(rest, 'ecom360_settings', { name: 'sender_email', value: '' });
		expect(await sender.send()).toMatchObject({ result: 'account', code: 'setting' });
		expect(host.mail.emails).toEqual([]);
	});

	it('sends one plain email, in which nothing is evaluated', async () => {
		const { rest } = host.n8n;
		await addRow(rest, 'ecom360_settings', { name: 'team_email', value: 'team@example.com' });
		await changeRows(rest, 'ecom360_settings', ['name', 'sender_email'], {
			value: 'shop@example.com',
		});
		const sent = await sender.send({ email: 'one@example.com', ...INJECTED });
		expect(sent).toMatchObject({ result: 'accepted', message_id: expect.stringMatching(/@/) });
		const [email] = await host.mail.waitFor(1, ({ to }) => to.includes('one@example.com'));
		expect(email).toMatchObject({ from: 'shop@example.com', to: ['one@example.com'] });
		expect(email?.text).toContain(`Hi ${CLEAN_NAME},`);
		expect(email?.text).toContain(`Here it is: ${INJECTED.link}`);
		expect(email?.text).not.toMatch(/\{(name|items|total|shop)\}/);
	});

	it.each(['', 'one@example.com, two@example.com', 'a@b <two@example.com>', 'x\n@example.com'])(
		'refuses the address %j',
		async (email) => {
			expect(await sender.send({ email })).toMatchObject({ result: 'refused', code: 'no_email' });
		},
	);

	it('tells that the mail server refuses the shop', async () => {
		host.mail.isRefusing = true;
		expect(await sender.send()).toMatchObject({ result: 'account', code: '550' });
	});

	it('writes of the coupon where there is one', async () => {
		await sender.send({ email: 'two@example.com', coupon: 'COME-BACK-10' });
		const [email] = await host.mail.waitFor(1, ({ to }) => to.includes('two@example.com'));
		expect(email?.text).toContain('The code COME-BACK-10');
	});
});
