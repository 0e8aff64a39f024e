import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';

import { adviceOn } from '../../../nodes/Ecom360/trigger/scheme-advice';
import { readSettings } from '../../../nodes/Ecom360/trigger/settings';
import type { RefusedDelivery } from '../../../nodes/Ecom360/scheme-finder/attempts';
import { findScheme } from '../../../nodes/Ecom360/scheme-finder/find';
import { obstacleTo } from '../../../nodes/Ecom360/scheme-finder/changes';

const KEY = 'whk_9f2c1d7e';
const TIMESTAMP = '1769853600000';
const BODY = '{"event": "ABANDONED_CHECKOUT", "data": {"total_price": 2000.0, "cart_id": "c"}}';
const { signature: rules } = readSettings({});

const hmac = (text: string, algorithm = 'sha256', key: string | Buffer = KEY) =>
	createHmac(algorithm, key).update(text);
const hash = (text: string, algorithm = 'sha256') => createHash(algorithm).update(text);

function evidence(signature: string, changes: Partial<RefusedDelivery> = {}): RefusedDelivery {
	return {
		headers: { 'x-webhook-timestamp': TIMESTAMP, 'x-webhook-signature': signature },
		body: Buffer.from(BODY),
		url: 'https://n8n.example/webhook/1/webhook',
		credential: { webhookKey: KEY },
		signatureHeader: 'x-webhook-signature',
		...changes,
	};
}

function advise(given: RefusedDelivery): string {
	const advice = adviceOn(findScheme(given), rules, given.credential);
	return advice ? `${advice.message}\n${advice.next}` : '';
}

describe('advice on a signature that did not match', () => {
	it('names each setting in the words of the panel', () => {
		const signature = hmac(`${TIMESTAMP}.${BODY}`).digest('base64');
		expect(advise(evidence(signature))).toBe(
			"The signature is made with your key, but not in the way that you have set\nYour account signs {timestamp}.{body}, SHA-256, Base64: set 'Signature Scheme' to Custom, 'Signed Content' to {timestamp}.{body} and 'Signature Encoding' to Base64. Then send the event again.",
		);
	});

	const cf = { 'x-cf-signature': hmac(BODY).digest('hex') };
	const inHex = hmac(BODY, 'sha256', Buffer.from('00ff10a5', 'hex')).digest('hex');
	const standard = {
		...{ 'webhook-id': 'msg_1', 'webhook-timestamp': '1769853600' },
		'webhook-signature': `v1,${hmac(`msg_1.1769853600.${BODY}`).digest('base64')}`,
	};
	const pasted = { webhookKey: `"\u200B${KEY}"` };
	const previous = { webhookKey: 'whk_new', previousWebhookKey: KEY };
	const colon = hmac(`${TIMESTAMP}:${BODY}`).digest('hex');
	it.each<[string, string, Partial<RefusedDelivery>]>([
		["set 'Signature Algorithm' to SHA-1.", hmac(BODY, 'sha1').digest('hex'), {}],
		["set 'Signature Header' to x-cf-signature.", '', { headers: cf }],
		[
			"'Webhook Key Encoding' to Hex (in the credential).",
			inHex,
			{ credential: { webhookKey: '00ff10a5' } },
		],
		[
			"'Webhook Key' holds invisible characters or quotation marks",
			hmac(BODY).digest('hex'),
			{ credential: pasted },
		],
		["It signs with the key in 'Previous Webhook Key'.", colon, { credential: previous }],
		[
			"'Signature Scheme' to Standard Webhooks and 'Signature Encoding' to Base64.",
			'',
			{ headers: standard },
		],
	])('says what to set: %s', (expected, signature, changes) => {
		expect(advise(evidence(signature, changes))).toContain(expected);
	});

	const compact = JSON.stringify(JSON.parse(BODY));
	const data = JSON.stringify((JSON.parse(BODY) as { data: unknown }).data);
	const sorted = '{"data":{"cart_id":"c","total_price":2000},"event":"ABANDONED_CHECKOUT"}';
	const hexDigits = Buffer.from(hmac(BODY).digest('hex')).toString('base64');
	it.each([
		['a body written anew', hmac(compact).digest('hex'), 'rewrittenBody'],
		['a body with its keys sorted', hmac(sorted).digest('base64'), 'rewrittenBody'],
		['the data alone', hmac(`${TIMESTAMP}${data}`).digest('hex'), 'rewrittenBody'],
		['the timestamp alone', hmac(TIMESTAMP).digest('hex'), 'headersOnly'],
		['a hash with the key before', hash(KEY + BODY).digest('hex'), 'plainHash'],
		['a hash with the key after', hash(BODY + KEY, 'sha512').digest('hex'), 'plainHash'],
		['a hash without a key', hash(BODY).digest('hex'), 'keyless'],
		['MD5', hmac(BODY, 'md5').digest('hex'), 'md5'],
		['hex digits in Base64', hexDigits, 'hexInBase64'],
	])('says why a way cannot be set, and what to ask for: %s', (_, signature, obstacle) => {
		const given = evidence(signature);
		const found = findScheme(given);
		expect(found.kind === 'found' && obstacleTo(found)).toBe(obstacle);
		expect(advise(given)).toContain('cannot be accepted');
		expect(advise(given)).toContain('Ask Cashfree to sign the exact body');
	});

	it('says that blanks around the key cannot be set', () => {
		const signature = hmac(BODY, 'sha256', ` ${KEY} `).digest('hex');
		const given = evidence(signature, { credential: { webhookKey: ` ${KEY} ` } });
		expect(advise(given)).toContain('Generate another key');
	});

	it.each([
		['bare', KEY],
		['after Bearer', `Bearer ${KEY}`],
	])('knows the key itself in a header: %s', (_, value) => {
		const advice = advise(evidence(value));
		expect(advice).toContain('carries your webhook key itself');
		expect(advice).not.toContain(KEY);
	});

	it('says how many ways were tried where none fits, and that the key is the likely cause', () => {
		expect(advise(evidence('ab'.repeat(32)))).toMatch(
			/ \d{2,4} ways to sign were tried .*key is the likely cause/,
		);
	});

	it.each<[string, Partial<RefusedDelivery>, string]>([
		['no key', { credential: {} }, 'noKey'],
		['no body', { body: undefined }, 'noBody'],
		['a body of more than 256 kB', { body: Buffer.alloc(256 * 1024 + 1) }, 'bodyTooLarge'],
		['nothing like a digest', { headers: { 'x-webhook-signature': 'x' } }, 'noDigest'],
	])('has nothing to add without a search: %s', (_, changes, because) => {
		const given = evidence('ab'.repeat(32), changes);
		expect(findScheme(given)).toEqual({ kind: 'unsearched', because });
		expect(advise(given)).toBe('');
	});

	const dotted = hmac(`${TIMESTAMP}.${BODY}`).digest('hex');
	const queryless = hmac(`https://n8n.example/x${BODY}`).digest('hex');
	it.each<[string, string, string]>([
		['a name before it', `h1=${hmac(BODY).digest('hex')}`, 'only v1= and names such as sha256='],
		['a time of its own', `t=${TIMESTAMP},v1=${dotted}`, 'send the time in a header of its own'],
		['an address without its query', queryless, 'Enter the address without it as the callback URL'],
	])('says what to ask for where the signature has %s', (_, signature, words) => {
		const headers = { 'x-webhook-signature': signature };
		const advice = advise(evidence(signature, { headers, url: 'https://n8n.example/x?shop=1' }));
		expect(advice).toContain('cannot be accepted');
		expect(advice).toContain(words);
	});

	it('asks for a tolerance of none where digits could move between a signed time and its neighbour', () => {
		const headers = {
			'x-request-id': 'r1',
			'x-webhook-timestamp': TIMESTAMP,
			'x-webhook-signature': hmac(`r1${TIMESTAMP}${BODY}`).digest('hex'),
		};
		const given = evidence('', { headers });
		const advice = adviceOn(findScheme(given), { ...rules, toleranceMs: 60_000 }, given.credential);
		expect(advice?.next).toContain("'Timestamp Tolerance (Minutes)' to 0");
	});
});
