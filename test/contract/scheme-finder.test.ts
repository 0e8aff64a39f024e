import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { anEcom360Body } from '../support/checkout.mts';
import { KEY, signed } from '../support/receiving.mts';
import { WEBHOOK_URLS } from '../../scripts/embedded/context.mts';
import { NodeOperationError, stopTriggers, TestTrigger } from './webhook.mts';

afterEach(stopTriggers);

const TIMESTAMP = '1769853600000';
const SIGNATURE = 'x-webhook-signature';

/** Ecom360's delivery, but signed over what `content` makes of its body. */
function deliveryOver(content: (body: string) => string) {
	const { body, headers } = signed({ body: anEcom360Body() });
	const signature = createHmac('sha256', KEY).update(content(body.toString())).digest('hex');
	const sent = { ...headers, 'x-webhook-timestamp': TIMESTAMP, [SIGNATURE]: signature };
	return { body, headers: sent };
}

const dotted = deliveryOver((body) => `${TIMESTAMP}.${body}`);

/** The answer's status, and what the canvas shows. */
async function send(
	delivery: typeof dotted,
	options: IDataObject = {},
	mode: 'manual' | 'webhook' = 'manual',
	query = '',
) {
	const trigger = await TestTrigger.start({ mode, parameters: { signatureOptions: options } });
	const { status, body } = await trigger.send(delivery, { query });
	const { thrown } = trigger.lastRun;
	const shown = thrown instanceof NodeOperationError ? thrown : undefined;
	const text = `${shown?.message ?? ''} ${shown?.description ?? ''}`;
	return { status, body: body as { reason?: string }, text, thrown };
}

describe('a delivery signed in a way that is not set', () => {
	it('is refused in production, without a search or a word', async () => {
		const { status, body, thrown } = await send(dotted, {}, 'webhook');
		expect([status, body.reason, thrown]).toEqual([401, 'signature_mismatch', undefined]);
	});

	it('is refused while listening, with the settings named', async () => {
		const { status, body, text } = await send(dotted);
		expect([status, body.reason]).toEqual([401, 'signature_mismatch']);
		expect(text).toContain("'Signature Scheme' to Custom");
		expect(text).toContain("'Signed Content' to {timestamp}.{body}");
		expect(text).not.toContain(KEY);
		expect(text).not.toContain(dotted.headers[SIGNATURE]);
	});

	it.each(['manual', 'webhook'] as const)(
		'may sign the address that it calls: %s',
		async (mode) => {
			const options = { signatureScheme: 'custom', signedContent: '{url}|{body}' };
			const called = WEBHOOK_URLS[mode === 'manual' ? 'test' : 'production'];
			const delivery = deliveryOver((body) => `${called}|${body}`);
			expect((await send(delivery, options, mode)).status).toBe(200);
		},
	);

	it('names the query that the sender wrote behind the address', async () => {
		const delivery = deliveryOver((body) => `${WEBHOOK_URLS.test}?shop=1.${body}`);
		const { text } = await send(delivery, {}, 'manual', '?shop=1');
		expect(text).toContain("'Signed Content' to {url}?shop=1.{body}");
		const options = { signatureScheme: 'custom', signedContent: '{url}?shop=1.{body}' };
		expect((await send(delivery, options, 'manual', '?shop=1')).status).toBe(200);
	});

	it('answers 500 where the signed content is without the body', async () => {
		const options = { signatureScheme: 'custom', signedContent: '{timestamp}' };
		const production = await send(dotted, options, 'webhook');
		expect([production.status, production.body.reason]).toEqual([500, 'signature_scheme_invalid']);
		expect(production.thrown).toBeUndefined();
		const listening = await send(dotted, options);
		expect(listening.status).toBe(500);
		expect(listening.text).toContain("'Signed Content'");
	});
});
