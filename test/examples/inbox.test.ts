import { beforeEach, describe, expect, it } from '@jest/globals';

import { anotherShopper } from './checkout.mts';
import { Inbox } from './inbox.mts';
import { aMessage, aText } from './meta-app.mts';
import type { ExampleN8n } from './n8n.mts';
import { withN8n } from './started.mts';

let host: ExampleN8n;
let inbox: Inbox;

withN8n(async (started) => {
	host = started;
	inbox = new Inbox(host);
	await inbox.publish();
});

const tapOn = (interactive: object) => ({ type: 'interactive', interactive });

let phone: string;
beforeEach(() => {
	phone = anotherShopper().digits;
	host.mail.isRefusing = false;
});

it('is subscribed to messages, at an address that answered Meta’s question', () => {
	expect(inbox.app.subscription).toMatchObject({
		object: 'whatsapp_business_account',
		fields: ['messages', 'message_template_status_update'],
	});
	expect(inbox.app.subscription?.callback_url).toMatch(/\/webhook\/.+\/webhook$/);
});

describe('a message', () => {
	it('is an opt-out in any of these words, and as a tap on a button or list', async () => {
		const at = Date.now() - 5_000;
		const words = [
			...['STOP', ' stop!! ', 'Stop. 🙏', 'Unsubscribe', 'cancel', 'Don’t message', 'Band karo'],
			...['बंद', 'बन्द करो।', 'रोकें', 'मत भेजो 😡', 'mat  bhejo..'],
		];
		const taps = [
			{ type: 'button', button: { payload: 'x', text: 'Stop promotions' } },
			tapOn({ type: 'button_reply', button_reply: { id: '1', title: 'STOP' } }),
			tapOn({ type: 'list_reply', list_reply: { id: '1', title: 'Stop' } }),
		];
		const messages = [
			...words.map((text) => aText(anotherShopper().digits, text, { at })),
			...taps.map((tap) => aMessage(anotherShopper().digits, tap, { at })),
		];
		await inbox.call({ messages });
		const optedOut = (await host.tables.rows('contacts')).filter(
			(row) =>
				Math.abs(Date.parse(String(row['opted_out_at'])) - at) < 1_000 &&
				row['replied_at'] === null &&
				row['capped_until'] === null,
		);
		const phones = optedOut.map((row) => row['phone']);
		expect(messages.filter(({ from }) => !phones.includes(`+${String(from)}`))).toEqual([]);
		expect(messages.flatMap(({ from }) => inbox.emails(String(from)))).toEqual([]);
	});

	it('ends the opt-out in any of these words', async () => {
		const at = Date.now() - 60_000;
		const words = ['START', 'Start again!', 'शुरू करो', 'chalu karo'];
		const starts = words.map((text) => aText(anotherShopper().digits, text));
		const stops = starts.map(({ from }) => aText(String(from), 'stop', { at }));
		await inbox.call({ messages: stops });
		const optedOut = async () => {
			const rows = await Promise.all(starts.map(({ from }) => inbox.contacts(String(from))));
			return rows.flat().map((row) => row['opted_out_at'] !== null);
		};
		expect(await optedOut()).toEqual(words.map(() => true));
		await inbox.call({ messages: starts });
		expect(await optedOut()).toEqual(words.map(() => false));
	});

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
		expect(await inbox.contacts(phone)).toMatchObject([{ opted_out_at: null }]);
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
		expect((await host.n8n.api.executions(inbox.id))[0]).toMatchObject({ status: 'error' });
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
		const before = (await host.tables.rows('contacts')).length;
		const hidden = { ...aText(phone, 'I am nobody'), from: undefined };
		await inbox.call({ messages: [hidden] });
		const [email] = await host.mail.waitFor(1, ({ text }) => text.includes('I am nobody'));
		expect(email?.text).toContain('Number: hidden by WhatsApp');
		expect(await host.tables.rows('contacts')).toHaveLength(before);
	});

	it('about a changed number is no reply', async () => {
		const system = { type: 'system', system: { body: 'changed', type: 'user_changed_number' } };
		await inbox.call({ messages: [aMessage(phone, system)] });
		expect([await inbox.contacts(phone), inbox.emails(phone)]).toEqual([[], []]);
	});
});

describe('the mail to the team', () => {
	it('shows the cart beside the answer, and evaluates nothing of either', async () => {
		await host.tables.make('reminders');
		const cart = {
			items_text: '<b>Kurta</b> {{ $json.phone }} "indigo"',
			total_text: '₹2,067.30',
			link: 'https://kalakari-studio.myshopify.com/checkouts/c1?a="{{ 1 + 1 }}',
		};
		await host.tables.add('reminders', {
			key: `+${phone}`,
			cart_id: 'cart_1',
			cart: JSON.stringify(cart),
			accepted: 1,
			status: 'waiting',
		});
		await inbox.call(
			{ messages: [aText(phone, '{{ $json.name }} <script>"}]')] },
			{ name: 'Priya\n{{ 1 }}' },
		);
		const [email] = inbox.emails(phone);
		expect(email?.subject).toBe(`WhatsApp from Priya {{ 1 }}, +${phone}`);
		expect(email?.text).toContain('{{ $json.name }} <script>"}]');
		for (const value of Object.values(cart)) expect(email?.text).toContain(value);
		expect(email?.text).toContain('Reminders accepted: 1, status: waiting');
	});
});

describe('another provider', () => {
	it('is noted like Meta, in any spelling of the number', async () => {
		await inbox.post({ phone: `+${phone.slice(0, 2)} ${phone.slice(2)}`, text: 'band karo' });
		expect(await inbox.timeOf(phone, 'opted_out_at')).toBeGreaterThan(0);
		await inbox.post({ phone, text: 'START' });
		expect(await inbox.contacts(phone)).toMatchObject([{ opted_out_at: null }]);
		await inbox.post({ phone, text: 'Is it in stock?' });
		expect(inbox.emails(phone)).toHaveLength(1);
	});

	it('does nothing without the header', async () => {
		expect(await inbox.tryToPost({ phone, text: 'STOP' }, 'guessed')).toBe(403);
		expect(await inbox.contacts(phone)).toEqual([]);
	});

	it.each(['', '%', "' OR 1=1 --", '{{ $json.phone }}'])(
		'changes nobody’s row with the number %j',
		async (odd) => {
			await inbox.post({ phone, text: 'STOP' });
			const optedOut = async () =>
				(await host.tables.rows('contacts')).filter((row) => row['opted_out_at'] !== null).length;
			const before = await optedOut();
			await inbox.post({ phone: odd, text: 'START' });
			expect(await optedOut()).toBe(before);
		},
	);
});
