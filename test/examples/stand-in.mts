import { setTimeout as sleep } from 'node:timers/promises';

import type { WorkflowDraft } from '../../scripts/n8n/api.mts';
import { twoSteps } from '../support/n8n-draft.mts';
import { jsonOf, type Recorded, type StubAnswer } from '../support/stub.mts';

/** Where the stand-ins send what they are called with; their name follows. */
export const SENT = 'https://api.spurnow.com/stand-in/';

/** What a stand-in is called with: a message by the interface of the senders. */
export interface Sent {
	to: string;
	email: string;
	template: string;
	language: string;
	customer_name: string;
	items_text: string;
	link: string;
	coupon: string;
	cart_id: string;
	step: number;
	dedupe_key: string;
}

/** What a sender answers a call of one channel. */
type SenderAnswer = (channel: string, sent: Sent) => object | Promise<object>;

/** What the stand-ins answer: each message is accepted, unless its shopper has an answer here. */
export class SenderAnswers {
	readonly #answers = new Map<string, SenderAnswer>();
	#accepted = 0;
	#longestMs = 0;

	/** What the senders answer from now on for this shopper. */
	set({ digits }: { digits: string }, answer: SenderAnswer): void {
		this.#answers.set(digits, answer);
	}

	/** Has every answer take up to so long. */
	slowly(longestMs: number): this {
		this.#longestMs = longestMs;
		return this;
	}

	/** To be the stub's. */
	readonly respond = async (request: Recorded): Promise<StubAnswer> => {
		await sleep(Math.random() * this.#longestMs);
		const sent = jsonOf(request) as Sent;
		const channel = request.url.split('/').at(-1) ?? '';
		const common = { result: 'accepted', message_id: '', code: '', problem: '', not_before: '' };
		const body = { ...common, ...(await this.#answers.get(sent.to)?.(channel, sent)) };
		if (body.result === 'accepted') body.message_id = `message ${++this.#accepted}`;
		return { body };
	};
}

/** A sender with the kit's interface that hands each call to the stub, and its answer back. */
export function standIn(name: string): WorkflowDraft {
	return twoSteps(
		name,
		{
			name: 'When called',
			type: 'n8n-nodes-base.executeWorkflowTrigger',
			typeVersion: 1.1,
			parameters: { inputSource: 'passthrough' },
		},
		{
			name: 'Send',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: {
				method: 'POST',
				url: `${SENT}${name.replace('send-', '')}`,
				sendBody: true,
				specifyBody: 'json',
				jsonBody: '={{ $json }}',
				options: {},
			},
		},
	);
}
