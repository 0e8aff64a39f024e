import type { Item } from '../item/item.schema';
import { type RejectionReason, REJECTION_STATUS } from '../shared/rejection';
import type { SignatureEncoding, VerifiedBody } from '../webhook/signature';
import type { SignatureScheme } from '../webhook/signed-content';
import type { FilterName } from './filters';

/** What starts an execution, and the bytes that it came from. */
export interface Execution {
	items: Item[];
	body: VerifiedBody;
}

export interface Accepted extends Execution {
	kind: 'accepted';
	id: string;
}

interface IgnoredBy<Reason extends string> {
	kind: 'ignored';
	reason: Reason;
	id: string;
	/** With "Include Ignored Events" only, where the event holds something. */
	included?: Execution;
}

/** An event that the trigger does not wait for, or that holds nothing to start a workflow with. */
export interface OtherTopic extends IgnoredBy<'topic'> {
	/** As the sender calls it. */
	event: string;
	because: 'notSelected' | 'holdsNothing' | 'testEvent';
	signedAs: { scheme: SignatureScheme; encoding: SignatureEncoding };
}

export interface Filtered extends IgnoredBy<'filter'> {
	/** `filters` where none of them can be read. */
	filter: FilterName | 'filters';
}

/** Ignored because of the trigger's settings, which a test run explains. */
export type Unselected = OtherTopic | Filtered;
export type Ignored = Unselected | IgnoredBy<'duplicate'>;

export interface Rejected {
	kind: 'rejected';
	reason: RejectionReason;
	/** Paths that were looked for, never values. */
	issues?: string[];
}

/** Every way a delivery can end. */
export type Outcome = Accepted | Ignored | Rejected;

/** When to send it again: by then, most executions that held n8n up have ended. */
const RETRY_AFTER_SECONDS = 60;

export interface Answer {
	status: number;
	headers?: Record<string, string>;
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
				status: REJECTION_STATUS[reason],
				...(reason === 'delivery_in_progress' && {
					headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) },
				}),
				body: { status: 'rejected', reason, ...(issues && { issues }) },
			};
		}
	}
}
