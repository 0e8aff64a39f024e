import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';

import { WebhookContext } from 'n8n-core';
import {
	Workflow,
	type INode,
	type INodeType,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import type { Case, Setup } from './case.mts';

const TYPE = 'n8n-nodes-ecom360.ecom360Trigger';

type Arguments = ConstructorParameters<typeof WebhookContext>;

/** What the node did with one delivery, before n8n answers. */
export interface Reaction {
	returned?: IWebhookResponseData;
	thrown?: unknown;
	/** Answers that the node wrote itself. */
	written: Array<{ status: number; body: unknown }>;
	/** All log lines with their details. */
	logged: string;
}

/** As much of Express' response as n8n's trigger nodes may use. */
class Response extends EventEmitter {
	statusCode = 200;
	writableFinished = false;
	destroyed = false;
	readonly written: Reaction['written'] = [];

	status(code: number): this {
		this.statusCode = code;
		return this;
	}

	json(body: unknown): this {
		this.written.push({ status: this.statusCode, body });
		return this;
	}

	/** Ends as n8n ends it: on the wire, or after the connection has died. */
	end(statusCode: number, ending: 'sent' | 'died'): void {
		if (ending === 'died') this.#close();
		this.statusCode = statusCode;
		this.emit('prefinish');
		if (ending === 'died') return;
		this.writableFinished = true;
		this.emit('finish');
		this.#close();
	}

	#close(): void {
		this.destroyed = true;
		this.emit('close');
	}
}

/** One POST that the node is dealing with, or has dealt with. */
export interface Call {
	reaction: Promise<Reaction>;
	/** Lets n8n answer what the node returned, in time or after the connection has died. */
	end: (ending: Case['ending']) => Promise<void>;
}

/** The built node, loaded as n8n loads it, on n8n's real `WebhookContext` and `Workflow`. */
export class FuzzedNode {
	readonly #nodeType: INodeType;

	constructor(file: string) {
		const { Ecom360Trigger } = createRequire(import.meta.url)(file) as {
			Ecom360Trigger: new () => INodeType;
		};
		this.#nodeType = new Ecom360Trigger();
	}

	/** A workflow with the node set up like this. */
	workflow({ settings: { parameters } }: Setup): Workflow {
		const node: INode = {
			...{ id: '', name: 'Ecom360 Trigger', type: TYPE, typeVersion: 1.1, position: [0, 0] },
			parameters: parameters as INode['parameters'],
			credentials: { ecom360Api: { id: '1', name: 'key' } },
		};
		const nodeTypes = {
			getByName: () => this.#nodeType,
			getByNameAndVersion: () => this.#nodeType,
			getKnownTypes: () => ({}),
		};
		const [id, connections] = ['workflow', {}];
		return new Workflow({ id, nodes: [node], connections, active: true, nodeTypes });
	}

	/** Hands a delivery to the node, which is another one than before where its id is another. */
	call(workflow: Workflow, nodeId: string, fuzzCase: Case): Call {
		const response = new Response();
		const lines: string[] = [];
		const context = contextOf(workflow, nodeId, fuzzCase, response, lines);
		const reaction = this.#react(context, response, lines);
		const end = async (ending: Case['ending']) => {
			const { returned } = await reaction;
			const isStored = ending !== 'failed' || !returned?.workflowData;
			const own = response.written[0]?.status;
			response.end(own ?? (isStored ? 200 : 500), ending === 'gone' ? 'died' : 'sent');
		};
		return { reaction, end };
	}

	async #react(context: IWebhookFunctions, response: Response, lines: string[]): Promise<Reaction> {
		const reaction: Reaction = { written: response.written, logged: '' };
		try {
			const returned = await this.#nodeType.webhook?.call(context);
			if (returned) reaction.returned = returned;
		} catch (error) {
			reaction.thrown = error;
		}
		reaction.logged = lines.join('\n');
		return reaction;
	}
}

function contextOf(
	workflow: Workflow,
	nodeId: string,
	{ body, headers, isTest, reading, keys }: Case,
	response: Response,
	lines: string[],
): IWebhookFunctions {
	const request = {
		...{ headers, body: {}, params: {}, query: {}, method: 'POST' },
		rawBody: reading === 'before' ? body : undefined,
		// As n8n's: it throws where the stream is consumed or broken.
		readRawBody: async () => {
			if (reading === 'never') throw new Error('Request body stream is not readable');
			request.rawBody = body;
		},
	};
	const additionalData = {
		httpRequest: request,
		httpResponse: response,
		credentialsHelper: {
			isCredentialUsableByNode: () => true,
			getDecrypted: async () => {
				if (!keys.credential) throw new Error('Credentials could not be decrypted.');
				return keys.credential;
			},
		},
	};
	const node = Object.values(workflow.nodes)[0] as INode;
	node.id = nodeId;
	const context = new WebhookContext(
		workflow,
		node,
		additionalData as unknown as Arguments[2],
		isTest ? 'manual' : 'webhook',
		{} as Arguments[4],
		[],
		null as unknown as Arguments[6],
	);
	const log = (message: string, details?: unknown) =>
		void lines.push(message, JSON.stringify(details));
	const logger = { debug: log, info: log, warn: log, error: log };
	return Object.defineProperty(context as unknown as IWebhookFunctions, 'logger', {
		value: logger,
	});
}
