import type { FilterName } from './filters';
import type { Item } from '../schemas/item.schema';
import type { VerifiedBody } from '../webhook/signature';

export type RejectionReason =
	| 'signature_missing'
	| 'signature_malformed'
	| 'signature_mismatch'
	| 'timestamp_out_of_tolerance'
	| 'webhook_key_missing'
	| 'body_not_json'
	| 'payload_unrecognized';

export interface Accepted {
	kind: 'accepted';
	id: string;
	items: Item[];
	body: VerifiedBody;
}

interface IgnoredBy<Reason extends string> {
	kind: 'ignored';
	reason: Reason;
	id: string;
}

/** Ignored for what the trigger's settings say, which a test run explains. */
export type Unselected = IgnoredBy<'topic'> | (IgnoredBy<'filter'> & { filter: FilterName });
export type Ignored = Unselected | IgnoredBy<'duplicate'>;

export interface Rejected {
	kind: 'rejected';
	reason: RejectionReason;
	/** Paths that were looked for, never values. */
	issues?: string[];
}

/** Every way a delivery can end. */
export type Outcome = Accepted | Ignored | Rejected;

export const STATUS: Record<RejectionReason, 400 | 401 | 422 | 500> = {
	signature_missing: 401,
	signature_malformed: 401,
	signature_mismatch: 401,
	timestamp_out_of_tolerance: 401,
	webhook_key_missing: 500,
	body_not_json: 400,
	payload_unrecognized: 422,
};

export interface Answer {
	status: number;
	body: Record<string, string | string[]>;
}

/** The HTTP answer: nothing in it comes from the body. */
export function answer(outcome: Outcome): Answer {
	switch (outcome.kind) {
		case 'accepted':
			return { status: 200, body: { status: 'accepted', id: outcome.id } };
		case 'ignored': {
			const { reason, id } = outcome;
			const filter = reason === 'filter' && { filter: outcome.filter };
			return { status: 200, body: { status: 'ignored', reason, ...filter, id } };
		}
		case 'rejected': {
			const { reason, issues } = outcome;
			return {
				status: STATUS[reason],
				body: { status: 'rejected', reason, ...(issues && { issues }) },
			};
		}
	}
}
