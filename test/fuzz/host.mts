import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';

import type { INodeType, IWebhookResponseData } from 'n8n-workflow';

import { triggerWorkflow, webhookContext } from '../../scripts/embedded/context.mts';
import type { Case } from './case.mts';

/** The built node, which runs on n8n's real `WebhookContext` and `Workflow`. */
const { Ecom360Trigger } = createRequire(import.meta.url)(
	'../../dist/nodes/Ecom360/Ecom360Trigger.node.js',
) as { Ecom360Trigger: new () => INodeType };
const nodeType = new Ecom360Trigger();

/** What the node did with one delivery, before n8n answers. */
export interface Reaction {
	returned?: IWebhookResponseData;
	thrown?: unknown;
	/** Answers that the node wrote itself. */
	written: Array<{ status: number; body: unknown }>;
	/** All log lines with their details. */
	logged: string;
	/** Processor time until then, of this whole process: it does not count what others take. */
	cpuMs: number;
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

/** Hands a delivery to the node; another id makes it another node. */
export function call(nodeId: string, fuzzCase: Case): Call {
	const response = new Response();
	const reaction = react(nodeId, fuzzCase, response);
	const end = async (ending: Case['ending']) => {
		const { returned } = await reaction;
		const isStored = ending !== 'failed' || !returned?.workflowData;
		const own = response.written[0]?.status;
		response.end(own ?? (isStored ? 200 : 500), ending === 'gone' ? 'died' : 'sent');
	};
	return { reaction, end };
}

async function react(
	nodeId: string,
	{ settings: { parameters }, body, headers, isTest, reading, keys }: Case,
	response: Response,
): Promise<Reaction> {
	const workflow = triggerWorkflow(nodeType, { parameters, workflowId: 'workflow', nodeId });
	const reaction: Reaction = { written: response.written, logged: '', cpuMs: 0 };
	const request = {
		...{ headers, body: {}, params: {}, query: {}, method: 'POST' },
		rawBody: reading === 'before' ? body : undefined,
		// As n8n's: it throws where the stream is consumed or broken.
		readRawBody: async () => {
			if (reading === 'never') throw new Error('Request body stream is not readable');
			request.rawBody = body;
		},
	};
	const context = webhookContext(workflow, {
		request,
		response,
		readCredential: async () => {
			if (!keys.credential) throw new Error('Credentials could not be decrypted.');
			return keys.credential;
		},
		mode: isTest ? 'manual' : 'webhook',
		log: (_, message, details) =>
			void (reaction.logged += `${message}\n${JSON.stringify(details)}\n`),
	});
	const before = process.cpuUsage();
	try {
		const returned = await nodeType.webhook?.call(context);
		if (returned) reaction.returned = returned;
	} catch (error) {
		reaction.thrown = error;
	}
	const { user, system } = process.cpuUsage(before);
	reaction.cpuMs = (user + system) / 1000;
	return reaction;
}
