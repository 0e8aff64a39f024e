import type { IExecuteFunctions } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import * as z from 'zod/v4-mini';

import type { Result } from '../../shared/result';
import { type Answer, type NoAnswer, send } from '../../transport/send';
import type { UnsignedEvent } from '../../webhook/sign-event';
import { readParameters } from './parameters';
import { type Checked, summary } from './results';
import { sending, sendingProperties } from './sending';
import { isSuccess, isWebPage, judge, said, triggerAnswer } from './verdict';
import type { Verdict } from './verdict-texts';

/** No parameters but those that every operation has. */
const Parameters = z.object(sending);

/**
 * Sends the test event of Cashfree's dashboard, and tells whether the address and the key are right.
 *
 * A wrong answer is an item like any other, so that a workflow can act on it; only wrong parameters
 * and a missing key throw.
 */
export async function execute(context: IExecuteFunctions, itemIndex: number): Promise<Checked> {
	const parameters = readParameters(context, itemIndex, Parameters, sendingProperties);
	const sent = await send(context, itemIndex, testEvent(Date.now()), parameters);
	const { outcome } = sent;
	return {
		...judgeCheck(parameters.url, outcome),
		status: outcome.ok ? outcome.value.status : null,
		latencyMs: outcome.ok ? outcome.value.latencyMs : null,
		sent: summary(sent),
	};
}

/**
 * What Cashfree's dashboard sends when a merchant clicks *Test* beside an endpoint; it holds no
 * checkout, so our trigger answers it and starts nothing.
 */
function testEvent(now: number): UnsignedEvent {
	const event = {
		data: { test_object: { test_key: 'test_value' } },
		type: 'WEBHOOK',
		event_time: new Date(now).toISOString(),
	};
	return {
		vendor: 'payments',
		body: Buffer.from(JSON.stringify(event)),
		details: { id: randomUUID() },
	};
}

function judgeCheck(url: string, outcome: Result<Answer, NoAnswer>): Verdict {
	const verdict = judge(url, outcome);
	if (!outcome.ok || !isSuccess(outcome.value)) return verdict;
	const answer = outcome.value;
	if (isWebPage(answer)) {
		return {
			ok: false,
			result: 'A web page answered, not the trigger.',
			advice: `A login page or a proxy is in front of it. Let requests to the webhook pass without a login. It said: ${said(answer)}`,
		};
	}
	const trigger = triggerAnswer(answer);
	if (trigger?.status === 'accepted') {
		return {
			ok: true,
			result: 'The address and the key are right. The workflow started.',
			advice: null,
		};
	}
	if (trigger) {
		return {
			ok: true,
			result: 'The address and the key are right: the trigger is ready for events.',
			advice: null,
		};
	}
	return {
		ok: true,
		result: `The URL took the event with status ${answer.status}. It is not an Ecom360 Trigger, so it may or may not check the key.`,
		advice: null,
	};
}
