import { describe, expect, it } from '@jest/globals';

import { Refusals } from '../../../nodes/Ecom360/trigger/respond';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 31, 10);

describe('Refusals', () => {
	it('reports the first at once', () => {
		const refusals = new Refusals({ intervalMs: HOUR });
		expect(refusals.note('one', 'signature_mismatch', START, 0)).toEqual({
			count: 1,
			since: '2026-01-31T10:00:00.000Z',
			until: '2026-01-31T10:00:00.000Z',
			reasons: { signature_mismatch: 1 },
		});
	});

	it('reports once an hour, and all that came since', () => {
		const refusals = new Refusals({ intervalMs: HOUR });
		const noted = [0, 1, 2, HOUR - 1].map((later) =>
			refusals.note(
				'one',
				later === 2 ? 'signature_missing' : 'signature_mismatch',
				START + later,
				later,
			),
		);
		expect(noted.map((report) => report?.count)).toEqual([1, undefined, undefined, undefined]);
		expect(refusals.note('one', 'signature_mismatch', START + HOUR, HOUR)).toEqual({
			count: 4,
			since: '2026-01-31T10:00:00.001Z',
			until: '2026-01-31T11:00:00.000Z',
			reasons: { signature_mismatch: 3, signature_missing: 1 },
		});
		expect(refusals.note('one', 'signature_mismatch', START + HOUR + 1, HOUR + 1)).toBeUndefined();
	});

	it('reports after an hour, whatever was made of the wall clock meanwhile', () => {
		const refusals = new Refusals({ intervalMs: HOUR });
		refusals.note('one', 'signature_mismatch', START, 0);
		expect(refusals.note('one', 'signature_mismatch', START - 48 * HOUR, HOUR)?.count).toBe(1);
	});

	it('counts for each trigger by itself', () => {
		const refusals = new Refusals({ intervalMs: HOUR });
		refusals.note('one', 'signature_mismatch', START, 0);
		expect(refusals.note('other', 'signature_mismatch', START + 1, 1)?.count).toBe(1);
	});
});
