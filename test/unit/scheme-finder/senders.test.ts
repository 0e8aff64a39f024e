import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';

import { obstacleTo } from '../../../nodes/Ecom360/scheme-finder/changes';
import type { RefusedDelivery } from '../../../nodes/Ecom360/scheme-finder/attempts';
import { findScheme } from '../../../nodes/Ecom360/scheme-finder/find';

const KEY = 'whk_9f2c1d7e';
const TIME = '1769853600';
const ISO = '2026-01-31T10:00:00Z';
const URL = 'https://n8n.example/webhook/1/webhook';
const HEADER = 'x-webhook-signature';
const hex = (text: string): string => createHmac('sha256', KEY).update(text).digest('hex');

function find(headers: Record<string, string>, changes: Partial<RefusedDelivery> = {}) {
	const found = findScheme({
		headers,
		body: Buffer.from('{}'),
		url: URL,
		credential: { webhookKey: KEY },
		signatureHeader: HEADER,
		...changes,
	});
	if (found.kind !== 'found') return found.kind;
	return `${found.body} ${found.content} ${obstacleTo(found) ?? 'can be set'}`;
}

describe('a body that was signed before it was written anew', () => {
	const sent = String.raw`{ "b": 2000.0, "data": {"z": "a\/b", "c": "\u0906é"}, "a": [1e2, null] }`;
	it.each([
		['compact', String.raw`{"b":2000.0,"data":{"z":"a\/b","c":"\u0906é"},"a":[1e2,null]}`],
		['compact', '{"b":2000.0,"data":{"z":"a/b","c":"आé"},"a":[1e2,null]}'],
		['compact', String.raw`{"b":2000.0,"data":{"z":"a\/b","c":"आé"},"a":[1e2,null]}`],
		['compact', String.raw`{"b":2000.0,"data":{"z":"a/b","c":"\u0906\u00e9"},"a":[1e2,null]}`],
		['compact', String.raw`{"b":2000.0,"data":{"z":"a\/b","c":"\u0906\u00e9"},"a":[1e2,null]}`],
		['compact', '{"b": 2000.0, "data": {"z": "a/b", "c": "आé"}, "a": [1e2, null]}'],
		['sorted', '{"a":[1e2,null],"b":2000.0,"data":{"c":"आé","z":"a/b"}}'],
		[
			'sorted',
			String.raw`{"a": [1e2, null], "b": 2000.0, "data": {"c": "\u0906\u00e9", "z": "a/b"}}`,
		],
		['data', '{"z":"a/b","c":"आé"}'],
		['sortedData', String.raw`{"c":"\u0906\u00e9","z":"a\/b"}`],
	])('is known, every number as it was sent: %s %s', (form, signed) => {
		expect(find({ [HEADER]: hex(signed) }, { body: Buffer.from(sent) })).toBe(
			`${form} {body} rewrittenBody`,
		);
	});
});

describe('a signature header that is made of parts', () => {
	const stripe = hex(`${TIME}.{}`);
	it.each<[string, Record<string, string>, string]>([
		[
			'a time of its own',
			{ [HEADER]: `t=${TIME},v1=${stripe}` },
			'exact {timestamp}.{body} timeInSignature',
		],
		[
			'a time that a header has as well',
			{ [HEADER]: `t=${TIME},v1=${stripe}`, 'x-webhook-timestamp': TIME },
			'exact {timestamp}.{body} can be set',
		],
		[
			'semicolons',
			{ [HEADER]: `ts=${TIME};h1=${hex(`${TIME}:{}`)}` },
			'exact {timestamp}:{body} timeInSignature',
		],
		[
			'an ISO time, and quotes',
			{ [HEADER]: `t="${ISO}",v1="${hex(`${ISO}.{}`)}"` },
			'exact {timestamp}.{body} timeInSignature',
		],
		[
			'in another header than the one that is set',
			{ 'x-cf-signature': `t=${TIME},v1=${stripe}` },
			'exact {timestamp}.{body} timeInSignature',
		],
		[
			"Slack's version",
			{ [HEADER]: `v0=${hex(`v0:${TIME}:{}`)}`, 'x-slack-request-timestamp': TIME },
			'exact v0:{header:x-slack-request-timestamp}:{body} headerParts',
		],
	])('is taken apart: %s', (_, headers, expected) => {
		expect(find(headers)).toBe(expected);
	});
});

describe('an address with a query', () => {
	it('can be set where the sender wrote the query', () => {
		expect(find({ [HEADER]: hex(`${URL}?shop=1{}`) }, { query: '?shop=1' })).toBe(
			'exact {url}?shop=1{body} can be set',
		);
	});

	it('is named where the query is not signed', () => {
		expect(find({ [HEADER]: hex(`${URL}{}`) }, { url: `${URL}?shop=1` })).toBe(
			'exact {url}{body} urlWithoutQuery',
		);
	});
});
