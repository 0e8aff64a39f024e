import { expect, it } from '@jest/globals';

import { atOnce } from '../support/at-once.mts';
import { TestN8n } from '../support/n8n.mts';
import { inject } from '../support/provided.mts';
import { forgeries } from './forgeries.mts';
import { secretsIn } from './secrets.mts';

const n8n = new TestN8n(inject('n8n'));
const FORGED = 330;

it(`${FORGED} forged deliveries start nothing, are answered 4xx, and leave no secret`, async () => {
	const workflow = await n8n.triggerWith();
	const kinds = [...Object.entries(forgeries), ['another key', undefined] as const];
	const flood = Array.from({ length: FORGED }, (_, index) => {
		const [how, forge] = kinds[index % kinds.length]!;
		const n = Math.floor(index / kinds.length);
		const vendor = n % 2 === 0 ? 'ecom360' : 'occ';
		const genuine = workflow.signed({ vendor, unique: true, forged: !forge });
		return { how, built: forge?.(genuine, n) ?? genuine };
	});

	const answers: string[] = [];
	await atOnce(20, flood, async ({ how, built }) => {
		const { status } = await workflow.deliver({ built });
		answers.push(`${how}: ${status}`);
	});
	expect(answers).toHaveLength(FORGED);
	expect(answers.filter((answer) => !/: 4\d\d$/.test(answer))).toEqual([]);
	await n8n.settle();
	expect(await workflow.executions()).toEqual([]);
	const deliveries = flood.map(({ built }) => built);
	expect(secretsIn(n8n.log, n8n.credential.key, deliveries)).toEqual([]);

	// The trigger is as ready as before, and a secret would have been seen.
	const genuine = workflow.signed();
	expect((await workflow.deliver({ built: genuine })).status).toBe(200);
	const { 'x-webhook-signature': signature = '' } = genuine.headers;
	expect(secretsIn(signature, n8n.credential.key, [genuine])).toEqual([signature]);
});
