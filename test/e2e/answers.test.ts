import { beforeAll, describe, expect, it } from '@jest/globals';

import { CHECKOUT_PATHS } from '../support/checkout.mts';
import { TestN8n } from '../support/n8n.mts';
import type { TestWorkflow, ToSend } from '../support/n8n-workflow.mts';
import { inject } from '../support/provided.mts';
import { outcomeOf } from './outcome.mts';

const n8n = new TestN8n(inject('n8n'));

const startingNothing = (status: number, body: unknown) => ({ status, body, started: 0 });
const MINUTE_MS = 60_000;
const minutesFromNow = (minutes: number) => new Date(Date.now() + minutes * MINUTE_MS);
const rejected = (reason: string, issues?: string[]) => ({
	status: 'rejected',
	reason,
	...(issues && { issues }),
});

describe('a refused delivery starts nothing:', () => {
	let workflow: TestWorkflow;
	beforeAll(async () => {
		workflow = await n8n.triggerWith();
	});

	it.each<[string, number, object, ToSend]>([
		[
			'no signature header',
			401,
			rejected('signature_missing'),
			{ headers: { 'x-webhook-signature': undefined } },
		],
		[
			'a blank signature header',
			401,
			rejected('signature_missing'),
			{ headers: { 'x-webhook-signature': ' ' } },
		],
		[
			'an unreadable signature header',
			401,
			rejected('signature_malformed'),
			{ headers: { 'x-webhook-signature': 'sha256=zzz' } },
		],
		['a signature by another key', 401, rejected('signature_mismatch'), { forged: true }],
		[
			'an OCC signature by another key',
			401,
			rejected('signature_mismatch'),
			{ vendor: 'occ', forged: true },
		],
		['a genuine list', 400, rejected('body_not_json'), { body: '[]' }],
		['a genuine string', 400, rejected('body_not_json'), { body: '"checkout"' }],
		[
			'genuine text that is no JSON',
			400,
			rejected('body_not_json'),
			{ body: 'checkout', headers: { 'content-type': 'text/plain' } },
		],
		[
			'a genuine event without a checkout',
			422,
			rejected('payload_unrecognized', CHECKOUT_PATHS),
			{ body: { event: 'ABANDONED_CHECKOUT', data: { email: 'asha@example.com' } } },
		],
		[
			'a genuine event whose data is no object',
			422,
			rejected('payload_unrecognized', ['data']),
			{ body: { event: 'ABANDONED_CHECKOUT', data: 7 } },
		],
		[
			'a genuine flat body without a checkout',
			422,
			rejected('payload_unrecognized', [
				'cartId',
				'cartToken',
				'abandonedCheckoutUrl',
				'lineItems',
			]),
			{ vendor: 'occ', body: { email: 'asha@example.com' } },
		],
	])('%s', async (_, status, body, sent) => {
		expect(await outcomeOf(n8n, workflow, sent)).toEqual(startingNothing(status, body));
	});

	it("JSON that cannot be parsed, by n8n's own answer", async () => {
		const body = expect.objectContaining({ code: 422, message: 'Failed to parse request body' });
		expect(await outcomeOf(n8n, workflow, { body: '{"event":' })).toEqual(
			startingNothing(422, body),
		);
	});
});

describe('a timestamp outside the tolerance', () => {
	let workflow: TestWorkflow;
	beforeAll(async () => {
		workflow = await n8n.triggerWith({ signatureOptions: { timestampTolerance: 5 } });
	});

	it.each([
		['too old', -6],
		['too far ahead', 6],
	])('starts nothing: %s', async (_, minutes) => {
		const sent: ToSend = { vendor: 'occ', now: minutesFromNow(minutes) };
		expect(await outcomeOf(n8n, workflow, sent)).toEqual(
			startingNothing(401, rejected('timestamp_out_of_tolerance')),
		);
	});

	it('is not what a fresh one is', async () => {
		expect(await workflow.deliver({ vendor: 'occ', now: minutesFromNow(-4) })).toMatchObject({
			status: 200,
			body: { status: 'accepted' },
		});
	});
});

describe('without a usable key', () => {
	const key = 'not written in hex';

	it.each([
		[
			'one that is not written as its encoding says',
			{ webhookKey: key, webhookKeyEncoding: 'hex' },
		],
		['a blank one', { webhookKey: ' ' }],
	])('nothing is accepted: %s', async (_, data) => {
		const credential = await n8n.createCredential();
		// Changed afterwards, since n8n publishes no workflow whose credential holds no usable key.
		const workflow = await n8n.triggerWith({}, { ...credential, key });
		await n8n.changeCredential(credential, data);
		expect(await outcomeOf(n8n, workflow, {})).toEqual(
			startingNothing(500, rejected('webhook_key_missing')),
		);
	});

	it('nothing is accepted: the credential was deleted', async () => {
		const credential = await n8n.createCredential();
		const workflow = await n8n.triggerWith({}, credential);
		await n8n.deleteCredential(credential);
		expect(await outcomeOf(n8n, workflow, {})).toEqual(
			startingNothing(500, rejected('webhook_key_missing')),
		);
		expect(n8n.log).toContain('Ecom360 credential cannot be read');
	});

	it('a request without a signature is refused all the same', async () => {
		const credential = await n8n.createCredential();
		const workflow = await n8n.triggerWith({}, { ...credential, key });
		await n8n.changeCredential(credential, { webhookKey: ' ' });
		const sent = { headers: { 'x-webhook-signature': undefined } };
		expect(await outcomeOf(n8n, workflow, sent)).toEqual(
			startingNothing(401, rejected('signature_missing')),
		);
	});
});
