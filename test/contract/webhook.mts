import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { WebhookContext } from 'n8n-core';
import type {
	IDataObject,
	INode,
	INodeTypes,
	IWebhookData,
	IWebhookFunctions,
	IWebhookResponseData,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import type { Delivery } from '../../scripts/delivery.mts';
import { postDelivery, type Answer } from '../../scripts/post.mts';
import { hostRequest, hostResponse, parseAsHost, type HostResponse } from '../support/host.mts';
import { loadPackage, nodeOf } from '../support/installed.mts';
import { KEY } from '../support/receiving.mts';

export interface TriggerOptions {
	parameters?: IDataObject;
	/** The decrypted credential, or how it is read; an error is what that throws; null for none selected. */
	credential?: IDataObject | Error | null | (() => Promise<IDataObject>);
	mode?: WorkflowExecuteMode;
	/** Stands for n8n storing the execution; rejects where that fails. */
	store?: () => Promise<void>;
	workflowId?: string;
	nodeId?: string;
}

export interface Log {
	level: string;
	message: string;
	details: unknown;
}

/** What the node returned for one request, or threw. */
export interface Run {
	returned?: IWebhookResponseData;
	thrown?: unknown;
}

// The copy that n8n-core and the node share: imported, it would be another one.
const n8nWorkflow = createRequire(import.meta.url)('n8n-workflow') as typeof import('n8n-workflow');
export const { NodeOperationError } = n8nWorkflow;

const NODE_NAME = 'Ecom360 Trigger';
const open = new Set<Server>();

/** Closes the servers of every trigger that was started. */
export function stopTriggers(): void {
	for (const server of open) {
		server.closeAllConnections();
		server.close();
	}
	open.clear();
}

/** Our built node behind a real HTTP server, in n8n-core's own webhook context. */
export class TestTrigger {
	readonly runs: Run[] = [];
	readonly logs: Log[] = [];
	readonly #events = new EventEmitter();
	#arrivals = 0;
	#disconnections = 0;
	readonly workflow: InstanceType<typeof n8nWorkflow.Workflow>;
	readonly #node: INode;
	readonly #options: TriggerOptions;
	#url = '';

	private constructor(nodeTypes: INodeTypes, options: TriggerOptions) {
		this.#options = options;
		this.#node = {
			id: options.nodeId ?? randomUUID(),
			name: NODE_NAME,
			type: 'n8n-nodes-ecom360.ecom360Trigger',
			typeVersion: 1.1,
			position: [0, 0],
			parameters: (options.parameters ?? {}) as INode['parameters'],
			...(options.credential !== null && {
				credentials: { ecom360Api: { id: 'c1', name: 'Ecom360' } },
			}),
		};
		this.workflow = new n8nWorkflow.Workflow({
			id: options.workflowId ?? randomUUID(),
			nodes: [this.#node],
			connections: {},
			active: true,
			nodeTypes,
		});
	}

	static async start(options: TriggerOptions = {}): Promise<TestTrigger> {
		const node = nodeOf(await loadPackage());
		const trigger = new TestTrigger(
			{ getByName: () => node, getByNameAndVersion: () => node, getKnownTypes: () => ({}) },
			options,
		);
		const server = createServer((request, response) => {
			void trigger.#serve(hostRequest(request), hostResponse(response));
		});
		open.add(server);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		trigger.#url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
		return trigger;
	}

	async send(delivery: Delivery, { signal }: { signal?: AbortSignal } = {}): Promise<Answer> {
		return await postDelivery(this.#url, delivery, {
			timeoutMs: 10_000,
			...(signal && { signal }),
		});
	}

	/** Returns once that many requests have reached the node. */
	async arrivals(count: number): Promise<void> {
		while (this.#arrivals < count) await once(this.#events, 'arrival');
	}

	/** Returns once that many senders have gone away without an answer. */
	async disconnections(count: number): Promise<void> {
		while (this.#disconnections < count) await once(this.#events, 'disconnection');
	}

	/** How many requests would have started an execution. */
	get executions(): number {
		return this.runs.filter(({ returned, thrown }) => thrown ?? returned?.workflowData).length;
	}

	get lastRun(): Run {
		return this.runs.at(-1) ?? {};
	}

	async #serve(request: ReturnType<typeof hostRequest>, response: HostResponse): Promise<void> {
		response.once('close', () => {
			if (response.writableFinished) return;
			this.#disconnections += 1;
			this.#events.emit('disconnection');
		});
		if (!(await parseAsHost(request))) return void response.status(422).json({ code: 422 });
		this.#arrivals += 1;
		this.#events.emit('arrival');
		const { type } = this.#node;
		const webhook = this.workflow.nodeTypes.getByNameAndVersion(type).webhook;
		const run: Run = {};
		try {
			run.returned = (await webhook?.call(this.#context(request, response))) ?? {};
		} catch (thrown) {
			run.thrown = thrown;
		}
		this.runs.push(run);
		await this.#answer(run, response);
	}

	/** As n8n answers: what the node returned, after storing the execution where there is one. */
	async #answer({ returned, thrown }: Run, response: HostResponse): Promise<void> {
		if (thrown !== undefined) {
			if (!response.headersSent) response.status(500).json({ code: 0 });
			return;
		}
		if (returned?.noWebhookResponse) return;
		try {
			if (returned?.workflowData) await this.#options.store?.();
			response.status(200).json(returned?.webhookResponse);
		} catch {
			response.status(500).json({ code: 0 });
		}
	}

	#context(httpRequest: object, httpResponse: object): IWebhookFunctions {
		const { credential = { webhookKey: KEY }, mode = 'webhook' } = this.#options;
		const additionalData = {
			httpRequest,
			httpResponse,
			credentialsHelper: {
				isCredentialUsableByNode: () => true,
				getDecrypted: async () => {
					if (credential instanceof Error) throw credential;
					return typeof credential === 'function' ? await credential() : credential;
				},
			},
		} as unknown as IWorkflowExecuteAdditionalData;
		const webhookData = { webhookDescription: { name: 'default' } } as IWebhookData;
		const { workflow } = this;
		const context = new WebhookContext(
			workflow,
			this.#node,
			additionalData,
			mode,
			webhookData,
			[],
			null,
		);
		Object.defineProperty(context, 'logger', { value: this.#logger() });
		// The two packages' types differ in whether a workflow must have a name.
		return context as unknown as IWebhookFunctions;
	}

	#logger(): Record<string, (message: string, details?: unknown) => void> {
		const levels = ['debug', 'info', 'warn', 'error'];
		const write = (level: string) => (message: string, details?: unknown) => {
			this.logs.push({ level, message, details });
		};
		return Object.fromEntries(levels.map((level) => [level, write(level)]));
	}
}
