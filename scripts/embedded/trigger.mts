import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
	IDataObject,
	INodeType,
	IWebhookFunctions,
	IWebhookResponseData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import type { SignedDelivery } from '../delivery.mts';
import { postDelivery, type Answer } from '../post.mts';
import { triggerWorkflow, webhookContext, type TriggerSetup } from './context.mts';
import { hostRequest, hostResponse, parseAsHost, type HostResponse } from './http.mts';

export interface EmbeddedOptions extends Omit<TriggerSetup, 'hasCredential'> {
	/** The decrypted credential, or how it is read; an error is what that throws; null for none selected. */
	credential: IDataObject | Error | null | (() => Promise<IDataObject>);
	mode?: WorkflowExecuteMode;
	/** Stands in for n8n storing the execution; rejects where that fails. */
	store?: () => Promise<void>;
	/** Changes the context that the node gets, so that a part of n8n fails. */
	change?: (context: IWebhookFunctions) => void;
	/** Called as a request reaches the node. */
	onArrival?: () => void;
	/** Called when a sender has gone away without an answer. */
	onDisconnection?: () => void;
}

/** One line that the node has logged. */
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

/**
 * Our built trigger behind a real HTTP server, in n8n-core's own webhook context.
 *
 * It answers as n8n does, and starts no execution: `runs` has what n8n would start them with.
 */
export class EmbeddedTrigger {
	readonly runs: Run[] = [];
	readonly logs: Log[] = [];
	readonly workflow: Workflow;
	readonly #nodeType: INodeType;
	readonly #options: EmbeddedOptions;
	readonly #server: Server;

	constructor(nodeType: INodeType, options: EmbeddedOptions) {
		const hasCredential = options.credential !== null;
		this.workflow = triggerWorkflow(nodeType, { ...options, hasCredential });
		this.#nodeType = nodeType;
		this.#options = options;
		this.#server = createServer((request, response) => void this.#serve(request, response));
	}

	/** Starts taking deliveries, on a free port that only this machine can reach. */
	async listen(): Promise<void> {
		this.#server.listen(0, '127.0.0.1');
		await once(this.#server, 'listening');
	}

	/** Where it takes deliveries. */
	get url(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
	}

	/** Sends it a delivery, over HTTP; `query` is what the sender adds to the address. */
	async send(
		delivery: SignedDelivery,
		{ signal, query = '' }: { signal?: AbortSignal; query?: string } = {},
	): Promise<Answer> {
		return await postDelivery(this.url + query, delivery, {
			timeoutMs: 10_000,
			...(signal && { signal }),
		});
	}

	/** Ends its server, and every connection to it. */
	stop(): void {
		this.#server.closeAllConnections();
		this.#server.close();
	}

	async #serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
		const { onArrival, onDisconnection } = this.#options;
		const request = hostRequest(incoming);
		const response = hostResponse(outgoing);
		response.once('close', () => {
			if (!response.writableFinished) onDisconnection?.();
		});
		if (!(await parseAsHost(request))) return void response.status(422).json({ code: 422 });
		onArrival?.();
		const run = await this.#run(request, response);
		this.runs.push(run);
		await this.#answer(run, response);
	}

	async #run(request: object, response: object): Promise<Run> {
		const { mode } = this.#options;
		const readCredential = async (): Promise<IDataObject | null> => await this.#readCredential();
		const log = (level: string, message: string, details: unknown): void =>
			void this.logs.push({ level, message, details });
		const call = { request, response, readCredential, mode, log };
		try {
			const context = webhookContext(this.workflow, call);
			this.#options.change?.(context);
			return { returned: (await this.#nodeType.webhook?.call(context)) ?? {} };
		} catch (thrown) {
			return { thrown };
		}
	}

	async #readCredential(): Promise<IDataObject | null> {
		const { credential } = this.#options;
		if (credential instanceof Error) throw credential;
		return typeof credential === 'function' ? await credential() : credential;
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
}
