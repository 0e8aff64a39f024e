import { afterEach, describe, expect, it } from '@jest/globals';

import { anEcom360Body } from '../support/checkout.mts';
import { KEY, signed } from '../support/receiving.mts';
import { stopTriggers, TestTrigger } from './webhook.mts';

afterEach(stopTriggers);

/** A credential whose readings are counted, and last until `release`. */
function slowCredential(webhookKey: string) {
	let release = (): void => undefined;
	const released = new Promise<void>((resolve) => (release = resolve));
	let count = 0;
	const credential = async () => {
		count += 1;
		await released;
		return { webhookKey };
	};
	return { credential, release, readings: () => count };
}

describe('the credential', () => {
	it('is read once for deliveries that come in while it is being read', async () => {
		const { credential, release, readings } = slowCredential(KEY);
		const trigger = await TestTrigger.start({ credential });
		const another = { headers: { 'x-request-id': 'r2' }, body: anEcom360Body({ cart_id: 'c2' }) };
		const genuine = [signed(), signed(another)];
		const forged = Array.from({ length: 18 }, () => signed({ forged: true }));
		const answers = [...genuine, ...forged].map(async (delivery) => await trigger.send(delivery));
		await trigger.arrivals(20);
		release();
		const statuses = (await Promise.all(answers)).map(({ status }) => status);
		expect(statuses).toEqual([...genuine.map(() => 200), ...forged.map(() => 401)]);
		expect(readings()).toBe(1);
	});

	it('is read by each trigger for itself', async () => {
		const ours = slowCredential(KEY);
		const theirs = slowCredential('whk_of_another_shop');
		const triggers = [
			await TestTrigger.start({ credential: ours.credential, workflowId: 'w1' }),
			await TestTrigger.start({ credential: theirs.credential, workflowId: 'w1' }),
		];
		const answers = triggers.map(async (trigger) => await trigger.send(signed()));
		await Promise.all(triggers.map(async (trigger) => await trigger.arrivals(1)));
		ours.release();
		theirs.release();
		expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 401]);
	});

	it('counts as it is now: a changed key at once', async () => {
		let webhookKey = KEY;
		const trigger = await TestTrigger.start({ credential: async () => ({ webhookKey }) });
		expect(await trigger.send(signed())).toMatchObject({ status: 200 });
		webhookKey = 'whk_new';
		expect(await trigger.send(signed())).toMatchObject({ status: 401 });
	});

	it('is read again after it could not be read', async () => {
		let isBroken = true;
		const credential = async () => {
			if (isBroken) throw new Error('Credentials could not be decrypted');
			return { webhookKey: KEY };
		};
		const trigger = await TestTrigger.start({ credential });
		expect(await trigger.send(signed())).toMatchObject({ status: 500 });
		isBroken = false;
		expect(await trigger.send(signed())).toMatchObject({ status: 200 });
	});
});

// What makes a key is tabled in test/unit/webhook/keys.test.ts.
describe('the webhook keys', () => {
	it('keep their roles where the current one is blank', async () => {
		const credential = { webhookKey: ' ', previousWebhookKey: KEY };
		const trigger = await TestTrigger.start({ credential });
		expect((await trigger.send(signed())).status).toBe(200);
		expect(trigger.lastRun.returned?.workflowData).toMatchObject([
			[{ json: { delivery: { warnings: ['previous_webhook_key'] } } }],
		]);
	});
});
