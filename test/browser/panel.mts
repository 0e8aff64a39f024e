import type { Locator, Page } from 'playwright-core';

/** A node's panel: input on the left, parameters in the middle, output on the right. */
export class NodePanel {
	readonly root: Locator;
	readonly input: Locator;
	readonly output: Locator;
	readonly listenButton: Locator;
	readonly listening: Locator;
	/** What is shown beside an output, such as that its amounts look like paise. */
	readonly hints: Locator;
	/** What the panel says where the output is sample data. */
	readonly pinnedData: Locator;
	readonly errorMessage: Locator;
	readonly errorDescription: Locator;
	readonly #page: Page;

	constructor(page: Page) {
		this.#page = page;
		this.root = page.getByTestId('ndv');
		this.input = this.root.getByTestId('ndv-input-panel');
		this.output = this.root.getByTestId('output-panel');
		this.listenButton = this.root.getByTestId('trigger-execute-button');
		this.listening = this.root.getByTestId('trigger-listening');
		this.hints = this.output.getByTestId('node-hint');
		this.pinnedData = this.output.getByTestId('ndv-pinned-data-callout');
		this.errorMessage = this.output.getByTestId('node-error-message');
		this.errorDescription = this.output.getByTestId('node-error-description');
	}

	parameter(name: string): Locator {
		return this.root.getByTestId(`parameter-input-${name}`);
	}

	/** The offer of a panel whose node has no credential yet. */
	get connect(): Locator {
		return this.root.getByTestId('node-credentials-empty-state').getByRole('button').first();
	}

	get chosenCredential(): Locator {
		return this.root.getByTestId('node-credentials-select').locator('input').first();
	}

	async editCredential(): Promise<void> {
		await this.root.getByTestId('credential-edit-button').click();
	}

	/** Gives the node another name, in its panel's title. */
	async rename(name: string): Promise<void> {
		await this.root.getByTestId('inline-edit-preview').first().click();
		await this.#page.keyboard.press('ControlOrMeta+A');
		await this.#page.keyboard.type(name);
		await this.#page.keyboard.press('Enter');
		await this.root.getByTestId('node-title-container').getByTitle(name).waitFor();
	}

	/** Opens the URLs, which are folded away at first, and reads one of them. */
	async readUrl(which: 'Test URL' | 'Production URL'): Promise<string> {
		if (!(await this.webhookUrl.isVisible())) {
			await this.root.getByText('Webhook URLs', { exact: true }).click();
		}
		await this.root.getByText(which, { exact: true }).click();
		return (await this.webhookUrl.innerText()).trim();
	}

	get webhookUrl(): Locator {
		return this.root.locator('.webhook-url');
	}

	/** Adds a parameter of the collection with this placeholder, such as "Add Filter". */
	async add(placeholder: string, name: string): Promise<void> {
		const button = this.root.getByTestId('collection-parameter-add');
		await button.filter({ has: this.#page.getByPlaceholder(placeholder) }).click();
		await this.#page.getByRole('option', { name, exact: true }).click();
	}

	/** Makes the output what is pasted, as if the node had run. */
	async setMockData(json: string): Promise<void> {
		await this.output.getByText('set mock data').click();
		await this.output.locator('.cm-content').fill(json);
		await this.output.getByRole('button', { name: 'Save' }).click();
		await this.pinnedData.waitFor();
	}

	/** Chooses one of a parameter's values. */
	async choose(parameter: string, name: string): Promise<void> {
		await this.parameter(parameter).click();
		await this.#page.getByRole('option', { name }).click();
	}

	/** Runs the workflow up to this node. */
	async execute(): Promise<void> {
		await this.root.getByTestId('node-execute-button').click();
	}

	async showOutputAs(mode: 'schema' | 'table' | 'json'): Promise<void> {
		await this.output.getByTestId(`radio-button-${mode}`).click();
	}

	/** Finds fields of the input by a part of their path. */
	async searchInput(words: string): Promise<void> {
		await this.input.getByTestId('ndv-search').click();
		await this.input.getByTestId('ndv-search').fill(words);
	}

	inputField(path: string): Locator {
		return this.input.locator(`[data-path="${path}"]`);
	}

	/** Drags a field of the input onto a parameter, as the mouse does. */
	async dragField(path: string, parameter: Locator): Promise<void> {
		await this.inputField(path).hover();
		await this.#page.mouse.down();
		await parameter.hover({ force: true });
		const target = await parameter.boundingBox();
		if (target)
			await this.#page.mouse.move(target.x + target.width / 3, target.y + 12, { steps: 4 });
		await this.#page.mouse.up();
	}

	expression(parameter: string): Locator {
		return this.parameter(parameter).locator('.cm-content');
	}

	/** What an expression evaluates to for the item at hand. */
	get expressionResult(): Locator {
		return this.#page.getByTestId('inline-expression-editor-output');
	}

	async close(): Promise<void> {
		await this.root.getByTestId('ndv-close-button').click();
		await this.root.waitFor({ state: 'hidden' });
	}
}
