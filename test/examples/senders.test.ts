import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { jsonOf, type StubAnswer } from '../support/stub.mts';
import { metaProblems, recipientProblems, suffixProblems } from './meta.mts';
import type { ExampleN8n } from './n8n.mts';
import { PROVIDERS } from './providers.mts';
import { withN8n } from './started.mts';
import { aReminder, Sender } from './sender.mts';
import { addRow, changeRows, makeTable } from './tables.mts';

const html = { 'content-type': 'text/html' };

/** What a shopper could have typed, or a shop could have called its goods. */
const INJECTED = {
	customer_name: '{{ $json.cart_id }}"}],\n<b>Priya</b>\t={{ 1 + 1 }} $& {link}',
	items_text: `Kurta "Indigo" \\" {"a": 1}\r\n${' '.repeat(9)}<img src=x> {{ $env.HOME }}`,
	button_suffix: 'checkouts/c1?key={{$json.to}}&x="\'%20',
	link: 'https://kalakari-studio.myshopify.com/?a={{ $json.to }}&b="<i>',
};
const CLEAN_NAME = '{{ $json.cart_id }}"}], <b>Priya</b> ={{ 1 + 1 }} $& {link}';

let host: ExampleN8n;
withN8n((started) => {
	host = started;
});

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
