import { expect } from '@jest/globals';

import type { Email } from '../support/smtp.mts';
import { MetaApp } from './meta-app.mts';
import type { ExampleN8n } from './n8n.mts';
import { ADDRESSES, type Row } from './tables.mts';

/** What another provider's webhook has to send along. */
const HEADER = { name: 'x-inbox-key', value: 'a long value' };

/** The example `inbox`, running on an n8n, with Meta's app on the other side. */
export class Inbox {
	readonly app = new MetaApp();
	/** Of the workflow. */
	id = '';

	constructor(readonly host: ExampleN8n) {}

	/** Publishes the example; its table is made then, and Meta subscribed. */
	async publish(): Promise<void> {
		const { n8n, mail, stub, tables } = this.host;
		await tables.make('settings');
		await tables.add('settings', ...ADDRESSES);
		stub.respond = this.app.answer;
		this.id = await this.host.publish('inbox', {
			credentials: {
				whatsAppTriggerApi: this.app.credential,
				smtp: mail.credential,
				httpHeaderAuth: HEADER,
			},
		});
		await n8n.api.waitForExecutions(this.id, 1);
		await this.app.subscribed();
	}

	/** Calls n8n as another provider does, and waits until n8n is done with it. */
	async post(body: object): Promise<void> {
		await this.done(1, async () => expect(await this.tryToPost(body)).toBe(200));
	}

	/** What n8n answers to somebody who sends this value in the header. */
	async tryToPost(body: object, value = HEADER.value): Promise<number> {
		const { status } = await fetch(`${this.host.n8n.url}/webhook/ecom360-inbox`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', [HEADER.name]: value },
			body: JSON.stringify(body),
		});
		return status;
	}

	/** Calls n8n as Meta does, and waits until n8n is done with it. */
	async call(...parts: Parameters<MetaApp['call']>): Promise<void> {
		await this.done(1, async () =>
			expect(await this.app.call(...parts)).toMatchObject({ status: 200 }),
		);
	}

	/** Waits until so many executions that this starts have ended. */
	async done(count: number, start: () => Promise<unknown>): Promise<void> {
		const { api } = this.host.n8n;
		const before = (await api.waitForExecutions(this.id, 0)).length;
		await start();
		await api.waitForExecutions(this.id, before + count);
	}

	/** What the table says about a shopper. */
	async contacts(phone: string): Promise<Row[]> {
		const rows = await this.host.tables.rows('contacts');
		return rows.filter((row) => row['phone'] === `+${phone}`);
	}

	/** The time in a column of a shopper's only row. */
	async timeOf(phone: string, column: string): Promise<number> {
		const rows = await this.contacts(phone);
		expect(rows).toHaveLength(1);
		return Date.parse(String(rows[0]?.[column]));
	}

	/** What the team was told about a shopper. */
	emails(phone: string): Email[] {
		return this.host.mail.emails.filter(({ subject }) => subject.includes(phone));
	}
}
