import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { inject } from '../support/provided.mts';
import { anotherShopper } from './checkout.mts';
import { Inbox } from './inbox.mts';
import { aMessage, aText } from './meta-app.mts';
import { ExampleN8n } from './n8n.mts';
import { tableRows } from './tables.mts';

let host: ExampleN8n;
let inbox: Inbox;

beforeAll(async () => {
	host = await ExampleN8n.start(inject('tarball'));
	inbox = new Inbox(host);
	await inbox.publish();
});
afterAll(async () => await host?.stop());

let phone: string;
beforeEach(() => {
	phone = anotherShopper().digits;
	host.mail.isRefusing = false;
});

it('is subscribed to messages, at an address that answered Meta’s question', () => {
	expect(inbox.app.subscription).toMatchObject({
		object: 'whatsapp_business_account',
		fields: ['messages'],
	});
	expect(inbox.app.subscription?.callback_url).toMatch(/\/webhook\/.+\/webhook$/);
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
		await inbox.call({ messages: [aText(phone, text, { at })] });
		expect(Math.abs((await inbox.timeOf(phone, 'opted_out_at')) - at)).toBeLessThan(1_000);
		const [row] = await inbox.contacts(phone);
		expect(row).toMatchObject({ reason: `Wrote ${text}`, replied_at: null, not_before: null });
		expect(inbox.emails(phone)).toEqual([]);
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
		await inbox.call({ messages: [aMessage(phone, message)] });
		expect(await inbox.timeOf(phone, 'opted_out_at')).toBeGreaterThan(0);
	});

	it.each(['START', 'Start again!', 'शुरू करो', 'chalu karo'])(
		'that says %s ends the opt-out',
		async (text) => {
			const at = Date.now() - 60_000;
			await inbox.call({ messages: [aText(phone, 'stop', { at })] });
			expect(await inbox.timeOf(phone, 'opted_out_at')).toBeGreaterThan(0);
			await inbox.call({ messages: [aText(phone, text)] });
			expect(await inbox.contacts(phone)).toMatchObject([
				{ opted_out_at: null, reason: `Wrote ${text}` },
			]);
		},
	);

	it('that says START does not end an opt-out that is newer, however late it comes', async () => {
		const start = aText(phone, 'START', { at: Date.now() - 60_000 });
		await inbox.call({ messages: [aText(phone, 'STOP')] });
		await inbox.call({ messages: [start] });
		expect(await inbox.timeOf(phone, 'opted_out_at')).toBeGreaterThan(0);
	});

	it('that says anything else is a reply: noted, and passed on to a person', async () => {
		const text = 'Please stop by tomorrow, I will pay = ₹2,000';
		const startedAt = Date.now();
		await inbox.call({ messages: [aText(phone, text)] }, { name: 'Priya Sharma' });
		expect(await inbox.timeOf(phone, 'replied_at')).toBeGreaterThanOrEqual(startedAt);
		expect(await inbox.contacts(phone)).toMatchObject([{ opted_out_at: null, reason: 'Replied' }]);
		expect(inbox.emails(phone)).toEqual([
			{
				from: 'shop@example.com',
				to: ['team@example.com'],
				subject: `WhatsApp from Priya Sharma, +${phone}`,
				text: `${text}\n\n--\nName: Priya Sharma\nNumber: +${phone}\nAnswer: https://wa.me/${phone}`,
			},
		]);
	});

	it('without text, such as a photo, is a reply, too', async () => {
		await inbox.call({ messages: [aMessage(phone, { type: 'image', image: { id: '1' } })] });
		expect(await inbox.timeOf(phone, 'replied_at')).toBeGreaterThan(0);
		expect(inbox.emails(phone)[0]?.text).toContain('They sent something without text: image.');
	});

	it('that is a reply is noted although the email cannot be sent', async () => {
		host.mail.isRefusing = true;
		await inbox.call({ messages: [aText(phone, 'Hello?')] });
		expect(await inbox.timeOf(phone, 'replied_at')).toBeGreaterThan(0);
		const [row] = await inbox.contacts(phone);
		expect(row?.['reason']).toMatch(/^Replied, but your team got no email: .*told to refuse/);
	});

	it('that comes late does not take the time back', async () => {
		const late = aText(phone, 'Late', { at: Date.now() - 60_000 });
		await inbox.call({ messages: [aText(phone, 'Newer')] });
		const repliedAt = await inbox.timeOf(phone, 'replied_at');
		await inbox.call({ messages: [late] });
		expect(await inbox.timeOf(phone, 'replied_at')).toBeGreaterThan(repliedAt);
		expect(inbox.emails(phone)).toHaveLength(2);
	});

	it('of a shopper whose number WhatsApp hides goes to a person, and writes no row', async () => {
		const before = (await tableRows(host.n8n.rest, 'ecom360_contacts')).length;
		const hidden = { ...aText(phone, 'I am nobody'), from: undefined };
		await inbox.call({ messages: [hidden] });
		const [email] = await host.mail.waitFor(1, ({ text }) => text.includes('I am nobody'));
		expect(email?.text).toContain('Number: hidden by WhatsApp');
		expect(await tableRows(host.n8n.rest, 'ecom360_contacts')).toHaveLength(before);
	});

	it('about a changed number is no reply', async () => {
		const system = { type: 'system', system: { body: 'changed', type: 'user_changed_number' } };
		await inbox.call({ messages: [aMessage(phone, system)] });
		expect([await inbox.contacts(phone), inbox.emails(phone)]).toEqual([[], []]);
	});
});
