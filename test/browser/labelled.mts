import type { Locator, Page } from 'playwright-core';

/** A node's parameters by the labels that people see. Of several with the same label, the last. */
export class LabelledParameters {
	readonly #root: Locator;
	readonly #page: Page;

	constructor(page: Page) {
		this.#page = page;
		this.#root = page.getByTestId('ndv').getByTestId('node-parameters');
	}

	/** Enters a value as people paste it: n8n takes what holds `{{ … }}` for an expression. */
	async enter(label: string, value: string): Promise<void> {
		await this.#input(label).fill(value);
		if (value.includes('{{')) await this.#field(label).getByText(value).waitFor();
	}

	/** Chooses an entry of a list. */
	async pick(label: string, entry: string): Promise<void> {
		await this.#input(label).click();
		const option = this.#page.getByRole('option', { name: entry, exact: true });
		const found = this.#page.getByTestId('rlc-item').filter({ hasText: entry });
		await option.or(found).click();
	}

	/** The entry that a list has chosen. */
	async chosen(label: string): Promise<string> {
		return await this.#input(label).inputValue();
	}

	async press(button: string): Promise<void> {
		// Away from a field that is being edited: the preview of its expression covers the buttons.
		await this.#root.click({ position: { x: 2, y: 2 } });
		await this.#root.getByRole('button', { name: button }).last().click();
	}

	/** The nth condition of an If node: a value, and a comparison that needs no second one. */
	async enterCondition(
		nth: number,
		placeholder: string,
		value: string,
		[type = '', comparison = '']: string[],
	): Promise<void> {
		const condition = this.#root.getByTestId('filter-condition').nth(nth);
		await condition.getByPlaceholder(placeholder).fill(value);
		await condition.getByText(value).waitFor();
		await condition.getByTestId('filter-operator-select').getByRole('button').click();
		await this.#page.getByRole('menuitem', { name: type, exact: true }).hover();
		await this.#page.getByRole('menuitem', { name: comparison, exact: true }).click();
		await condition.getByText(comparison, { exact: true }).waitFor();
	}

	#field(label: string): Locator {
		const labels = this.#page.getByTestId('input-label');
		const named = labels.filter({ has: this.#page.getByText(label, { exact: true }) });
		return this.#root.getByTestId('parameter-item').filter({ has: named }).last();
	}

	#input(label: string): Locator {
		return this.#field(label).locator('input, textarea').last();
	}
}
