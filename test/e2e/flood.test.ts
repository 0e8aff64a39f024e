import { expect, it } from '@jest/globals';

import type { SignedDelivery } from '../../scripts/delivery.mts';
import { inject } from '../support/provided.mts';
import { mutations } from './mutated.mts';
import { TestN8n } from '../support/n8n.mts';
import { secretsIn } from './secrets.mts';

const n8n = new TestN8n(inject('n8n'));
const FORGED = 340;
const AT_ONCE = 20;

interface Forgery {
	how: string;
	built: SignedDelivery;
}

it(`${FORGED} forged deliveries start nothing, are answered 4xx, and leave no secret`, async () => {
	const workflow = await n8n.triggerWith();
	const kinds = [...Object.entries(mutations), ['another key', undefined] as const];
	const forgeries = Array.from({ length: FORGED }, (_, index): Forgery => {
		const [how, mutate] = kinds[index % kinds.length]!;
		const n = Math.floor(index / kinds.length);
		const vendor = n % 2 === 0 ? 'ecom360' : 'occ';
		const genuine = workflow.signed({ vendor, unique: true, forged: !mutate });
		return { how, built: mutate?.(genuine, n) ?? genuine };
	});

	const queue = forgeries.values();
	const wrong: string[] = [];
	let answered = 0;
	const sendSome = async () => {
		for (const { how, built } of queue) {
			const { status } = await workflow.deliver({ built });
			answered += 1;
			if (status < 400 || status >= 500) wrong.push(`${how}: ${status}`);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, sendSome));

	expect(wrong).toEqual([]);
	expect(answered).toBe(FORGED);
	await n8n.settle();
	expect(await workflow.executions()).toEqual([]);
	const deliveries = forgeries.map(({ built }) => built);
	expect(secretsIn(n8n.log, n8n.credential.key, deliveries)).toEqual([]);

	// The trigger is as ready as before, and a secret would have been seen.
	const genuine = workflow.signed();
	expect((await workflow.deliver({ built: genuine })).status).toBe(200);
	const { 'x-webhook-signature': signature = '' } = genuine.headers;
	expect(secretsIn(signature, n8n.credential.key, [genuine])).toEqual([signature]);
});
