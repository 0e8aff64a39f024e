import type { Locator, Page } from 'playwright-core';

import type { Owner } from '../../scripts/n8n/api.mts';
import { CredentialDialog } from './credential.mts';
import { NodeCreator } from './creator.mts';
import { LabelledParameters } from './labelled.mts';
import { NodePanel } from './panel.mts';

/** Where pictures are legible without being large. */
export const NORMAL = { width: 1280, height: 800 };
const LARGE = { width: 2000, height: 1400 };

/** n8n's editor: where everything is. What people do with it is in `journeys.mts`. */
export class Editor {
	readonly creator: NodeCreator;
	readonly panel: NodePanel;
	readonly labelled: LabelledParameters;
	readonly credential: CredentialDialog;
	readonly canvas: Locator;
	readonly canvasArea: Locator;
	readonly nodes: Locator;
	readonly stickyNotes: Locator;
	/** Of all nodes on the canvas; their labels are the outputs' names. */
	readonly outputs: Locator;
	readonly toasts: Locator;

	constructor(
		readonly page: Page,
		readonly url: string,
	) {
		this.creator = new NodeCreator(page);
		this.panel = new NodePanel(page);
		this.labelled = new LabelledParameters(page);
		this.credential = new CredentialDialog(page);
		this.canvas = page.getByTestId('canvas');
		this.canvasArea = page.getByTestId('canvas-wrapper');
		this.nodes = page.getByTestId('canvas-node');
		this.stickyNotes = page.getByTestId('sticky');
		this.outputs = page.locator('.canvas-node-handle-main-output');
		this.toasts = page
			.getByRole('alert')
			.filter({ has: page.locator('.el-notification__closeBtn') });
	}

	async logIn({ email, password }: Owner): Promise<void> {
		await this.page.goto(`${this.url}/signin`);
		await this.page.locator('[name=emailOrLdapLoginId]').fill(email);
		await this.page.locator('[name=password]').fill(password);
		await this.page.getByTestId('form-submit-button').click();
		await this.page.waitForURL(/\/(home|workflow)/);
	}

	async newWorkflow(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.page.getByTestId('canvas-add-button').waitFor();
	}

	/** Opens the list of nodes on an empty canvas. */
	async addFirstStep(): Promise<void> {
		await this.page.getByTestId('canvas-add-button').click();
		await this.creator.searchBar.waitFor();
	}

	/** Opens the list of nodes at the last plus sign, or at that of an output by its name. */
	async addNextStep(output?: string): Promise<void> {
		const named = output === undefined ? this.outputs : this.outputs.filter({ hasText: output });
		await named.getByTestId('canvas-handle-plus').last().click();
		await this.creator.searchBar.waitFor();
	}

	/** A node on the canvas by its name. */
	node(name: string): Locator {
		return this.nodes.and(this.page.locator(`[data-node-name=${JSON.stringify(name)}]`));
	}

	async openNode(name: string): Promise<void> {
		await this.node(name).dblclick();
		await this.panel.root.waitFor();
	}

	icon(name: string): Locator {
		return this.node(name).locator('img');
	}

	/** Above 0 where the browser could show it. */
	async widthOfIcon(name: string): Promise<number> {
		return await this.icon(name).evaluate((image: { naturalWidth: number }) => image.naturalWidth);
	}

	succeeded(name: string): Locator {
		return this.node(name).getByTestId('canvas-node-status-mark-success');
	}

	failed(name: string): Locator {
		return this.node(name).getByTestId('canvas-node-status-mark-error');
	}

	/** What the canvas shows while a node is at work. */
	running(name: string): Locator {
		return this.node(name).locator('[class*="running"], [class*="waiting"]');
	}

	async executeWorkflow(): Promise<void> {
		await this.page.getByTestId('execute-workflow-button').click();
	}

	async stopExecution(): Promise<void> {
		await this.page.getByTestId('stop-execution-button').click();
		await this.page.getByTestId('stop-execution-button').waitFor({ state: 'hidden' });
	}

	/** Publishes the workflow, by the words of the button and of the window that it opens. */
	async publish(button = 'Publish', confirm = 'Publish'): Promise<void> {
		await this.page.getByRole('button', { name: button, exact: true }).click();
		const dialog = this.page.getByRole('dialog');
		await dialog.getByRole('button', { name: confirm, exact: true }).click();
	}

	/** Imports a workflow with the editor's menu. */
	async importFromFile(file: string): Promise<void> {
		await this.page.getByTestId('workflow-menu').click();
		await this.page.getByTestId('workflow-menu-item-import').hover();
		const chosen = this.page.waitForEvent('filechooser');
		await this.page.getByTestId('workflow-menu-item-import-from-file').click();
		await (await chosen).setFiles(file);
		await this.nodes.first().waitFor();
	}

	/** Makes the window large enough for a workflow with this many nodes. */
	async makeRoomFor(nodes: number): Promise<void> {
		await this.page.setViewportSize(nodes > 15 ? LARGE : NORMAL);
	}

	/** Shows the whole workflow, with nothing selected. */
	async zoomToFit(): Promise<void> {
		await this.page.getByTestId('zoom-to-fit').click();
		await this.canvas.click({ position: { x: 8, y: 8 } });
	}

	async dismissToasts(): Promise<void> {
		const close = this.page.locator('.el-notification__closeBtn');
		while ((await close.count()) > 0) {
			// One that leaves by itself in the meantime is fine, too.
			await close
				.first()
				.click({ timeout: 2000 })
				.catch(() => undefined);
		}
	}
}
