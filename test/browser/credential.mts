import type { Locator, Page } from 'playwright-core';

/** The dialog of an Ecom360 credential. */
export class CredentialDialog {
	readonly root: Locator;
	readonly webhookKey: Locator;
	readonly #page: Page;

	constructor(page: Page) {
		this.#page = page;
		this.root = page.getByTestId('editCredential-modal');
		this.webhookKey = this.root.getByTestId('parameter-input-webhookKey').locator('input');
	}

	/** Fills in a field by its label. */
	async enter(label: string, value: string): Promise<void> {
		const item = this.root
			.getByTestId('credential-connection-parameter')
			.filter({ hasText: label });
		await item.first().locator('input').fill(value);
	}

	async chooseEncoding(name: 'Text' | 'Hex' | 'Base64'): Promise<void> {
		await this.root.getByTestId('parameter-input-webhookKeyEncoding').click();
		await this.#page.getByRole('option', { name }).click();
	}

	async save(): Promise<void> {
		await this.root.getByTestId('credential-save-button').click();
	}

	/** Why n8n's test refused it, in the package's words. */
	async refusal(): Promise<string> {
		await this.root.getByText('More details').click();
		return await this.root.innerText();
	}

	async close(): Promise<void> {
		await this.#page.keyboard.press('Escape');
		await this.root.waitFor({ state: 'hidden' });
	}
}
