import { describe, expect, it } from '@jest/globals';

import type { RejectionReason } from '../../../nodes/Ecom360/shared/rejection';
import { answer, type Ignored } from '../../../nodes/Ecom360/trigger/outcome';
import { received } from '../../support/receiving.mts';

describe('answer', () => {
	it('to an accepted delivery names its id and nothing of its body', async () => {
		expect(answer(await received({ headers: { 'x-request-id': 'r1' } }))).toEqual({
			status: 200,
			body: { status: 'accepted', id: 'r1' },
		});
	});

	it.each<[Ignored, object]>([
		[
			{
				...{ kind: 'ignored', reason: 'topic', id: 'r1', event: 'x', because: 'notSelected' },
				signedAs: { scheme: 'rawBody', encoding: 'hex' },
			},
			{ reason: 'topic' },
		],
		[{ kind: 'ignored', reason: 'duplicate', id: 'r1' }, { reason: 'duplicate' }],
		[
			{ kind: 'ignored', reason: 'filter', filter: 'minimumTotal', id: 'r1' },
			{ reason: 'filter', filter: 'minimumTotal' },
		],
	])('to an ignored delivery says why: %j', (outcome, expected) => {
		expect(answer(outcome)).toEqual({
			status: 200,
			body: { status: 'ignored', ...expected, id: 'r1' },
		});
	});

	it.each<[RejectionReason, number]>([
		['signature_missing', 401],
		['signature_malformed', 401],
		['signature_mismatch', 401],
		['timestamp_out_of_tolerance', 401],
		['webhook_key_missing', 500],
		['body_not_json', 400],
		['payload_unrecognized', 422],
		['delivery_in_progress', 503],
		['signature_scheme_invalid', 500],
		['unexpected', 500],
	])('to %s is %d', (reason, status) => {
		expect(answer({ kind: 'rejected', reason })).toMatchObject({
			status,
			body: { status: 'rejected', reason },
		});
	});

	it('says when to ask again only where asking again helps', () => {
		const headersOf = (reason: RejectionReason) => answer({ kind: 'rejected', reason }).headers;
		expect(headersOf('delivery_in_progress')).toEqual({ 'Retry-After': '60' });
		expect(headersOf('signature_mismatch')).toBeUndefined();
	});

	it('names the paths that were looked for', () => {
		const issues = ['data.cart_id'];
		expect(answer({ kind: 'rejected', reason: 'payload_unrecognized', issues }).body).toEqual({
			status: 'rejected',
			reason: 'payload_unrecognized',
			issues,
		});
	});
});
