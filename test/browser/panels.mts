import type { Locator, Page } from 'playwright-core';

const NOTHING = 'zqzqzqzq';

/** The list of nodes to add. */
export function nodeCreator(page: Page) {
	const root = page.getByTestId('node-creator');
	const searchBar = root.getByTestId('node-creator-search-bar');
	const names = root.getByTestId('node-creator-item-name');
	const noResultsFor = (words: string): Locator =>
		root.getByTestId('node-creator-no-results').filter({ hasText: words });
	return {
		root,
		searchBar,
		names,

		/**
		 * Searches, and waits until the list belongs to these words. After a key is pressed, the list
		 * stays as it was for a moment; so words that find nothing come first, until the list is empty.
		 */
		async search(words: string): Promise<void> {
			await searchBar.fill(NOTHING);
			await noResultsFor(NOTHING).waitFor();
			await searchBar.fill(words);
			await names.first().or(noResultsFor(words)).first().waitFor();
		},

		/** An entry by its name: a node, or one of its actions. */
		entry(name: string): Locator {
			const exactly = new RegExp(`^\\s*${name}\\s*$`);
			const label = page.getByTestId('node-creator-item-name').filter({ hasText: exactly });
			return root.getByTestId('item-iterator-item').filter({ has: label });
		},
	};
}

/** The dialog of a credential. */
export function credentialDialog(page: Page) {
	const root = page.getByTestId('editCredential-modal');
	return {
		root,
		webhookKey: root.getByTestId('parameter-input-webhookKey').locator('input'),

		/** Fills in fields by their labels, in the dialog of a new credential with this name. */
		async fill(name: string, entries: Record<string, string>): Promise<void> {
			// n8n names it a moment after the dialog is there, and refuses one without a name.
			await root.getByText(name).first().waitFor({ state: 'attached' });
			const items = root.getByTestId('credential-connection-parameter');
			for (const [label, value] of Object.entries(entries)) {
				await items.filter({ hasText: label }).first().locator('input').fill(value);
			}
		},

		async chooseEncoding(name: 'Text' | 'Hex'): Promise<void> {
			await root.getByTestId('parameter-input-webhookKeyEncoding').click();
			await page.getByRole('option', { name }).click();
		},

		async save(): Promise<void> {
			await root.getByTestId('credential-save-button').click();
		},
	};
}

/** A node's panel: input on the left, parameters in the middle, output on the right. */
export function nodePanel(page: Page) {
	const root = page.getByTestId('ndv');
	const output = root.getByTestId('output-panel');
	const webhookUrl = root.locator('.webhook-url');
	const parameter = (name: string): Locator => root.getByTestId(`parameter-input-${name}`);
	return {
		root,
		output,
		webhookUrl,
		parameter,
		input: root.getByTestId('ndv-input-panel'),
		listenButton: root.getByTestId('trigger-execute-button'),
		listening: root.getByTestId('trigger-listening'),
		/** What is shown beside an output, such as that its amounts look like paise. */
		hints: output.getByTestId('node-hint'),
		/** What the panel says where the output is sample data. */
		pinnedData: output.getByTestId('ndv-pinned-data-callout'),
		errorMessage: output.getByTestId('node-error-message'),
		errorDescription: output.getByTestId('node-error-description'),
		/** The offer of a panel whose node has no credential yet. */
		connect: root.getByTestId('node-credentials-empty-state').getByRole('button').first(),
		chosenCredential: root.getByTestId('node-credentials-select').locator('input').first(),

		/** Opens the URLs, which are folded away at first, and reads one of them. */
		async readUrl(which: string): Promise<string> {
			if (!(await webhookUrl.isVisible())) {
				await root.getByText('Webhook URLs', { exact: true }).click();
			}
			await root.getByText(which, { exact: true }).click();
			return (await webhookUrl.innerText()).trim();
		},

		/** Adds a parameter of the collection with this placeholder, such as "Add Filter". */
		async add(placeholder: string, name: string): Promise<void> {
			const button = root.getByTestId('collection-parameter-add');
			await button.filter({ has: page.getByPlaceholder(placeholder) }).click();
			await page.getByRole('option', { name, exact: true }).click();
		},

		/** Chooses one of a parameter's values. */
		async choose(name: string, value: string): Promise<void> {
			await parameter(name).click();
			await page.getByRole('option', { name: value }).click();
		},

		async fill(name: string, text: string): Promise<void> {
			await parameter(name).locator('input').fill(text);
		},

		/** Runs the workflow up to this node. */
		async execute(): Promise<void> {
			await root.getByTestId('node-execute-button').click();
		},

		async showOutputAs(mode: 'schema' | 'json'): Promise<void> {
			await output.getByTestId(`radio-button-${mode}`).click();
		},

		/** Drags a field of the input onto a parameter, as the mouse does. */
		async dragField(path: string, onto: Locator): Promise<void> {
			await root.locator(`[data-path="${path}"]`).hover();
			await page.mouse.down();
			await onto.hover({ force: true });
			const box = await onto.boundingBox();
			if (box) await page.mouse.move(box.x + box.width / 3, box.y + 12, { steps: 4 });
			await page.mouse.up();
		},

		async close(): Promise<void> {
			await root.getByTestId('ndv-close-button').click();
			await root.waitFor({ state: 'hidden' });
		},
	};
}
