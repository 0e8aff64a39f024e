import { randomBytes } from 'node:crypto';

import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { anotherShopper } from './checkout.mts';
import { Inbox } from './inbox.mts';
import { aStatus, aText } from './meta-app.mts';
import type { ExampleN8n } from './n8n.mts';
import { withN8n } from './started.mts';

const HOUR_MS = 3_600_000;

let host: ExampleN8n;
let inbox: Inbox;

withN8n(async (started) => {
	host = started;
	inbox = new Inbox(host);
	await inbox.publish();
});

let phone: string;
beforeEach(() => {
	phone = anotherShopper().digits;
});

describe('a message that failed', () => {
	it.each([
		[131050, 'opted_out_at', 0],
		[131049, 'capped_until', 24],
		[131026, 'unreachable_at', 0],
		[130497, 'unreachable_at', 0],
	])('with %i is noted in %s, for %i hours from now', async (code, column, hours) => {
		const startedAt = Date.now();
		await inbox.call({ statuses: [aStatus(phone, code)] });
		expect(((await inbox.timeOf(phone, column)) - startedAt) / HOUR_MS).toBeCloseTo(hours, 1);
		const columns = ['opted_out_at', 'capped_until', 'unreachable_at'];
		const others = columns.filter((name) => name !== column).map((name) => [name, null]);
		expect(await inbox.contacts(phone)).toMatchObject([Object.fromEntries(others)]);
	});

	it('for a reason that is not the shopper’s, such as payment, changes nothing', async () => {
		await inbox.call({ statuses: [aStatus(phone, 131042)] });
		expect(await inbox.contacts(phone)).toEqual([]);
	});
});

describe('the row of a message', () => {
	const statusOf = async (id: string) =>
		(await host.tables.rows('messages')).find((row) => row['message_id'] === id);
	const aMessageRow = async () => {
		const message_id = `wamid.${randomBytes(8).toString('hex')}`;
		const row = { message_id, key: `+${phone}`, status: 'accepted', code: '' };
		await host.tables.add('messages', row);
		return message_id;
	};
	beforeAll(async () => await host.tables.make('messages'));

	it('follows Meta, and is not taken back by what comes late', async () => {
		const id = await aMessageRow();
		const other = await aMessageRow();
		await inbox.call({ statuses: [aStatus(phone, 'delivered', { id })] });
		expect(await statusOf(id)).toMatchObject({ status: 'delivered' });
		await inbox.call({ statuses: [aStatus(phone, 'read', { id })] });
		await inbox.call({ statuses: [aStatus(phone, 'delivered', { id })] });
		expect(await statusOf(id)).toMatchObject({ status: 'read' });
		expect(await statusOf(other)).toMatchObject({ status: 'accepted' });
		expect(await inbox.contacts(phone)).toEqual([]);
	});

	it('is corrected by a failure', async () => {
		const id = await aMessageRow();
		await inbox.call({ statuses: [aStatus(phone, 131026, { id })] });
		expect(await statusOf(id)).toMatchObject({ status: 'failed', code: '131026' });
	});
});

it('tells the team of a template that Meta paused, and not of one that it approved', async () => {
	const alert = (event: string) => ({
		event,
		message_template_id: 1,
		message_template_name: 'cart_reminder',
		message_template_language: 'hi',
		reason: 'Low quality',
	});
	const field = 'message_template_status_update';
	await inbox.call(alert('APPROVED'), { field });
	await inbox.call(alert('PAUSED'), { field });
	const mails = host.mail.emails.filter(({ subject }) => subject.includes('template'));
	expect(mails).toMatchObject([{ to: ['team@example.com'] }]);
	expect(mails[0]?.text).toContain('cart_reminder (hi) is PAUSED. Reason: Low quality');
});

it('takes apart a call with several messages and statuses', async () => {
	const [second, third, fourth] = [anotherShopper(), anotherShopper(), anotherShopper()];
	await inbox.call({
		messages: [
			aText(phone, 'STOP'),
			aText(second.digits, 'Hi'),
			aText(second.digits, 'You there?'),
		],
		statuses: [aStatus(third.digits, 131026), aStatus(fourth.digits, 131049)],
	});
	expect(await inbox.timeOf(phone, 'opted_out_at')).toBeGreaterThan(0);
	expect(await inbox.contacts(second.digits)).toMatchObject([{ replied_at: expect.any(String) }]);
	expect(await inbox.contacts(third.digits)).toMatchObject([
		{ unreachable_at: expect.any(String) },
	]);
	expect(await inbox.contacts(fourth.digits)).toMatchObject([{ capped_until: expect.any(String) }]);
	const texts = inbox.emails(second.digits).map(({ text }) => text.split('\n')[0]);
	expect(texts).toEqual(['Hi', 'You there?']);
});

it('does nothing for a call that Meta did not sign', async () => {
	await inbox.app.call({ messages: [aText(phone, 'STOP')] }, { secret: 'guessed' });
	await inbox.call({ messages: [aText(anotherShopper().digits, 'STOP')] });
	expect(await inbox.contacts(phone)).toEqual([]);
});

it('keeps one row, with all that happened, when everything comes twice and at once', async () => {
	const stop = { messages: [aText(phone, 'STOP')] };
	const reply = { messages: [aText(phone, 'Why so many messages?')] };
	const later = { statuses: [aStatus(phone, 131049)] };
	const calls = [stop, reply, later, stop, reply, later];
	await inbox.done(calls.length, async () => {
		await Promise.all(calls.map(async (parts) => await inbox.app.call(parts)));
	});
	expect(await inbox.contacts(phone)).toMatchObject([
		{
			opted_out_at: expect.any(String),
			replied_at: expect.any(String),
			capped_until: expect.any(String),
		},
	]);
});

it('keeps an opt-out when n8n is killed, and goes on taking messages', async () => {
	await inbox.call({ messages: [aText(phone, 'STOP')] });
	const optedOutAt = await inbox.timeOf(phone, 'opted_out_at');
	const address = inbox.app.subscription?.callback_url;
	// It runs once as n8n starts.
	await inbox.done(1, async () => await host.restart({ isSudden: true }));
	await inbox.call({ messages: [aText(phone, 'Hello?')] });
	expect(inbox.app.subscription?.callback_url).toBe(address);
	expect(await inbox.timeOf(phone, 'opted_out_at')).toBe(optedOutAt);
	expect(await inbox.timeOf(phone, 'replied_at')).toBeGreaterThan(0);
});
