import { describe, expect, it } from '@jest/globals';

import { Delivery } from '../../../nodes/Ecom360/webhook/delivery';
import { diagnose } from '../../../nodes/Ecom360/trigger/diagnosis';
import type { RejectionReason } from '../../../nodes/Ecom360/shared/rejection';
import type { OtherTopic, Rejected, Unselected } from '../../../nodes/Ecom360/trigger/outcome';
import { readSettings } from '../../../nodes/Ecom360/trigger/settings';
import { signed, type Sent } from '../../support/receiving.mts';

interface Case {
	outcome?: Rejected | Unselected;
	sent?: Sent;
	signatureOptions?: object;
	bodyBytes?: number | undefined;
}

const HOSTILE = `<a href="https://evil.example">${'x'.repeat(150)}`;

function diagnosed({ outcome, sent = {}, signatureOptions = {}, ...more }: Case = {}) {
	const settings = readSettings({ signatureOptions });
	const delivery = new Delivery(signed(sent).headers, 0, settings.signature);
	const bodyBytes = 'bodyBytes' in more ? more.bodyBytes : 12;
	return diagnose(outcome ?? refused('signature_mismatch'), delivery, bodyBytes, settings);
}

function refused(reason: RejectionReason, issues?: string[]): Rejected {
	return { kind: 'rejected', reason, ...(issues && { issues }) };
}

function topic(because: OtherTopic['because'], event: string): OtherTopic {
	const signedAs = { scheme: 'rawBody', encoding: 'hex' } as const;
	return { kind: 'ignored', reason: 'topic', id: 'r1', event, because, signedAs };
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
		const { message, description } = diagnosed({ outcome: refused(reason) });
		expect(message).toMatch(words);
		expect(description).toContain(`Reason: ${reason}`);
	});

	const filtered = { kind: 'ignored', reason: 'filter', filter: 'minimumTotal', id: 'r1' } as const;
	it.each<[Unselected, RegExp, RegExp]>([
		[
			topic('notSelected', 'paymentFailed'),
			/not one that this trigger/,
			/'Payment Failed'.*'Trigger On'/,
		],
		[
			topic('testEvent', 'WEBHOOK'),
			/^Cashfree's test event arrived: the address and the key are right\./,
			/'Body Only'.*Hex/,
		],
		[
			topic('holdsNothing', 'orderPlaced'),
			/^The address and the key are right/,
			/'orderPlaced'.*'Body Only'.*Hex/,
		],
		[filtered, /your filter 'Minimum Total'/, /'Minimum Total' under Filters/],
	])('explains what was ignored: %j', (outcome, words, next) => {
		const { message, description } = diagnosed({ outcome });
		expect(message).toMatch(words);
		expect(description).toMatch(next);
		expect(description).not.toContain('<');
	});

	it('says first what to do, then lists what was found', () => {
		const { description } = diagnosed();
		const [advice = '', list = ''] = description.split("<br /><br />For Cashfree's support:");
		expect(advice).toMatch(/^Copy the webhook key/);
		expect(list).toMatch(/^<ul><li>Reason: signature_mismatch<\/li>.*<\/ul>$/);
	});

	it.each<[string, Case]>([
		['topic', { sent: { headers: { 'x-webhook-topic': HOSTILE } } }],
		['version', { sent: { headers: { 'x-webhook-version': HOSTILE } } }],
		['event that was not chosen', { outcome: topic('notSelected', HOSTILE) }],
		['event that holds nothing', { outcome: topic('holdsNothing', HOSTILE) }],
	])("escapes and cuts a stranger's %s", (_, given) => {
		const { message, description } = diagnosed(given);
		expect(description).toContain('&lt;a href=&quot;https://evil.example&quot;&gt;');
		expect(message + description).not.toContain('<a');
		expect(description).not.toContain('x'.repeat(100));
	});

	const timed = { scheme: 'timestampBody' } as const;
	const dotted = { signatureScheme: 'timestampDotBody', signatureAlgorithm: 'sha512' };
	const headers = (name: string, value?: string) => ({ sent: { headers: { [name]: value } } });
	it.each<[string, Case]>([
		['present, 64 characters, looks like hex', {}],
		['present, 44 characters, looks like Base64', { sent: { encoding: 'base64' } }],
		['neither hex nor Base64', headers('x-webhook-signature', '¿?')],
		["Signature header 'x-webhook-signature': none", headers('x-webhook-signature')],
		["Signature header 'x-sig': none", { signatureOptions: { signatureHeader: 'x-sig' } }],
		['4321 bytes', { bodyBytes: 4321 }],
		['Body: not read', { bodyBytes: undefined }],
		['Timestamp header: none', {}],
		['Timestamp header: present', { sent: timed }],
		['Topic: abandonedCheckout', {}],
		['Topic: none', headers('x-webhook-topic')],
		['Version: v7', headers('x-webhook-version', 'v7')],
		['Version: none', headers('x-webhook-version')],
		[
			'Looked for: data.a, data.b',
			{ outcome: refused('payload_unrecognized', ['data.a', 'data.b']) },
		],
		['Schemes tried: rawBody;', {}],
		['Schemes tried: rawBody, timestampBody;', { sent: timed }],
		['timestampDotBody, which needs a timestamp header; sha512', { signatureOptions: dotted }],
	])('shows what was found: %s', (expected, given) => {
		expect(diagnosed(given).description).toContain(expected);
	});

	it.each(['hex', 'base64'] as const)('never shows the signature in %s', (encoding) => {
		const signature = signed({ encoding }).headers['x-webhook-signature'] ?? '';
		expect(signature).not.toBe('');
		expect(diagnosed({ sent: { encoding } }).description).not.toContain(signature.slice(0, 8));
	});
});
