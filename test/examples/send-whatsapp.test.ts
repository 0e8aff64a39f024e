import { describe, expect, it } from '@jest/globals';

import type { StubAnswer } from '../support/stub.mts';
import { jsonOf } from '../support/stub.mts';
import { metaProblems } from './meta.mts';
import type { ExampleN8n } from './n8n.mts';
import { withN8n } from './started.mts';
import { aReminder, Sender } from './sender.mts';

const NUMBER = '100000000000000';
const DAY_MS = 86_400_000;

let host: ExampleN8n;
let sender: Sender;

withN8n(async (started) => {
	host = started;
	sender = await Sender.publish(host, 'send-whatsapp', {
		values: { Settings: { 'settings.phone_number_id': NUMBER } },
	});
});

/** As Meta answers what it took. */
const taken = (): StubAnswer => ({
	body: {
		messaging_product: 'whatsapp',
		contacts: [{ input: aReminder.to, wa_id: aReminder.to }],
		messages: [{ id: 'wamid.HBgM', message_status: 'accepted' }],
	},
});

/** As Meta answers what it refuses. */
const refusal = (status: number, code: number, more: object = {}): StubAnswer => ({
	status,
	body: {
		error: {
			message: `(#${code}) Title of ${code}`,
			type: 'OAuthException',
			code,
			error_data: { messaging_product: 'whatsapp', details: `Details of\n${code}` },
			fbtrace_id: 'Az8or2yhqkZfEZ-_4Qn_Bam',
			...more,
		},
	},
});

const html = { 'content-type': 'text/html' };

it('sends a template message that Meta would take', async () => {
	host.stub.respond = taken;
	expect(await sender.send()).toEqual({
		result: 'accepted',
		message_id: 'wamid.HBgM',
		code: '',
		problem: '',
		not_before: '',
	});
	const request = host.stub.requests.at(-1)!;
	expect(request).toMatchObject({
		method: 'POST',
		url: `https://graph.facebook.com/v23.0/${NUMBER}/messages`,
		headers: expect.objectContaining({ authorization: 'Bearer meta-token' }),
	});
	expect(metaProblems(jsonOf(request), 3)).toEqual([]);
	expect(jsonOf(request)).toMatchObject({ to: aReminder.to, template: { name: 'cart_reminder' } });
});

describe('what Meta answers', () => {
	it.each<[string, StubAnswer, string, string]>([
		['the token has expired', refusal(401, 190), 'account', '190'],
		['policy', refusal(403, 368), 'account', '368'],
		['billing', refusal(400, 131042), 'account', '131042'],
		['paused template', refusal(400, 132015), 'account', '132015'],
		['no such sender number', refusal(400, 100, { error_subcode: 33 }), 'account', '33'],
		['an unknown refusal of rights', refusal(403, 999), 'account', '999'],
		['not on WhatsApp', refusal(400, 131026), 'refused', '131026'],
		['opted out', refusal(400, 131050), 'refused', '131050'],
		['number of parameters', refusal(400, 132000), 'refused', '132000'],
		['no such template', refusal(404, 132001), 'refused', '132001'],
		['a new code', refusal(400, 139999), 'refused', '139999'],
		['capped', refusal(400, 131049), 'later', '131049'],
		['throughput', refusal(400, 130429), 'later', '130429'],
		['something went wrong', refusal(500, 131000), 'later', '131000'],
		['throttled', { status: 429 }, 'later', 'HTTP 429'],
		['bad gateway', { status: 502, body: '<html>', headers: html }, 'later', 'HTTP 502'],
		['gateway timeout', { status: 504, body: '<html>', headers: html }, 'unknown', 'HTTP 504'],
		['taken without an id', { body: {} }, 'unknown', ''],
		['half an answer', { body: '{"messages":[' }, 'unknown', ''],
		['a cut connection', { instead: 'cut' }, 'unknown', 'no_answer'],
	])('%s', async (_, answer, result, code) => {
		host.stub.respond = () => answer;
		const sent = await sender.send();
		expect(sent).toMatchObject({ result, code, message_id: '' });
		expect(sent.problem).toMatch(/^[^\n]{3,200}$/);
		expect(Date.parse(sent.not_before)).toBeGreaterThan(Date.now());
	});

	it('never', async () => {
		host.stub.respond = () => ({ instead: 'silence' });
		expect(await sender.send()).toMatchObject({ result: 'unknown', code: 'no_answer' });
	});

	it('waits a day for a shopper who is capped, and as long as Meta says where it throttles', async () => {
		host.stub.respond = () => refusal(400, 131049);
		const capped = await sender.send();
		expect(Date.parse(capped.not_before) - Date.now()).toBeGreaterThan(DAY_MS - 60_000);
		host.stub.respond = () => ({ status: 429, headers: { 'retry-after': '7200' } });
		const wait = Date.parse((await sender.send()).not_before) - Date.now();
		expect(Math.round(wait / 60_000)).toBe(120);
	});
});

describe('what is not sent at all', () => {
	it('has no number', async () => {
		const { length } = host.stub.requests;
		expect(await sender.send({ to: '' })).toMatchObject({ result: 'refused', code: 'no_number' });
		expect(await sender.send({ template: 'ENTER THE NAME OF YOUR TEMPLATE' })).toMatchObject({
			result: 'account',
			problem: 'Enter the name of your template',
		});
		expect(host.stub.requests).toHaveLength(length);
	});

	it('has no sender number', async () => {
		const { length } = host.stub.requests;
		const unfilled = await Sender.publish(host, 'send-whatsapp', {});
		expect(await unfilled.send()).toMatchObject({
			result: 'account',
			problem: 'Enter the phone number ID in the node Settings of send-whatsapp',
		});
		expect(host.stub.requests).toHaveLength(length);
	});
});
