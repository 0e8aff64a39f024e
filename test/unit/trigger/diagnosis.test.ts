import { describe, expect, it } from '@jest/globals';

import { Delivery } from '../../../nodes/Ecom360/webhook/delivery';
import { diagnose } from '../../../nodes/Ecom360/trigger/diagnosis';
import type { RejectionReason, Unselected } from '../../../nodes/Ecom360/trigger/outcome';
import { readSettings } from '../../../nodes/Ecom360/trigger/settings';
import { signed, type Sent } from '../../support/receiving.mts';

interface Case {
	sent?: Sent;
	options?: object;
	bodyBytes?: number | undefined;
}

const mismatch = { kind: 'rejected', reason: 'signature_mismatch' } as const;

function description({ sent = {}, options = {}, bodyBytes = 12 }: Case): string {
	const delivery = new Delivery(signed(sent).headers, 0);
	return diagnose(mismatch, delivery, bodyBytes, readSettings({ options })).description;
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

	it.each<[Unselected, RegExp]>([
		[{ kind: 'ignored', reason: 'topic', id: 'r1' }, /not one that this trigger waits for/],
		[{ kind: 'ignored', reason: 'filter', filter: 'stores', id: 'r1' }, /your filter 'stores'/],
	])('explains what was ignored: %j', (outcome, words) => {
		const delivery = new Delivery(signed().headers, 0);
		const { message, description: details } = diagnose(outcome, delivery, 12, readSettings({}));
		expect(message).toMatch(words);
		expect(details).toContain(outcome.reason);
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
			{ options: { signatureHeader: 'x-sig' } },
			"Signature header 'x-sig': none",
		],
		['the body', { bodyBytes: 4321 }, '4321 bytes'],
		['no timestamp', {}, 'Timestamp header: none'],
		['a timestamp', { sent: { scheme: 'timestampBody' } }, 'Timestamp header: present'],
		['the topic', {}, 'Topic: abandonedCheckout'],
		['the version', { sent: { headers: { 'x-webhook-version': 'v7' } } }, 'Version: v7'],
		['what was tried', {}, 'Schemes tried: rawBody;'],
		[
			'what was tried with a timestamp',
			{ sent: { scheme: 'timestampBody' } },
			'Schemes tried: rawBody, timestampBody;',
		],
		[
			'what was tried where it is chosen',
			{ options: { signatureScheme: 'timestampDotBody', signatureAlgorithm: 'sha512' } },
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
