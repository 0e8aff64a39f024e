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
	it.each<[string, Buffer, Partial<SignOptions>, string]>([
		['hex over the raw body', PLAIN, {}, PLAIN_HEX],
		['Devanagari, emoji and escapes', HINDI, {}, HINDI_HEX],
		['base64 over timestamp and body', PLAIN, TIMED, PLAIN_TIMED],
		[
			'base64 over timestamp, dot and body',
			PLAIN,
			{ ...TIMED, scheme: 'timestampDotBody' },
			PLAIN_DOTTED,
		],
		['SHA-1', PLAIN, { algorithm: 'sha1' }, PLAIN_SHA1],
		['SHA-512', PLAIN, { algorithm: 'sha512' }, PLAIN_SHA512],
		[
			'a key outside ASCII',
			PLAIN,
			{ key: Buffer.from('कुंजी-🔑') },
			'89f042adf7162fde01061211a5a53c4290078a5c3065ead67ef4a8224d33eb07',
		],
	])('gives what openssl gives: %s', (_, body, options, expected) => {
		expect(signatureOf(body, { key: KEY, ...RAW_HEX, ...options })).toBe(expected);
	});
});

describe('verify', () => {
	it.each<[string, Attempt, object]>([
		['hex', {}, { scheme: 'rawBody', encoding: 'hex', key: 'current' }],
		['timed base64', { header: PLAIN_TIMED, timestamp: String(NOW) }, { scheme: 'timestampBody' }],
		[
			'dotted, where chosen',
			{ header: PLAIN_DOTTED, timestamp: String(NOW), rules: { scheme: 'timestampDotBody' } },
			{ scheme: 'timestampDotBody', encoding: 'base64' },
		],
		['a raw body beside an unsigned timestamp', { timestamp: String(NOW) }, { scheme: 'rawBody' }],
		[
			'the previous key',
			{ keys: [Buffer.from('whk_new'), KEY] },
			{ key: 'previous', scheme: 'rawBody' },
		],
		['SHA-1, where chosen', { header: PLAIN_SHA1, rules: { algorithm: 'sha1' } }, {}],
		['SHA-512, where chosen', { header: PLAIN_SHA512, rules: { algorithm: 'sha512' } }, {}],
	])('accepts %s', (_, attempt, expected) => {
		expect(check(attempt)).toMatchObject({ body: PLAIN, ...expected });
	});

	it.each<[string, Attempt]>([
		['no body', { body: undefined }],
		['an empty body', { body: Buffer.alloc(0) }],
		['no key', { keys: [] }],
		['another key', { keys: [Buffer.from('whk_9f2c1d7f')] }],
		['the body written anew', { body: Buffer.from(JSON.stringify(JSON.parse(String(PLAIN)))) }],
		['a timed signature without its timestamp', { header: PLAIN_TIMED }],
		['a timed signature with another time', { header: PLAIN_TIMED, timestamp: `${NOW + 1}` }],
		['a dotted signature that was not chosen', { header: PLAIN_DOTTED, timestamp: `${NOW}` }],
		['a timed one where raw is chosen', timedAgainst('rawBody')],
		['a timed one where dotted is chosen', timedAgainst('timestampDotBody')],
		[
			'a raw one where timed is chosen',
			{ rules: { scheme: 'timestampBody' }, timestamp: `${NOW}` },
		],
		['a timed scheme and no timestamp', { rules: { scheme: 'timestampBody' } }],
	])('refuses %s', (_, attempt) => {
		expect(check(attempt)).toBe('signature_mismatch');
	});

	function timedAgainst(scheme: SignatureRules['scheme']): Attempt {
		return { header: PLAIN_TIMED, timestamp: String(NOW), rules: { scheme } };
	}

	it.each([
		['at the edge of the past', -5 * MINUTE, 5, true],
		['just beyond the past', -5 * MINUTE - 1, 5, false],
		['at the edge of the future', 5 * MINUTE, 5, true],
		['just beyond the future', 5 * MINUTE + 1, 5, false],
		['long ago, with the check off', -1e11, 0, true],
	])('holds a signed timestamp to the tolerance: %s', (_, offset, minutes, isAccepted) => {
		const timestamp = String(NOW + offset);
		const result = check({
			header: signatureOf(PLAIN, { key: KEY, ...TIMED, timestamp }),
			timestamp,
			rules: { toleranceMs: minutes * MINUTE },
		});
		expect(typeof result === 'string' ? result : 'accepted').toBe(
			isAccepted ? 'accepted' : 'timestamp_out_of_tolerance',
		);
	});

	it('holds a timestamp in seconds to the tolerance as well', () => {
		const timestamp = String((NOW - 2 * MINUTE) / 1000);
		const header = signatureOf(PLAIN, { key: KEY, ...TIMED, timestamp });
		const attempt = (minutes: number) =>
			check({ header, timestamp, rules: { toleranceMs: minutes * MINUTE } });
		expect(attempt(1)).toBe('timestamp_out_of_tolerance');
		expect(attempt(3)).toMatchObject({ scheme: 'timestampBody' });
	});

	it.each([
		['a second before the minute is over', '2026-01-31T10:00:59Z', 'accepted'],
		['with an offset', '2026-01-31T15:30:59.500+05:30', 'accepted'],
		['too long ago', '2026-01-31T09:58:59Z', 'timestamp_out_of_tolerance'],
		['without an offset, which could be any time', '2026-01-31T10:00:00', 'signature_mismatch'],
		['a day that does not exist', '2026-02-31T99:00:00Z', 'signature_mismatch'],
		['a body that was moved into it', '1769853600{', 'signature_mismatch'],
	])('reads ISO 8601 where it is signed: %s', (_, timestamp, expected) => {
		const signedContent = '{timestamp}.{body}';
		const header = createHmac('sha256', KEY).update(`${timestamp}.`).update(PLAIN).digest('hex');
		const rules = { scheme: 'custom', signedContent, toleranceMs: MINUTE } as const;
		const result = check({ header, timestamp, rules });
		expect(typeof result === 'string' ? result : 'accepted').toBe(expected);
	});

	it.each([
		['a time in another header', '{header:x-sent-time}.{body}', 'accepted', '1769853600'],
		['one long ago', '{header:x-sent-time}.{body}', 'timestamp_out_of_tolerance', '1769000000'],
		['no time', '{header:x-sent-time}.{body}', 'timestamp_out_of_tolerance', 'soon'],
		['a nonce, which is no time', '{header:x-nonce}.{body}', 'signature_scheme_invalid', '1'],
		['the body alone', '{body}', 'signature_scheme_invalid', '1'],
	])('never lets a tolerance go without effect: %s', (_, signedContent, expected, value) => {
		const headers = { 'x-sent-time': value, 'x-nonce': value };
		const header = signatureOf(PLAIN, {
			...RAW_HEX,
			key: KEY,
			scheme: 'custom',
			signedContent,
			headers,
		});
		const rules = { scheme: 'custom', signedContent, toleranceMs: MINUTE } as const;
		const result = check({ header, headers, rules });
		expect(typeof result === 'string' ? result : 'accepted').toBe(expected);
	});

	it('tries nothing that signs no time while a tolerance is set', () => {
		expect(check({ timestamp: String(NOW), rules: { toleranceMs: MINUTE } })).toBe(
			'signature_mismatch',
		);
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
		expect(schemesToTry({ scheme: 'auto', toleranceMs: 1 }, '1234567890')).toEqual([
			'timestampBody',
		]);
	});
});
