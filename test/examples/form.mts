import { poll } from '../../scripts/n8n/poll.mts';

const TIMEOUT_MS = 60_000;

/** The last page of a form. */
export interface Ending {
	title: string;
	message: string;
}

/** A form of n8n's, filled in as a browser does. */
export class WebForm {
	readonly #headers: Record<string, string>;

	constructor(
		readonly url: string,
		{ user, password }: { user: string; password: string },
	) {
		const login = Buffer.from(`${user}:${password}`).toString('base64');
		this.#headers = { authorization: `Basic ${login}` };
	}

	/** Waits until the form can be opened. */
	async ready(): Promise<void> {
		await waitFor('the form', async () => (await fetch(this.url, { headers: this.#headers })).ok);
	}

	/** Opens the form, enters these values in order, and reads the page at the end. */
	async fillIn(...values: string[]): Promise<Ending> {
		const page = await this.send(...values);
		const status = new URL(page);
		status.pathname += '/n8n-execution-status';
		await waitFor('the end of the form', async () => {
			return (await (await fetch(status)).text()).trim() === 'form-waiting';
		});
		const html = await (await fetch(page)).text();
		// The page's script tells n8n that it has been seen.
		await fetch(page, { method: 'POST' });
		const [, title = '', message = ''] =
			/<h1>([^<]*)<\/h1>\s*<p[^>]*>([^<]*)<\/p>/.exec(html) ?? [];
		return { title, message };
	}

	/** Opens the form and sends it; returns where its last page will be. */
	async send(...values: string[]): Promise<string> {
		const html = await (await fetch(this.url, { headers: this.#headers })).text();
		const [, token = ''] = /const authToken = '([^']+)'/.exec(html) ?? [];
		const body = new FormData();
		values.forEach((value, index) => body.append(`field-${index}`, value));
		const options = { method: 'POST', body, headers: { 'x-auth-token': token } };
		const answer = await fetch(this.url, options);
		return ((await answer.json()) as { formWaitingUrl: string }).formWaitingUrl;
	}
}

async function waitFor(what: string, isSo: () => Promise<boolean>): Promise<void> {
	await poll(
		() => what,
		TIMEOUT_MS,
		async () => (await isSo()) || undefined,
	);
}
