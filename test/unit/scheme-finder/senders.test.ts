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
	const parts = `t=${TIME},v1=${stripe}`;
	const semicolons = `ts=${TIME};h1=${hex(`${TIME}:{}`)}`;
	const slack = { [HEADER]: `v0=${hex(`v0:${TIME}:{}`)}`, 'x-slack-request-timestamp': TIME };
	const dotted = 'exact {timestamp}.{body}';
	it.each<[string, Record<string, string>, string]>([
		['a time of its own', { [HEADER]: parts }, `${dotted} timeInSignature`],
		['one of a header', { [HEADER]: parts, 'x-webhook-timestamp': TIME }, `${dotted} can be set`],
		['semicolons', { [HEADER]: semicolons }, 'exact {timestamp}:{body} timeInSignature'],
		[
			'ISO, quoted',
			{ [HEADER]: `t="${ISO}",v1="${hex(`${ISO}.{}`)}"` },
			`${dotted} timeInSignature`,
		],
		['in another header', { 'x-cf-signature': parts }, `${dotted} timeInSignature`],
		["Slack's version", slack, 'exact v0:{header:x-slack-request-timestamp}:{body} headerParts'],
	])('is taken apart: %s', (_, headers, expected) => {
		expect(find(headers)).toBe(expected);
	});
});

describe('an address with a query', () => {
	it.each<[string, Partial<RefusedDelivery>, string]>([
		[`${URL}?shop=1{}`, { query: '?shop=1' }, 'exact {url}?shop=1{body} can be set'],
		[`${URL}{}`, { url: `${URL}?shop=1` }, 'exact {url}{body} urlWithoutQuery'],
	])('may be signed with or without it: %s', (signed, changes, expected) => {
		expect(find({ [HEADER]: hex(signed) }, changes)).toBe(expected);
	});
});
