import { describe, expect, inject, it } from 'vitest';

import { mutations } from '../support/mutated.mts';
import { TestN8n } from '../support/n8n.mts';
import { secretsIn } from '../support/secrets.mts';

const n8n = new TestN8n(inject('n8n'));
const FORGED = 2000;
const AT_ONCE = 20;

describe('many deliveries at once', () => {
	it('starts one execution for a hundred copies, and answers each with 200', async () => {
		const workflow = await n8n.triggerWith();
		const built = workflow.signed({ unique: true });
		const answers = await Promise.all(
			Array.from({ length: 100 }, async () => await workflow.deliver({ built })),
		);
		expect(answers.map(({ status }) => status)).toEqual(Array(100).fill(200));
		expect(answers.filter(({ body }) => isAccepted(body))).toHaveLength(1);
		await n8n.settle();
		expect(await workflow.executions()).toHaveLength(1);
	});

	it(`starts none for ${FORGED} forged ones, answers each with 4xx, and logs no secret`, async () => {
		const workflow = await n8n.triggerWith();
		const kinds = Object.values(mutations);
		const forged = Array.from({ length: FORGED }, (_, n) => {
			const mutate = kinds[n % kinds.length];
			return mutate?.(workflow.signed({ unique: true }), n) ?? expect.fail('no such mutation');
		});

		const queue = forged.entries();
		const statuses: number[] = [];
		const sendSome = async () => {
			for (const [n, built] of queue) statuses[n] = (await workflow.deliver({ built })).status;
		};
		await Promise.all(Array.from({ length: AT_ONCE }, sendSome));

		const wrong = statuses.flatMap((status, n) =>
			status >= 400 && status < 500 ? [] : `${Object.keys(mutations)[n % kinds.length]}: ${status}`,
		);
		expect(wrong).toEqual([]);
		expect(statuses).toHaveLength(FORGED);
		await n8n.settle();
		expect(await workflow.executions()).toEqual([]);
		expect(secretsIn(n8n.log, n8n.credential.key, forged)).toEqual([]);
	});
});

function isAccepted(body: unknown): boolean {
	return JSON.stringify(body).startsWith('{"status":"accepted"');
}
