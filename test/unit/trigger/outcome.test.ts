import { describe, expect, it } from '@jest/globals';

import type { RejectionReason } from '../../../nodes/Ecom360/shared/rejection';
import { answer, type Ignored } from '../../../nodes/Ecom360/trigger/outcome';
import { received } from '../../support/receiving.mts';

const ignored = { kind: 'ignored', id: 'r1' } as const;

describe('answer', () => {
	it('to an accepted delivery names its id and nothing of its body', async () => {
		expect(answer(await received({ headers: { 'x-request-id': 'r1' } }))).toEqual({
			status: 200,
			body: { status: 'accepted', id: 'r1' },
		});
	});

	const signedAs = { scheme: 'rawBody', encoding: 'hex' } as const;
	const filtered = { reason: 'filter', filter: 'minimumTotal' } as const;
	it.each<[Ignored, object]>([
		[
			{ ...ignored, reason: 'topic', event: 'x', because: 'notSelected', signedAs },
			{ reason: 'topic' },
		],
		[{ ...ignored, reason: 'duplicate' }, { reason: 'duplicate' }],
		[{ ...ignored, ...filtered }, filtered],
	])('to an ignored delivery says why: %j', (outcome, expected) => {
		const body = { status: 'ignored', ...expected, id: 'r1' };
		expect(answer(outcome)).toEqual({ status: 200, body });
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
		const body = { status: 'rejected', reason };
		expect(answer({ kind: 'rejected', reason })).toMatchObject({ status, body });
	});

	it('says when to ask again only where asking again helps', () => {
		const headersOf = (reason: RejectionReason) => answer({ kind: 'rejected', reason }).headers;
		expect(headersOf('delivery_in_progress')).toEqual({ 'Retry-After': '60' });
		expect(headersOf('signature_mismatch')).toBeUndefined();
	});

	it('names the paths that were looked for', () => {
		const issues = ['data.cart_id'];
		const reason = 'payload_unrecognized';
		const { body } = answer({ kind: 'rejected', reason, issues });
		expect(body).toEqual({ status: 'rejected', reason, issues });
	});
});
