import { describe, expect, it } from '@jest/globals';

import { Delivery } from '../../../nodes/Ecom360/webhook/delivery';
import { diagnose } from '../../../nodes/Ecom360/trigger/diagnosis';
import type { RejectionReason } from '../../../nodes/Ecom360/shared/rejection';
import type { OtherTopic, Unselected } from '../../../nodes/Ecom360/trigger/outcome';
import { readSettings } from '../../../nodes/Ecom360/trigger/settings';
import { signed, type Sent } from '../../support/receiving.mts';

interface Case {
	sent?: Sent;
	signatureOptions?: object;
	bodyBytes?: number | undefined;
}

const HOSTILE = `<a href="https://evil.example">${'x'.repeat(150)}`;

function topic(because: OtherTopic['because'], event: string): OtherTopic {
	const signedAs = { scheme: 'rawBody', encoding: 'hex' } as const;
	return { kind: 'ignored', reason: 'topic', id: 'r1', event, because, signedAs };
}

const mismatch = { kind: 'rejected', reason: 'signature_mismatch' } as const;

function description({ sent = {}, signatureOptions = {}, bodyBytes = 12 }: Case): string {
	const settings = readSettings({ signatureOptions });
	const delivery = new Delivery(signed(sent).headers, 0, settings.signature);
	return diagnose(mismatch, delivery, bodyBytes, settings).description;
}

describe('diagnose', () => {
	it.each<[RejectionReason, RegExp]>([
		['signature_missing', /no signature/],
		['signature_malformed', /cannot|can be read/],
		['signature_mismatch', /^The signature does not match the webhook key in your credential$/],
		['timestamp_out_of_tolerance', /too long ago/],
		['webhook_key_missing', /no webhook key/],
		['body_not_json', /not a JSON object/],
		['payload_unrecognized', /holds no checkout/],
		['unexpected', /unforeseen/],
	])('says what is wrong in plain words, and the reason: %s', (reason, words) => {
		const delivery = new Delivery(signed().headers, 0);
		const { message, description: details } = diagnose(
			{ kind: 'rejected', reason },
			delivery,
			12,
			readSettings({}),
		);
		expect(message).toMatch(words);
		expect(details).toContain(reason);
	});

	it.each<[string, Unselected, RegExp, RegExp]>([
		[
			'an event that was not chosen',
			topic('notSelected', 'paymentFailed'),
			/not one that this trigger waits for/,
			/'Payment Failed'.*'Trigger On'/,
		],
		[
			"Cashfree's test event",
			topic('testEvent', 'WEBHOOK'),
			/^Cashfree's test event arrived: the address and the key are right\./,
			/'Body Only'.*Hex/,
		],
		[
			'an event without a checkout',
			topic('holdsNothing', 'orderPlaced'),
			/^The address and the key are right/,
			/'orderPlaced'.*'Body Only'.*Hex/,
		],
		[
			'a filtered event',
			{ kind: 'ignored', reason: 'filter', filter: 'minimumTotal', id: 'r1' },
			/your filter 'Minimum Total'/,
			/'Minimum Total' under Filters/,
		],
	])('explains what was ignored: %s', (_, outcome, words, next) => {
		const delivery = new Delivery(signed().headers, 0);
		const { message, description: details } = diagnose(outcome, delivery, 12, readSettings({}));
		expect(message).toMatch(words);
		expect(details).toMatch(next);
		expect(details).not.toContain('<');
	});

	it('says first what to do, then lists what was found', () => {
		const [advice = '', list = ''] = description({}).split("<br /><br />For Cashfree's support:");
		expect(advice).toMatch(/^Copy the webhook key/);
		expect(list).toMatch(/^<ul><li>Reason: signature_mismatch<\/li>.*<\/ul>$/);
	});

	it.each([
		['the topic', { 'x-webhook-topic': HOSTILE }],
		['the version', { 'x-webhook-version': HOSTILE }],
	])('escapes and cuts what a stranger sent: %s', (_, headers) => {
		const details = description({ sent: { headers } });
		expect(details).toContain('&lt;a href=&quot;https://evil.example&quot;&gt;');
		expect(details).not.toContain('<a');
		expect(details).not.toContain('x'.repeat(100));
	});

	it('escapes the name of an event', () => {
		const delivery = new Delivery(signed().headers, 0);
		for (const because of ['notSelected', 'holdsNothing'] as const) {
			const { message, description: details } = diagnose(
				topic(because, HOSTILE),
				delivery,
				12,
				readSettings({}),
			);
			expect(message + details).not.toContain('<a');
		}
	});

	it('names the paths that were looked for', () => {
		const delivery = new Delivery(signed().headers, 0);
		const outcome = {
			kind: 'rejected',
			reason: 'payload_unrecognized',
			issues: ['data.cart_id', 'data.line_items'],
		} as const;
		const { description: details } = diagnose(
			{ ...outcome, issues: [...outcome.issues] },
			delivery,
			12,
			readSettings({}),
		);
		expect(details).toContain('data.cart_id, data.line_items');
	});

	it.each<[string, Case, string]>([
		['a hex signature', {}, 'present, 64 characters, looks like hex'],
		[
			'a base64 signature',
			{ sent: { encoding: 'base64' } },
			'present, 44 characters, looks like Base64',
		],
		[
			'something else',
			{ sent: { headers: { 'x-webhook-signature': '¿?' } } },
			'neither hex nor Base64',
		],
		[
			'no signature header',
			{ sent: { headers: { 'x-webhook-signature': undefined } } },
			"Signature header 'x-webhook-signature': none",
		],
		[
			'the chosen header',
			{ signatureOptions: { signatureHeader: 'x-sig' } },
			"Signature header 'x-sig': none",
		],
		['the body', { bodyBytes: 4321 }, '4321 bytes'],
		['no timestamp', {}, 'Timestamp header: none'],
		['a timestamp', { sent: { scheme: 'timestampBody' } }, 'Timestamp header: present'],
		['the topic', {}, 'Topic: abandonedCheckout'],
		['the version', { sent: { headers: { 'x-webhook-version': 'v7' } } }, 'Version: v7'],
		['no topic', { sent: { headers: { 'x-webhook-topic': undefined } } }, 'Topic: none'],
		['no version', { sent: { headers: { 'x-webhook-version': undefined } } }, 'Version: none'],
		['what was tried', {}, 'Schemes tried: rawBody;'],
		[
			'what was tried with a timestamp',
			{ sent: { scheme: 'timestampBody' } },
			'Schemes tried: rawBody, timestampBody;',
		],
		[
			'what was tried where it is chosen',
			{ signatureOptions: { signatureScheme: 'timestampDotBody', signatureAlgorithm: 'sha512' } },
			'timestampDotBody, which needs a timestamp header; sha512',
		],
	])('shows what was found: %s', (_, given, expected) => {
		expect(description(given)).toContain(expected);
	});

	it('says where a body was not read', () => {
		const delivery = new Delivery(signed().headers, 0);
		const { description: details } = diagnose(mismatch, delivery, undefined, readSettings({}));
		expect(details).toContain('Body: not read');
	});

	it('never shows the signature', () => {
		for (const encoding of ['hex', 'base64'] as const) {
			const signature = signed({ encoding }).headers['x-webhook-signature'] ?? '';
			expect(signature).not.toBe('');
			expect(description({ sent: { encoding } })).not.toContain(signature.slice(0, 8));
		}
	});
});
