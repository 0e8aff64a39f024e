import { afterEach, describe, expect, it } from '@jest/globals';

import { ID, signed } from '../support/receiving.mts';
import { stopTriggers, TestTrigger } from './webhook.mts';

afterEach(stopTriggers);

const unexpected = { status: 500, body: { status: 'rejected', reason: 'unexpected' } };
const customer = ['Asha', 'asha@example.com', '6000376569'];

describe('what nobody foresaw', () => {
	it('is answered 500 and logged, starts nothing, and is tried again', async () => {
		let isBroken = true;
		const trigger = await TestTrigger.start({
			parameters: { options: { includeRawBody: true } },
			change: (context) => {
				if (!isBroken) return;
				context.helpers.prepareBinaryData = async (body) => {
					throw new RangeError(`No room for\n    at ${String(body)}`);
				};
			},
		});
		expect(await trigger.send(signed())).toMatchObject(unexpected);
		expect(trigger.lastRun.thrown).toBeUndefined();
		expect(trigger.executions).toBe(0);

		const [entry, ...others] = trigger.logs;
		expect(others).toEqual([]);
		expect(entry).toMatchObject({
			level: 'error',
			message: 'Ecom360 delivery rejected',
			details: { reason: 'unexpected', error: 'RangeError', nodeName: 'Ecom360 Trigger' },
		});
		const { place } = entry?.details as { place: string };
		expect(place).toMatch(/^unforeseen\.test\.ts:\d+:\d+$/);
		for (const said of customer) expect(JSON.stringify(trigger.logs)).not.toContain(said);

		isBroken = false;
		const retry = await trigger.send(signed());
		expect(retry).toMatchObject({ status: 200, body: { status: 'accepted', id: ID } });
	});

	it.each([
		['before anything is verified', 'getHeaderData' as const],
		['while the parameters are read', 'getNodeParameter' as const],
		['while the body is read', 'getRequestObject' as const],
	])('never throws in production: %s', async (_, part) => {
		const trigger = await TestTrigger.start({
			change: (context) => {
				Object.defineProperty(context, part, {
					value: () => {
						throw new TypeError('planted');
					},
				});
			},
		});
		expect(await trigger.send(signed())).toMatchObject(unexpected);
		expect(trigger.lastRun).toMatchObject({ returned: { noWebhookResponse: true } });
		expect(trigger.lastRun.thrown).toBeUndefined();
		expect(trigger.executions).toBe(0);
	});

	it('is told of an expression that has no value', async () => {
		const trigger = await TestTrigger.start({
			parameters: { options: { locale: '={{ $("Nowhere").item.json.locale }}' } },
		});
		expect(await trigger.send(signed())).toMatchObject(unexpected);
		expect(trigger.logs).toMatchObject([{ level: 'error', details: { reason: 'unexpected' } }]);
	});
});
