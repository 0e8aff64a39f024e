import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { inject } from '../support/provided.mts';
import { anotherShopper } from './checkout.mts';
import { aMessage, aStatus, aText, MetaApp } from './meta-app.mts';
import { ExampleN8n } from './n8n.mts';
import { tableRows } from './tables.mts';
import { SmtpStub } from '../support/smtp.mts';

const HOUR_MS = 3_600_000;

let host: ExampleN8n;
let mail: SmtpStub;
let id: string;
const app = new MetaApp();

beforeAll(async () => {
	mail = await SmtpStub.start();
	host = await ExampleN8n.start(inject('tarball'));
	host.stub.respond = app.answer;
	id = await host.publish('whatsapp-inbox', {
		credentials: { whatsAppTriggerApi: app.credential, smtp: mail.credential },
		values: {
			Settings: {
				'settings.team_email': 'team@example.com',
				'settings.sender_email': 'shop@example.com',
			},
		},
	});
	// The table is made on activation, and Meta subscribed.
	await host.n8n.api.waitForExecutions(id, 1);
	await app.subscribed();
});
afterAll(async () => {
	await host?.stop();
	await mail?.stop();
});

let phone: string;
beforeEach(() => {
	phone = anotherShopper().digits;
	mail.isRefusing = false;
});

const contacts = async (digits = phone) => {
	const rows = await tableRows(host.n8n.rest, 'ecom360_contacts');
	return rows.filter((row) => row['phone'] === digits);
};
const emails = (digits = phone) => mail.emails.filter(({ subject }) => subject.includes(digits));

/** Calls n8n as Meta does, and waits until n8n is done with it. */
async function call(...parts: Parameters<MetaApp['call']>): Promise<void> {
	const before = (await host.n8n.api.waitForExecutions(id, 0)).length;
	expect(await app.call(...parts)).toMatchObject({ status: 200 });
	await host.n8n.api.waitForExecutions(id, before + 1);
}

/** The time in a column of this shopper's only row. */
async function timeOf(column: string): Promise<number> {
	const rows = await contacts();
	expect(rows).toHaveLength(1);
	return Date.parse(String(rows[0]?.[column]));
}

it('is subscribed to messages, at an address that answered Meta’s question', () => {
	expect(app.subscription).toMatchObject({
		object: 'whatsapp_business_account',
		fields: ['messages'],
	});
	expect(app.subscription?.callback_url).toMatch(/\/webhook\/.+\/webhook$/);
});

describe('a message', () => {
	it.each([
		'STOP',
		' stop!! ',
		'Stop. 🙏',
		'Unsubscribe',
		'cancel',
		'Don’t message',
		'बंद',
		'बन्द करो।',
		'रोकें',
		'मत भेजो 😡',
		'Band karo',
		'mat  bhejo..',
	])('that says %s is an opt-out', async (text) => {
		const at = Date.now() - 5_000;
		await call({ messages: [aText(phone, text, { at })] });
		expect(Math.abs((await timeOf('opted_out_at')) - at)).toBeLessThan(1_000);
		const [row] = await contacts();
		expect(row).toMatchObject({ reason: `Wrote ${text}`, replied_at: null, not_before: null });
		expect(emails()).toEqual([]);
	});

	it.each([
		{ type: 'button', button: { payload: 'x', text: 'Stop promotions' } },
		{
			type: 'interactive',
			interactive: { type: 'button_reply', button_reply: { id: '1', title: 'STOP' } },
		},
		{
			type: 'interactive',
			interactive: { type: 'list_reply', list_reply: { id: '1', title: 'Stop' } },
		},
	])('that is a tap on a button or list counts as its text: %j', async (message) => {
		await call({ messages: [aMessage(phone, message)] });
		expect(await timeOf('opted_out_at')).toBeGreaterThan(0);
	});

	it.each(['START', 'Start again!', 'शुरू करो', 'chalu karo'])(
		'that says %s ends the opt-out',
		async (text) => {
			const at = Date.now() - 60_000;
			await call({ messages: [aText(phone, 'stop', { at })] });
			expect(await timeOf('opted_out_at')).toBeGreaterThan(0);
			await call({ messages: [aText(phone, text)] });
			expect(await contacts()).toMatchObject([{ opted_out_at: null, reason: `Wrote ${text}` }]);
		},
	);

	it('that says START does not end an opt-out that is newer, however late it comes', async () => {
		const start = aText(phone, 'START', { at: Date.now() - 60_000 });
		await call({ messages: [aText(phone, 'STOP')] });
		await call({ messages: [start] });
		expect(await timeOf('opted_out_at')).toBeGreaterThan(0);
	});

	it('that says anything else is a reply: noted, and passed on to a person', async () => {
		const text = 'Please stop by tomorrow, I will pay = ₹2,000';
		const startedAt = Date.now();
		await call({ messages: [aText(phone, text)] }, { name: 'Priya Sharma' });
		expect(await timeOf('replied_at')).toBeGreaterThanOrEqual(startedAt);
		expect(await contacts()).toMatchObject([{ opted_out_at: null, reason: 'Replied' }]);
		expect(emails()).toEqual([
			{
				from: 'shop@example.com',
				to: ['team@example.com'],
				subject: `WhatsApp from Priya Sharma, +${phone}`,
				text: `${text}\n\n--\nName: Priya Sharma\nNumber: +${phone}\nAnswer: https://wa.me/${phone}`,
			},
		]);
	});

	it('without text, such as a photo, is a reply, too', async () => {
		await call({ messages: [aMessage(phone, { type: 'image', image: { id: '1' } })] });
		expect(await timeOf('replied_at')).toBeGreaterThan(0);
		expect(emails()[0]?.text).toContain('They sent something without text: image.');
	});

	it('that is a reply is noted although the email cannot be sent', async () => {
		mail.isRefusing = true;
		await call({ messages: [aText(phone, 'Hello?')] });
		expect(await timeOf('replied_at')).toBeGreaterThan(0);
		const [row] = await contacts();
		expect(row?.['reason']).toMatch(/^Replied, but your team got no email: .*told to refuse/);
	});

	it('that comes late does not take the time back', async () => {
		const late = aText(phone, 'Late', { at: Date.now() - 60_000 });
		await call({ messages: [aText(phone, 'Newer')] });
		const repliedAt = await timeOf('replied_at');
		await call({ messages: [late] });
		expect(await timeOf('replied_at')).toBeGreaterThan(repliedAt);
		expect(emails()).toHaveLength(2);
	});

	it('of a shopper whose number WhatsApp hides goes to a person, and writes no row', async () => {
		const before = (await tableRows(host.n8n.rest, 'ecom360_contacts')).length;
		const hidden = { ...aText(phone, 'I am nobody'), from: undefined };
		await call({ messages: [hidden] });
		const [email] = await mail.waitFor(1, ({ text }) => text.includes('I am nobody'));
		expect(email?.text).toContain('Number: hidden by WhatsApp');
		expect(await tableRows(host.n8n.rest, 'ecom360_contacts')).toHaveLength(before);
	});

	it('about a changed number is no reply', async () => {
		const system = { type: 'system', system: { body: 'changed', type: 'user_changed_number' } };
		await call({ messages: [aMessage(phone, system)] });
		expect([await contacts(), emails()]).toEqual([[], []]);
	});
});

describe('a message that failed', () => {
	it('with 131050 is an opt-out', async () => {
		await call({ statuses: [aStatus(phone, 131050)] });
		expect(await timeOf('opted_out_at')).toBeGreaterThan(0);
		expect((await contacts())[0]?.['reason']).toMatch(/Stopped marketing messages .*131050/);
	});

	it('with 131049 is to be tried later', async () => {
		const startedAt = Date.now();
		await call({ statuses: [aStatus(phone, 131049)] });
		const hours = ((await timeOf('not_before')) - startedAt) / HOUR_MS;
		expect(hours).toBeCloseTo(24, 1);
		expect(await contacts()).toMatchObject([{ opted_out_at: null, unreachable_at: null }]);
	});

	it.each([131026, 130497])('with %i is out of reach', async (code) => {
		await call({ statuses: [aStatus(phone, code)] });
		expect(await timeOf('unreachable_at')).toBeGreaterThan(0);
		expect(await contacts()).toMatchObject([{ opted_out_at: null, not_before: null }]);
	});

	it('for a reason that is not the shopper’s, such as payment, changes nothing', async () => {
		await call({ statuses: [aStatus(phone, 131042)] });
		expect(await contacts()).toEqual([]);
	});
});

it('changes nothing for a message that was sent, delivered or read', async () => {
	const { length } = await host.n8n.api.executions(id);
	for (const status of ['sent', 'delivered', 'read']) {
		expect(await app.call({ statuses: [aStatus(phone, status)] })).toMatchObject({ status: 200 });
	}
	await call({ statuses: [aStatus(phone, 'read'), aStatus(phone, 131042)] });
	expect(await contacts()).toEqual([]);
	expect(await host.n8n.api.executions(id)).toHaveLength(length + 1);
});

it('takes apart a call with several messages and statuses', async () => {
	const [second, third, fourth] = [anotherShopper(), anotherShopper(), anotherShopper()];
	await call({
		messages: [
			aText(phone, 'STOP'),
			aText(second.digits, 'Hi'),
			aText(second.digits, 'You there?'),
		],
		statuses: [aStatus(third.digits, 131026), aStatus(fourth.digits, 131049)],
	});
	expect(await timeOf('opted_out_at')).toBeGreaterThan(0);
	expect(await contacts(second.digits)).toMatchObject([{ replied_at: expect.any(String) }]);
	expect(await contacts(third.digits)).toMatchObject([{ unreachable_at: expect.any(String) }]);
	expect(await contacts(fourth.digits)).toMatchObject([{ not_before: expect.any(String) }]);
	const texts = emails(second.digits).map(({ text }) => text.split('\n')[0]);
	expect(texts).toEqual(['Hi', 'You there?']);
});

it('does nothing for a call that Meta did not sign', async () => {
	await app.call({ messages: [aText(phone, 'STOP')] }, { secret: 'guessed' });
	await call({ messages: [aText(anotherShopper().digits, 'STOP')] });
	expect(await contacts()).toEqual([]);
});

it('keeps one row, with all that happened, when everything comes twice and at once', async () => {
	const stop = { messages: [aText(phone, 'STOP')] };
	const reply = { messages: [aText(phone, 'Why so many messages?')] };
	const later = { statuses: [aStatus(phone, 131049)] };
	const { length } = await host.n8n.api.executions(id);
	const calls = [stop, reply, later, stop, reply, later];
	await Promise.all(calls.map(async (parts) => await app.call(parts)));
	await host.n8n.api.waitForExecutions(id, length + calls.length);
	expect(await contacts()).toMatchObject([
		{
			opted_out_at: expect.any(String),
			replied_at: expect.any(String),
			not_before: expect.any(String),
		},
	]);
});

it('keeps an opt-out when n8n is killed, and goes on taking messages', async () => {
	await call({ messages: [aText(phone, 'STOP')] });
	const optedOutAt = await timeOf('opted_out_at');
	const address = app.subscription?.callback_url;
	const { length } = await host.n8n.api.executions(id);
	await host.restart({ isSudden: true });
	// It runs once as n8n starts.
	await host.n8n.api.waitForExecutions(id, length + 1);
	await call({ messages: [aText(phone, 'Hello?')] });
	expect(app.subscription?.callback_url).toBe(address);
	expect(await timeOf('opted_out_at')).toBe(optedOutAt);
	expect(await timeOf('replied_at')).toBeGreaterThan(0);
});
