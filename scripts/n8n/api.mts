import { z } from 'zod';

import {
	Execution,
	executionPage,
	isFinished,
	storedExecution,
	type ExecutionSummary,
} from './executions.mts';
import { poll } from './poll.mts';
import { RestSession } from './rest.mts';
import { defaultVersion } from './versions.mts';

const PAGE_SIZE = 100;
const withId = z.object({ id: z.string() });
export const savedWorkflow = withId.extend({ versionId: z.string(), active: z.boolean() });

/** The first user of an n8n: a throw-away login of a throw-away instance. */
export interface Owner {
	email: string;
	password: string;
}
export const testOwner: Owner = { email: 'owner@example.com', password: 'Throw-away-1' };

/** A workflow as n8n exports it. */
export interface WorkflowDraft {
	name: string;
	nodes: Array<Record<string, unknown> & { name: string }>;
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	pinData?: Record<string, unknown>;
}

/** What the demo does to an n8n, and every test, over the REST API that its editor uses. */
export class N8nApi {
	readonly #url: string;
	protected readonly rest: RestSession;
	protected readonly isOne: boolean;

	constructor(
		{ url, version = defaultVersion }: { url: string; version?: string },
		rest = new RestSession(url),
	) {
		this.#url = url;
		this.rest = rest;
		this.isOne = version.startsWith('1.');
	}

	/** Creates the first user of a fresh instance, and logs in as that user. */
	async setUpOwner({ email, password }: Owner = testOwner): Promise<void> {
		const owner = { email, password, firstName: 'Demo', lastName: 'Owner' };
		await this.rest.call('POST', '/owner/setup', z.unknown(), owner);
	}

	async createCredential(name: string, type: string, data: object): Promise<{ id: string }> {
		return await this.rest.call('POST', '/credentials', withId, { name, type, data });
	}

	async createWorkflow(workflow: WorkflowDraft): Promise<{ id: string }> {
		const body = { settings: {}, ...workflow, active: false };
		return await this.rest.call('POST', '/workflows', savedWorkflow, body);
	}

	/** Activates the newest version of a workflow; its webhooks follow a moment later. */
	async activate(id: string): Promise<void> {
		const { versionId } = await this.rest.call('GET', `/workflows/${id}`, savedWorkflow);
		if (this.isOne) {
			const body = { active: true, versionId };
			await this.rest.call('PATCH', `/workflows/${id}`, z.unknown(), body);
		} else {
			await this.rest.call('POST', `/workflows/${id}/activate`, z.unknown(), { versionId });
		}
	}

	/** All executions of a workflow, newest first, running ones included. */
	async executions(workflowId: string): Promise<ExecutionSummary[]> {
		const found = new Map<string, ExecutionSummary>();
		let next: Record<string, string> | undefined = {};
		while (next) {
			const filter = JSON.stringify({ workflowId });
			const query = new URLSearchParams({ filter, limit: String(PAGE_SIZE), ...next });
			const page = await this.rest.call('GET', `/executions?${query}`, executionPage);
			for (const execution of page.results) found.set(execution.id, execution);
			next = nextPage(page);
		}
		return [...found.values()];
	}

	/** One execution with the items of its nodes. */
	async execution(id: string): Promise<Execution> {
		return new Execution(await this.rest.call('GET', `/executions/${id}`, storedExecution));
	}

	/** Waits until at least `count` executions of a workflow have ended; newest first. */
	async waitForExecutions(
		workflowId: string,
		count: number,
		{ timeoutMs = 30_000 }: { timeoutMs?: number } = {},
	): Promise<ExecutionSummary[]> {
		let seen = 0;
		const what = (): string => `${count} finished executions, and saw ${seen}`;
		return await poll(what, timeoutMs, async () => {
			const finished = (await this.executions(workflowId)).filter(isFinished);
			seen = finished.length;
			return finished.length >= count ? finished : undefined;
		});
	}

	/**
	 * Waits until a webhook takes deliveries.
	 *
	 * A preflight tells this without side effects: n8n lists the methods of webhooks it knows.
	 */
	async waitForWebhook(
		url: string,
		{ timeoutMs = 15_000 }: { timeoutMs?: number } = {},
	): Promise<void> {
		const headers = { origin: this.#url, 'access-control-request-method': 'POST' };
		await poll(
			() => `the webhook ${url} to be registered`,
			timeoutMs,
			async () => {
				const { ok, headers: answer } = await fetch(url, { method: 'OPTIONS', headers });
				const methods = answer.get('access-control-allow-methods') ?? '';
				return (ok && methods.includes('POST')) || undefined;
			},
		);
	}

	/** Where a trigger with `path: 'webhook'` takes deliveries. */
	webhookUrl(webhookId: string, kind: 'production' | 'test' = 'production'): string {
		const prefix = kind === 'test' ? 'webhook-test' : 'webhook';
		return `${this.#url}/${prefix}/${webhookId}/webhook`;
	}
}

function nextPage(page: z.output<typeof executionPage>): Record<string, string> | undefined {
	if (page.nextCursor) return { cursor: page.nextCursor };
	const last = page.results.at(-1);
	// Only releases without cursors leave the key out.
	const continues = page.nextCursor === undefined && page.results.length >= PAGE_SIZE;
	return continues && last ? { lastId: last.id } : undefined;
}
