import { beforeAll, describe, expect, it } from '@jest/globals';

import { jsonOf, type StubAnswer } from '../support/stub.mts';
import { metaProblems } from './meta.mts';
import type { ExampleN8n } from './n8n.mts';
import { metaRefusal, PROVIDERS } from './providers.mts';
import { withN8n } from './started.mts';
import { Sender } from './sender.mts';

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
const senders = new Map<string, Sender>();

withN8n(async (started) => {
	host = started;
	for (const [name, { choices }] of Object.entries(PROVIDERS)) {
		senders.set(name, await Sender.publish(host, name, choices));
	}
});

const answer = (given: StubAnswer) => (host.stub.respond = () => given);

describe.each(Object.entries(PROVIDERS))('%s', (name, provider) => {
	const send: Sender['send'] = async (changes) => await senders.get(name)!.send(changes);

	it('sends what the provider documents, and hands back its id', async () => {
		answer({ body: provider.taken });
		expect(await send()).toEqual({
			result: 'accepted',
			message_id: provider.messageId,
			code: '',
			problem: '',
			not_before: '',
		});
		const request = host.stub.requests.at(-1)!;
		const [header, value] = provider.header;
		expect(request).toMatchObject({ method: 'POST', url: provider.url });
		expect(request.headers[header]).toBe(value);
		expect(provider.sent(request)).toEqual(provider.expected);
	});

	it.each<[string, StubAnswer, string]>([
		['a refusal', provider.refusal, 'refused'],
		['a wrong key', { status: 401, body: { message: 'Unauthorized' } }, 'account'],
		['an empty wallet', { status: 402, body: { message: 'No balance' } }, 'account'],
		['throttling', { status: 429, headers: { 'retry-after': '7200' } }, 'later'],
		['a failure', { status: 500, body: { message: 'Oops' } }, 'later'],
		['a gateway that waited', { status: 504, body: '<p>', headers: html }, 'unknown'],
		['a page of another kind', { status: 404, body: '<p>', headers: html }, 'unknown'],
		['a cut connection', { instead: 'cut' }, 'unknown'],
	])('tells %s', async (_, given, result) => {
		await expectAnswer(name, given, { result }, given.status === 429 ? 120 : 10);
	});

	it('sends nothing without a number', async () => {
		const { length } = host.stub.requests;
		expect(await send({ to: '' })).toMatchObject({ result: 'refused', code: 'no_number' });
		expect(host.stub.requests).toHaveLength(length);
	});

	it('evaluates nothing that a shopper typed', async () => {
		answer({ body: provider.taken });
		expect(await send(INJECTED)).toMatchObject({ result: 'accepted' });
		const sent = provider.sent(host.stub.requests.at(-1)!);
		const text = JSON.stringify(sent);
		expect(text).toContain(JSON.stringify(CLEAN_NAME).slice(1, -1));
		const last = name === 'send-sms' ? INJECTED.link : INJECTED.button_suffix;
		expect(text).toContain(JSON.stringify(last).slice(1, -1));
		if (name === 'send-whatsapp') expect(metaProblems(sent)).toEqual([]);
	});
});

/** What the sender makes of an answer, and for how many minutes it is to be left alone. */
async function expectAnswer(name: string, given: StubAnswer, told: object, minutes = 10) {
	answer(given);
	const sent = await senders.get(name)!.send();
	expect(sent).toMatchObject({ ...told, message_id: '' });
	expect(sent.problem).toMatch(/^[^\n]{3,200}$/);
	expect(Math.round((Date.parse(sent.not_before) - Date.now()) / 60_000)).toBe(minutes);
}

it.each([
	['418', 'account', 10],
	['301', 'account', 10],
	['306', 'later', 60],
	['601', 'later', 10],
	['311', 'unknown', 10],
	['310', 'refused', 10],
])('send-sms takes the code %s for %s', async (code, result, minutes) => {
	const body = { type: 'error', message: 'Words', code };
	await expectAnswer('send-sms', { body }, { result, code }, minutes);
});

describe('send-whatsapp', () => {
	it.each<[string, StubAnswer, string, string, number?]>([
		['billing', metaRefusal(400, 131042), 'account', '131042'],
		['a paused template', metaRefusal(400, 132015), 'account', '132015'],
		['no such number', metaRefusal(400, 100, { error_subcode: 33 }), 'account', '33'],
		['an unknown refusal of rights', metaRefusal(403, 999), 'account', '999'],
		['a new code', metaRefusal(400, 139999), 'refused', '139999'],
		['a shopper who is capped', metaRefusal(400, 131049), 'later', '131049', 24 * 60],
		['throughput', metaRefusal(400, 130429), 'later', '130429'],
		['a bad gateway', { status: 502, body: '<p>', headers: html }, 'later', 'HTTP 502'],
		['a message without an id', { body: {} }, 'unknown', ''],
		['half an answer', { body: '{"messages":[' }, 'unknown', ''],
		['a cut connection', { instead: 'cut' }, 'unknown', 'no_answer'],
		['silence', { instead: 'silence' }, 'unknown', 'no_answer'],
	])('tells %s', async (_, given, result, code, minutes = 10) => {
		await expectAnswer('send-whatsapp', given, { result, code }, minutes);
	});

	it('uses the Marketing Messages API where that is chosen', async () => {
		const settings = { 'settings.phone_number_id': '1000', 'settings.api': 'marketing_messages' };
		const marketing = await Sender.publish(host, 'send-whatsapp', {
			values: { Settings: settings },
		});
		answer({ body: PROVIDERS['send-whatsapp']!.taken });
		expect(await marketing.send()).toMatchObject({ result: 'accepted' });
		const request = host.stub.requests.at(-1)!;
		expect(request.url).toBe('https://graph.facebook.com/v23.0/1000/marketing_messages');
		expect(jsonOf(request)).toEqual(PROVIDERS['send-whatsapp']!.expected);
	});

	it('sends nothing before it has a template, and a number to send from', async () => {
		const { length } = host.stub.requests;
		const template = 'ENTER THE NAME OF YOUR TEMPLATE';
		expect(await senders.get('send-whatsapp')!.send({ template })).toMatchObject({
			result: 'account',
			problem: 'Enter the name of your template',
		});
		const unfilled = await Sender.publish(host, 'send-whatsapp', {});
		expect(await unfilled.send()).toMatchObject({
			result: 'account',
			problem: 'Enter the phone number ID in the node Settings of send-whatsapp',
		});
		expect(host.stub.requests).toHaveLength(length);
	});
});

describe('send-email', () => {
	let sender: Sender;
	beforeAll(async () => {
		sender = await Sender.publish(host, 'send-email', {
			credentials: { smtp: host.mail.credential },
			values: { Settings: { 'settings.shop_name': 'Kalakari Studio' } },
		});
	});

	it('sends nothing without an address to send from', async () => {
		expect(await sender.send()).toMatchObject({ result: 'account', code: 'setting' });
		await host.tables.make('settings');
		await host.tables.add('settings', { name: 'sender_email', value: '' });
		expect(await sender.send()).toMatchObject({ result: 'account', code: 'setting' });
		expect(host.mail.emails).toEqual([]);
	});

	it('sends one plain email, in which nothing is evaluated', async () => {
		const value = 'shop@example.com';
		await host.tables.change('settings', ['name', 'sender_email'], { value });
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

	it('writes of the coupon where there is one', async () => {
		await sender.send({ email: 'two@example.com', coupon: 'COME-BACK-10' });
		const [email] = await host.mail.waitFor(1, ({ to }) => to.includes('two@example.com'));
		expect(email?.text).toContain('The code COME-BACK-10');
	});

	it('tells that the mail server refuses the shop', async () => {
		host.mail.isRefusing = true;
		expect(await sender.send()).toMatchObject({ result: 'account', code: '550' });
	});
});
