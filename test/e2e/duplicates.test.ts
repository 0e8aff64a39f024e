import { describe, expect, it } from '@jest/globals';

import { TestN8n } from '../support/n8n.mts';
import { inject } from '../support/provided.mts';

const n8n = new TestN8n(inject('n8n'));

const answerOf = ({ status, body }: { status: number; body: unknown }) => ({ status, body });
const accepted = (id: string) => ({ status: 200, body: { status: 'accepted', id } });
const duplicate = (id: string) => ({
	status: 200,
	body: { status: 'ignored', reason: 'duplicate', id },
});

describe('copies of a delivery', () => {
	it('a hundred at once start one execution, and each is answered 200', async () => {
		const workflow = await n8n.triggerWith();
		const built = workflow.signed({ headers: { 'x-request-id': 'delivery-1' } });
		const sending = Array.from({ length: 100 }, async () => await workflow.deliver({ built }));
		const answers = (await Promise.all(sending)).map(answerOf);

		const isFirst = ({ body }: { body: unknown }) => JSON.stringify(body).includes('"accepted"');
		expect(answers.filter(isFirst)).toEqual([accepted('delivery-1')]);
		const others = answers.filter((answer) => !isFirst(answer));
		expect(others).toEqual(Array(99).fill(duplicate('delivery-1')));
		await n8n.settle();
		expect(await workflow.runs(1)).toHaveLength(1);
	});

	it('are known by the signed body, whatever id they carry', async () => {
		const workflow = await n8n.triggerWith();
		const send = async (id: string) =>
			answerOf(await workflow.deliver({ headers: { 'x-request-id': id } }));
		expect(await send('one')).toEqual(accepted('one'));
		expect(await send('two')).toEqual(duplicate('two'));
		await n8n.settle();
		expect(await workflow.executions()).toHaveLength(1);
	});

	it('are not known by their id alone, which nobody signs: another cart is another event', async () => {
		const workflow = await n8n.triggerWith();
		const headers = { 'x-request-id': 'one' };
		const send = async () => answerOf(await workflow.deliver({ unique: true, headers }));
		expect(await send()).toEqual(accepted('one'));
		expect(await send()).toEqual(accepted('one'));
		await n8n.settle();
		expect(await workflow.executions()).toHaveLength(2);
	});

	it('are known when the sender signs its retry anew', async () => {
		const workflow = await n8n.triggerWith();
		const send = async (now: Date) => await workflow.deliver({ vendor: 'occ', now });
		expect(await send(new Date('2026-01-31T10:00:00Z'))).toMatchObject({
			body: { status: 'accepted' },
		});
		expect(await send(new Date('2026-01-31T10:05:00Z'))).toMatchObject({
			body: { status: 'ignored', reason: 'duplicate' },
		});
	});

	it('are each accepted by another trigger', async () => {
		const [one, two] = [await n8n.triggerWith(), await n8n.triggerWith()];
		const built = one.signed({ headers: { 'x-request-id': 'one' } });
		expect(answerOf(await one.deliver({ built }))).toEqual(accepted('one'));
		expect(answerOf(await two.deliver({ built }))).toEqual(accepted('one'));
	});

	it('are each accepted where duplicates are not skipped', async () => {
		const workflow = await n8n.triggerWith({ options: { skipDuplicates: false } });
		const built = workflow.signed({ headers: { 'x-request-id': 'one' } });
		expect(answerOf(await workflow.deliver({ built }))).toEqual(accepted('one'));
		expect(answerOf(await workflow.deliver({ built }))).toEqual(accepted('one'));
		expect(await workflow.runs(2)).toHaveLength(2);
	});

	it('are accepted after a refusal: only what was accepted is remembered', async () => {
		const workflow = await n8n.triggerWith();
		const built = workflow.signed({ headers: { 'x-request-id': 'one' } });
		const forged = { ...built, headers: { ...built.headers, 'x-webhook-signature': 'x' } };
		expect((await workflow.deliver({ built: forged })).status).toBe(401);
		expect(answerOf(await workflow.deliver({ built }))).toEqual(accepted('one'));
	});
});
