import { randomUUID } from 'node:crypto';

import { anotherShopper } from './checkout.mts';
import { WebForm } from './form.mts';
import type { EVERY_SECOND } from './looks.mts';
import type { ExampleN8n } from './n8n.mts';

const LOGIN = { user: 'owner', password: 'a long password' };

/** The example `erase-and-expire`, running on an n8n. */
export class Eraser {
	#id = '';
	#form: WebForm | undefined;

	constructor(readonly host: ExampleN8n) {}

	/** Of the workflow. */
	get id(): string {
		return this.#id;
	}

	get form(): WebForm {
		if (!this.#form) throw new Error('The form is not published yet.');
		return this.#form;
	}

	/**
	 * Publishes the example with these settings, at an address of its own: n8n may need a while to take
	 * the form from a workflow that runs every second. The one before is unpublished.
	 */
	async publish(settings: object = {}, schedule?: typeof EVERY_SECOND): Promise<void> {
		if (this.#id) await this.host.n8n.api.deactivate(this.#id);
		const webhookId = randomUUID();
		this.#id = await this.host.publish('erase-and-expire', {
			values: { Settings: { ...settings }, ...(schedule && { 'Every night': schedule }) },
			credentials: { httpBasicAuth: LOGIN },
			webhookIds: { 'Erase a shopper': webhookId },
		});
		this.#form = new WebForm(`${this.host.n8n.url}/form/${webhookId}`, LOGIN);
		await this.#form.ready();
	}
}

/** A shopper whom no table knows yet. */
export function someone(): { phone: string; email: string } {
	const phone = anotherShopper().digits;
	return { phone, email: `s${phone}@example.com` };
}
