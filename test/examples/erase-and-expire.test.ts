import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { poll } from '../../scripts/n8n/poll.mts';
import { inject } from '../support/provided.mts';
import { anotherShopper } from './checkout.mts';
import { Eraser, someone } from './eraser.mts';
import type { WebForm } from './form.mts';
import { ExampleN8n } from './n8n.mts';
import { makeTable, tableRows, type Row } from './tables.mts';
import { Traces } from './traces.mts';

const TIMEOUT_MS = 60_000;

let host: ExampleN8n;
let traces: Traces;
let eraser: Eraser;
let form: WebForm;

beforeAll(async () => {
	host = await ExampleN8n.start(inject('tarball'));
	traces = await Traces.start(host.n8n.rest);
	eraser = new Eraser(host);
	await eraser.publish();
	({ form } = eraser);
});
afterAll(async () => await host?.stop());

let shopper: ReturnType<typeof someone>;
beforeEach(() => {
	shopper = someone();
});

it('is not shown, and takes nothing, without the password', async () => {
	await traces.leave(shopper);
	expect((await fetch(form.url)).status).toBe(401);
	const body = new FormData();
	body.append('field-0', shopper.phone);
	expect((await fetch(form.url, { method: 'POST', body })).status).toBe(401);
	const wrong = { 'x-auth-token': 'guessed' };
	expect((await fetch(form.url, { method: 'POST', body, headers: wrong })).status).toBe(401);
	expect(await traces.of(shopper)).toHaveLength(traces.countWith('phone'));
});

describe('the form', () => {
	it('erases a shopper by phone number, with what is known under the email', async () => {
		const { phone, email } = shopper;
		const other = someone();
		await traces.leave({ phone, email });
		await traces.leave({ email });
		await traces.leave(other);
		// A family's email, with another number.
		await traces.leave({ phone: other.phone, email });
		const rows = traces.countWith('phone') + traces.countWith('email');
		expect(await form.fillIn(`+${phone}`)).toEqual({
			title: `${rows} rows were erased`,
			message: 'Nothing about this shopper is left in the ecom360 tables.',
		});
		expect(await traces.of({ phone })).toEqual([]);
		expect(await traces.of(other)).toHaveLength(2 * traces.countWith('phone'));
	});

	it('erases a shopper by email, with what is known under the phone number', async () => {
		const { phone, email } = shopper;
		const other = someone();
		await traces.leave({ phone, email });
		await traces.leave({ phone });
		await traces.leave({ phone, email: `another-${email}` });
		await traces.leave({ email: `another-${email}` });
		await traces.leave(other);
		const { title } = await form.fillIn(` ${email.toUpperCase()} `);
		expect(title).toBe(
			`${3 * traces.countWith('phone') + traces.countWith('email')} rows were erased`,
		);
		expect(await traces.of({ phone, email })).toEqual([]);
		expect(await traces.of({ email: `another-${email}` })).toEqual([]);
		expect(await traces.of(other)).toHaveLength(traces.countWith('phone'));
	});

	it('knows a number however it is written', async () => {
		const written = [
			(digits: string) => `+91 ${digits.slice(2, 7)}-${digits.slice(7)}`,
			(digits: string) => `0${digits.slice(2)}`,
			(digits: string) => `${digits.slice(2, 7)} ${digits.slice(7)}`,
			(digits: string) => digits,
			(digits: string) => `00${digits}`,
			(digits: string) => `(+91) ${digits.slice(2)}`,
		];
		const endings = await Promise.all(
			written.map(async (write) => {
				const { phone } = someone();
				await traces.add('ecom360_later', [{ phone }]);
				return [write(phone), (await form.fillIn(write(phone))).title, await traces.of({ phone })];
			}),
		);
		expect(endings).toEqual(endings.map(([entered]) => [entered, '1 row was erased', []]));
	});

	it('leaves everybody whose address only contains the one that was entered, or has its letters', async () => {
		const { email } = shopper;
		const others = [`x${email}`, `${email}.in`, email.replace('@', '_')];
		await traces.add(
			'ecom360_orders',
			[...others, email].map((each) => ({ email: each })),
		);
		await traces.add(
			'ecom360_reminders',
			others.map((each) => ({ key: each, cart: JSON.stringify({ email: each }) })),
		);
		expect((await form.fillIn(email)).title).toBe('1 row was erased');
		for (const other of others) expect(await traces.of({ email: other })).toHaveLength(2);
	});

	it('leaves the settings of the shop', async () => {
		await makeTable(host.n8n.rest, 'ecom360_settings', { name: 'string', value: 'string' });
		await traces.add('ecom360_settings', [{ name: 'team_email', value: shopper.email }]);
		await form.fillIn(shopper.email);
		expect(await tableRows(host.n8n.rest, 'ecom360_settings')).toHaveLength(1);
	});

	it('finds an email that the checkout sent with capitals', async () => {
		const email = shopper.email.replace('s', 'S');
		await traces.add('ecom360_orders', [{ email }]);
		expect((await form.fillIn(shopper.email)).title).toBe('1 row was erased');
		expect(await traces.of({ email })).toEqual([]);
	});

	it('says when there is nothing, and erases nothing', async () => {
		const other = someone();
		await traces.leave(other);
		await traces.add('ecom360_later', [{ phone: '', email: '' }]);
		expect(await form.fillIn(shopper.phone)).toEqual({
			title: '0 rows were erased',
			message: `Nothing was found about +${shopper.phone}.`,
		});
		expect((await form.fillIn(shopper.email)).message).toContain(shopper.email);
		const nonsense = ['', ' ', 'Priya', '+', '0', '@', '%', '%@%'];
		const endings = await Promise.all(nonsense.map(async (text) => await form.fillIn(text)));
		const titles = endings.map(({ title }) => title);
		expect(titles).toEqual(nonsense.map(() => 'Nothing was erased'));
		expect(await traces.of(other)).toHaveLength(traces.countWith('phone'));
		expect(await traces.of({ phone: '', email: '' })).toHaveLength(1);
	});

	it('keeps an opt-out, with nothing but its number and time', async () => {
		const { phone, email } = shopper;
		const at = new Date().toISOString();
		await traces.leave({ phone, email });
		await traces.add('ecom360_contacts', [
			{ phone, opted_out_at: at, replied_at: at, not_before: at, language: 'hi' },
		]);
		const { title, message } = await form.fillIn(email);
		expect(title).toBe(`${traces.countWith('phone')} rows were erased`);
		expect(message).toMatch(/^The opt-out of this shopper is kept/);
		expect(await traces.of(shopper)).toEqual(['ecom360_contacts']);
		const rows = await tableRows(host.n8n.rest, 'ecom360_contacts');
		expect(rows.find((row) => row['phone'] === phone)).toMatchObject({
			opted_out_at: at,
			replied_at: null,
			unreachable_at: null,
			not_before: null,
			language: null,
		});
		// The same again finds only the opt-out, and still keeps it.
		expect(await form.fillIn(phone)).toMatchObject({ title: '0 rows were erased', message });
	});

	it('keeps no execution that holds what was erased', async () => {
		await traces.leave(shopper);
		await form.fillIn(shopper.phone);
		await poll(
			() => 'no execution',
			TIMEOUT_MS,
			async () => {
				return (await host.n8n.api.executions(eraser.id)).length === 0 || undefined;
			},
		);
	});
});

it('finishes the job when n8n was killed halfway and the same is entered again', async () => {
	const { email } = shopper;
	const phones = Array.from({ length: 20 }, () => anotherShopper().digits);
	await traces.add(
		'ecom360_orders',
		phones.map((phone) => ({ phone: `+${phone}`, email })),
	);
	await traces.add('ecom360_later', [{ email }, ...phones.map((phone) => ({ phone, email }))]);
	await traces.add(
		'ecom360_contacts',
		phones.map((phone) => ({ phone })),
	);
	const left = async (names: string[]) => {
		const found = await Promise.all(
			names.map(async (name) => {
				const rows = await tableRows(host.n8n.rest, name);
				const isTheirs = (row: Row) => phones.includes(String(row['phone']).replace('+', ''));
				return rows.filter((row) => row['email'] === email || isTheirs(row));
			}),
		);
		return found.flat().length;
	};
	await form.send(email);
	await poll(
		() => 'the first contact to go',
		TIMEOUT_MS,
		async () => (await left(['ecom360_contacts'])) < phones.length || undefined,
	);
	await host.restart({ isSudden: true });
	await form.ready();
	expect(await left(traces.tables)).toBeGreaterThan(0);

	await form.fillIn(email);
	expect(await left(traces.tables)).toBe(0);
});
