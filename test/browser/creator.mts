import type { Locator, Page } from 'playwright-core';

const NOTHING = 'zqzqzqzq';

/** The list of nodes to add. */
export class NodeCreator {
	readonly root: Locator;
	readonly searchBar: Locator;
	readonly names: Locator;
	readonly #items: Locator;

	constructor(page: Page) {
		this.root = page.getByTestId('node-creator');
		this.searchBar = this.root.getByTestId('node-creator-search-bar');
		this.names = this.root.getByTestId('node-creator-item-name');
		this.#items = this.root.getByTestId('item-iterator-item');
	}

	/**
	 * Searches, and waits until the list belongs to these words. After a key is pressed, the list stays
	 * as it was for a moment; so words that find nothing come first, until the list is empty.
	 */
	async search(words: string): Promise<void> {
		await this.searchBar.fill(NOTHING);
		await this.#noResultsFor(NOTHING).waitFor();
		await this.searchBar.fill(words);
		await this.names.first().or(this.#noResultsFor(words)).first().waitFor();
	}

	#noResultsFor(words: string): Locator {
		return this.root.getByTestId('node-creator-no-results').filter({ hasText: words });
	}

	/** An entry by its name: a node, or one of its actions. */
	entry(name: string): Locator {
		const exactly = new RegExp(`^\\s*${name}\\s*$`);
		const label = this.root
			.page()
			.getByTestId('node-creator-item-name')
			.filter({ hasText: exactly });
		return this.#items.filter({ has: label });
	}

	/** Drags an action onto the canvas. */
	async drag(action: string, canvas: Locator): Promise<void> {
		const handle = this.entry(action).locator('[draggable]').first();
		await handle.dragTo(canvas, { targetPosition: { x: 300, y: 300 } });
	}
}
