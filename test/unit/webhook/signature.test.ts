import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';

import { asKey } from '../../support/receiving.mts';
import { Delivery } from '../../../nodes/Ecom360/webhook/delivery';
import {
	schemeProblem,
	schemesToTry,
	verify,
	type SignOptions,
	type SignatureRules,
} from '../../../nodes/Ecom360/webhook/signature';
import { readSignatures } from '../../../nodes/Ecom360/webhook/signature-header';
import { signatureOf } from '../../support/signature.mts';

const KEY = Buffer.from('whk_9f2c1d7e');
const NOW = 1769853600000;
const MINUTE = 60_000;
const PLAIN = Buffer.from(
	'{"event":"ABANDONED_CHECKOUT","data":{"cart_id":"cart_1","total_price":2000.0}}',
);
const HINDI = Buffer.from(
	String.raw`{"event":"ABANDONED_CHECKOUT","data":{"cart_id":"cart_1","line_items":[{"title":"\u0915\u092a नमस्ते दुनिया \"चाय\" ☕️ 👩🏽‍💻\\n"}]}}`,
);

// Made with the openssl command, such as `openssl dgst -sha256 -hmac whk_9f2c1d7e`.
const PLAIN_HEX = '9200aac9ea06d5ad855514e546e12f48f0b4542ac9da2964b39188f7f3b61ea4';
const PLAIN_SHA1 = '613a88efa5705a5ae84a6de1d00bbddcf30971cc';
const PLAIN_SHA512 =
	'e8327b1cfc53771f05fb68e34f5a4fc87402f9a7826777e1158105cb376a904ab5affb46c12992d4bc32215ee04878afac53f4ca5c336ddb09e18823f5656b3b';
const PLAIN_TIMED = 'OKyj5JO6rOAxV7vIiSPelvH62xcXahnxYTTOtzg/0QE=';
const PLAIN_DOTTED = 'VloL57ssqn5YpBFJoxfeRcTV5qsVoMrRpaEtCue7s2U=';
const PLAIN_ABROAD = '89f042adf7162fde01061211a5a53c4290078a5c3065ead67ef4a8224d33eb07';
const PLAIN_RUPEES = '6e1ecd2f2e1685333aada70ff85014a6502b53cd25412b0e83959a62e4071d3f';
const HINDI_HEX = '39987d0c5cac20dafe828ef78b4de8044e2b3a05f435f837da890d6fe3d77168';

const AUTO: SignatureRules = {
	scheme: 'auto',
	encoding: 'auto',
	algorithm: 'sha256',
	toleranceMs: 0,
};
const RAW_HEX = { scheme: 'rawBody', encoding: 'hex', algorithm: 'sha256' } as const;
const TIMED = {
	scheme: 'timestampBody',
	encoding: 'base64',
	algorithm: 'sha256',
	timestamp: String(NOW),
} as const;

interface Attempt {
	header?: string | undefined;
	rules?: Partial<SignatureRules>;
	body?: Buffer | undefined;
	keys?: Buffer[];
	timestamp?: string;
	headers?: Record<string, string>;
}

/** Reads a header and verifies a body with it; the refusal's reason, or what matched. */
function check({ header = PLAIN_HEX, rules, keys = [KEY], timestamp, headers, ...given }: Attempt) {
	const all = { ...AUTO, ...rules };
	const signatures = readSignatures(header, all);
	if (!signatures.ok) return signatures.error;
	const body = 'body' in given ? given.body : PLAIN;
	const source = new Delivery({ 'x-webhook-timestamp': timestamp, ...headers }, NOW);
	const parts = { body, source, signatures: signatures.value };
	const verified = verify(parts, keys.map(asKey), all, NOW);
	return verified.ok ? verified.value : verified.error;
}

describe('sign', () => {
	const abroad = { key: Buffer.from('कुंजी-🔑') };
	const dotted = { ...TIMED, scheme: 'timestampDotBody' } as const;
	const rupees = { scheme: 'custom', signedContent: '₹{body}₹' } as const;

	it.each<[string, Buffer, Partial<SignOptions>, string]>([
		['hex over the raw body', PLAIN, {}, PLAIN_HEX],
		['Devanagari, emoji and escapes', HINDI, {}, HINDI_HEX],
		['base64 over timestamp and body', PLAIN, TIMED, PLAIN_TIMED],
		['base64 over timestamp, dot and body', PLAIN, dotted, PLAIN_DOTTED],
		['SHA-1', PLAIN, { algorithm: 'sha1' }, PLAIN_SHA1],
		['SHA-512', PLAIN, { algorithm: 'sha512' }, PLAIN_SHA512],
		['a key outside ASCII', PLAIN, abroad, PLAIN_ABROAD],
		['a content outside ASCII', PLAIN, rupees, PLAIN_RUPEES],
	])('gives what openssl gives: %s', (_, body, options, expected) => {
		expect(signatureOf(body, { key: KEY, ...RAW_HEX, ...options })).toBe(expected);
	});
});

// That any other body, key, time or signature is refused is in test/property/signature.test.ts.
describe('verify', () => {
	const timestamp = String(NOW);
	const timed = { header: PLAIN_TIMED, timestamp };
	const previous = [Buffer.from('whk_new'), KEY];

	it.each<[string, Attempt, object]>([
		['hex', {}, { scheme: 'rawBody', encoding: 'hex', key: 'current' }],
		['timed base64', timed, { scheme: 'timestampBody', encoding: 'base64' }],
		['a raw body beside an unsigned timestamp', { timestamp }, { scheme: 'rawBody' }],
		['the previous key', { keys: previous }, { key: 'previous', scheme: 'rawBody' }],
	])('accepts %s', (_, attempt, expected) => {
		expect(check(attempt)).toMatchObject({ body: PLAIN, ...expected });
	});

	it.each<[string, Attempt]>([
		['no body', { body: undefined }],
		['an empty body', { body: Buffer.alloc(0) }],
		['no key', { keys: [] }],
		['a timed signature without its timestamp', { header: PLAIN_TIMED }],
		['a dotted signature that was not chosen', { header: PLAIN_DOTTED, timestamp }],
		['a timed one where raw is chosen', { ...timed, rules: { scheme: 'rawBody' } }],
		['a timed one where dotted is chosen', { ...timed, rules: { scheme: 'timestampDotBody' } }],
		['a raw one where timed is chosen', { timestamp, rules: { scheme: 'timestampBody' } }],
		['a timed scheme and no timestamp', { rules: { scheme: 'timestampBody' } }],
		['what signs no time, under a tolerance', { timestamp, rules: { toleranceMs: MINUTE } }],
	])('refuses %s', (_, attempt) => {
		expect(check(attempt)).toBe('signature_mismatch');
	});

	const late = 'timestamp_out_of_tolerance';
	const ended = (result: ReturnType<typeof check>) =>
		typeof result === 'string' ? result : 'accepted';

	it.each([
		['at the edge of the past', NOW - 5 * MINUTE, 5, 'accepted'],
		['just beyond the past', NOW - 5 * MINUTE - 1, 5, late],
		['at the edge of the future', NOW + 5 * MINUTE, 5, 'accepted'],
		['just beyond the future', NOW + 5 * MINUTE + 1, 5, late],
		['long ago, with the check off', NOW - 1e11, 0, 'accepted'],
		['in seconds, within', NOW / 1000 - 120, 3, 'accepted'],
		['in seconds, beyond', NOW / 1000 - 120, 1, late],
	])('holds a signed timestamp to the tolerance: %s', (_, time, minutes, expected) => {
		const signedAt = { key: KEY, ...TIMED, timestamp: String(time) };
		const rules = { toleranceMs: minutes * MINUTE };
		const result = check({ header: signatureOf(PLAIN, signedAt), timestamp: String(time), rules });
		expect(ended(result)).toBe(expected);
	});

	it.each([
		['a time in another header', '{header:x-sent-time}.{body}', '1769853600', 'accepted'],
		['one long ago', '{header:x-sent-time}.{body}', '1769000000', late],
		['no time', '{header:x-sent-time}.{body}', 'soon', late],
		['a nonce, which is no time', '{header:x-nonce}.{body}', '1', 'signature_scheme_invalid'],
		['the body alone', '{body}', '1', 'signature_scheme_invalid'],
		['ISO 8601', '{timestamp}.{body}', '2026-01-31T15:30:59.500+05:30', 'accepted'],
		['ISO 8601 of long ago', '{timestamp}.{body}', '2026-01-31T09:58:59Z', late],
		['a time of any zone', '{timestamp}.{body}', '2026-01-31T10:00:00', 'signature_mismatch'],
		['a body that was moved into it', '{timestamp}.{body}', '1769853600{', 'signature_mismatch'],
	])('never lets a tolerance go without effect: %s', (_, signedContent, value, expected) => {
		const headers = { 'x-webhook-timestamp': value, 'x-sent-time': value, 'x-nonce': value };
		const before = signedContent === '{body}' ? '' : `${value}.`;
		const header = createHmac('sha256', KEY).update(before).update(PLAIN).digest('hex');
		const rules = { scheme: 'custom', signedContent, toleranceMs: MINUTE } as const;
		expect(ended(check({ header, headers, rules }))).toBe(expected);
	});
});

describe('schemeProblem', () => {
	const rules = { scheme: 'custom', encoding: 'auto', algorithm: 'sha256' } as const;

	it.each<[Partial<SignatureRules>, ReturnType<typeof schemeProblem>]>([
		[{ scheme: 'rawBody' }, 'time_not_signed'],
		[{ scheme: 'timestampBody' }, undefined],
		[{ scheme: 'standardWebhooks' }, undefined],
		[{ scheme: 'auto' }, undefined],
		[{ signedContent: '{timestamp}{header:X-Webhook-Timestamp}.{body}' }, 'time_not_separate'],
		[{ signedContent: '{timestamp}.{header:X-Webhook-Timestamp}.{body}' }, undefined],
		[{ signedContent: '{timestamp}.{header:x-time}.{body}' }, 'time_ambiguous'],
		[{ signedContent: '{id}.{body}' }, 'time_not_signed'],
		[{ signedContent: '{id}{timestamp}{body}' }, 'time_not_separate'],
		[{ signedContent: '{timestamp}' }, 'signed_content_unreadable'],
		[{ signedContent: '{id}.{body}', toleranceMs: 0 }, undefined],
		[{ scheme: 'rawBody', toleranceMs: 0 }, undefined],
	])('of a tolerance with %j is %s', (chosen, expected) => {
		expect(schemeProblem({ ...rules, toleranceMs: MINUTE, ...chosen })).toBe(expected);
	});
});

describe('schemesToTry', () => {
	it.each([
		['no timestamp', undefined, ['rawBody']],
		['a blank timestamp', '', ['rawBody']],
		['9 digits', '123456789', ['rawBody']],
		['10 digits', '1234567890', ['rawBody', 'timestampBody']],
		['13 digits', '1234567890123', ['rawBody', 'timestampBody']],
		['14 digits', '12345678901234', ['rawBody']],
		['anything but digits', '2026-01-31', ['rawBody']],
		['digits and the start of a body', '1769853600{', ['rawBody']],
	])('guesses only what vendors document: %s', (_, timestamp, expected) => {
		expect(schemesToTry({ scheme: 'auto', toleranceMs: 0 }, timestamp)).toEqual(expected);
	});

	it('guesses only what signs the time while a tolerance is set', () => {
		const rules = { scheme: 'auto', toleranceMs: 1 } as const;
		expect(schemesToTry(rules, '1234567890')).toEqual(['timestampBody']);
	});
});
