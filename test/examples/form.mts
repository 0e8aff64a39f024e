import { poll } from '../../scripts/n8n/poll.mts';

const TIMEOUT_MS = 60_000;

/** The last page of a form. */
export interface Ending {
	title: string;
	message: string;
}

/** A form of n8n's, filled in as a browser does. */
export class WebForm {
	readonly #authorization: string;

	constructor(
		readonly url: string,
		{ user, password }: { user: string; password: string },
	) {
		this.#authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
	}

	/** Waits until the form can be opened. */
	async ready(): Promise<void> {
		const headers = { authorization: this.#authorization };
		await poll(
			() => 'the form',
			TIMEOUT_MS,
			async () => (await fetch(this.url, { headers })).ok || undefined,
		);
	}

	/** Opens the form, enters these values in order, and reads the page at the end. */
	async fillIn(...values: string[]): Promise<Ending> {
		const page = await this.#post(values);
		const status = new URL(page);
		status.pathname += '/n8n-execution-status';
		await poll(
			() => 'the end of the form',
			TIMEOUT_MS,
			async () => (await (await fetch(status)).text()).trim() === 'form-waiting' || undefined,
		);
		const html = await (await fetch(page)).text();
		// The page's script tells n8n that it has been seen.
		await fetch(page, { method: 'POST' });
		const [, title = '', message = ''] =
			/<h1>([^<]*)<\/h1>\s*<p[^>]*>([^<]*)<\/p>/.exec(html) ?? [];
		return { title, message };
	}

	/** Opens the form and sends it; does not wait for what comes of it. */
	async send(...values: string[]): Promise<void> {
		await this.#post(values);
	}

	async #post(values: string[]): Promise<string> {
		const headers = { authorization: this.#authorization };
		const html = await (await fetch(this.url, { headers })).text();
		const [, token = ''] = /const authToken = '([^']+)'/.exec(html) ?? [];
		const body = new FormData();
		values.forEach((value, index) => body.append(`field-${index}`, value));
		const options = { method: 'POST', body, headers: { 'x-auth-token': token } };
		const answer = await fetch(this.url, options);
		const { formWaitingUrl } = (await answer.json()) as { formWaitingUrl: string };
		return formWaitingUrl;
	}
}
