import { createRequire } from 'node:module';
import { PackageDirectoryLoader, WebhookContext } from 'n8n-core';
import type {
	INode,
	INodeType,
	INodeTypes,
	IWebhookFunctions,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';

type Arguments = ConstructorParameters<typeof WebhookContext>;

// The copy that n8n-core and the node share: an import would load another, and its errors would not
// be theirs.
const n8nWorkflow = createRequire(import.meta.url)('n8n-workflow') as typeof import('n8n-workflow');
export const { NodeOperationError } = n8nWorkflow;

const WEBHOOK_ID = '0e4f6c1d-webhook';
const BASE_URLS = {
	webhookBaseUrl: 'https://n8n.example/webhook',
	webhookTestBaseUrl: 'https://n8n.example/webhook-test',
};
/** The two addresses that the trigger's panel shows. */
export const WEBHOOK_URLS = {
	production: `${BASE_URLS.webhookBaseUrl}/${WEBHOOK_ID}/webhook`,
	test: `${BASE_URLS.webhookTestBaseUrl}/${WEBHOOK_ID}/webhook`,
};

/** What a trigger's workflow consists of; an id left out is empty. */
export interface TriggerSetup {
	parameters?: object | undefined;
	/** Whether a credential is selected in the node. */
	hasCredential?: boolean;
	workflowId?: string;
	nodeId?: string;
}

/** One delivery as the host hands it to the node. */
export interface Call {
	/** Express' request and response, or as much of them as the node uses. */
	request: object;
	response: object;
	/** Reads and decrypts the credential; what it throws is what the node sees. */
	readCredential: () => Promise<object | null>;
	/** Default: production. `manual` is somebody listening in the editor. */
	mode?: WorkflowExecuteMode | undefined;
	log: (level: LogLevel, message: string, details: unknown) => void;
}

const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A package of nodes on disk, loaded as n8n loads it. */
export async function loadNodes(folder: string): Promise<PackageDirectoryLoader> {
	const loader = new PackageDirectoryLoader(folder);
	await loader.loadAll();
	return loader;
}

export function nodeOf(loader: PackageDirectoryLoader, type = 'ecom360Trigger'): INodeType {
	return loader.getNode(type).type as INodeType;
}

/** n8n's workflow with our trigger in it, and nothing else. */
export function triggerWorkflow(nodeType: INodeType, setup: TriggerSetup = {}): Workflow {
	const { parameters = {}, hasCredential = true, workflowId = '', nodeId = '' } = setup;
	const node: INode = {
		id: nodeId,
		name: 'Ecom360 Trigger',
		webhookId: WEBHOOK_ID,
		type: 'n8n-nodes-ecom360.ecom360Trigger',
		typeVersion: 1.1,
		position: [0, 0],
		parameters: parameters as INode['parameters'],
		...(hasCredential && { credentials: { ecom360Api: { id: '1', name: 'Ecom360' } } }),
	};
	const nodeTypes: INodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	};
	return new n8nWorkflow.Workflow({
		id: workflowId,
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes,
	});
}

/** The `this` of the trigger's `webhook` method: n8n-core's own, around one delivery. */
export function webhookContext(workflow: Workflow, call: Call): IWebhookFunctions {
	const { request, response, readCredential, mode = 'webhook', log } = call;
	const additionalData = {
		...BASE_URLS,
		httpRequest: request,
		httpResponse: response,
		credentialsHelper: { isCredentialUsableByNode: () => true, getDecrypted: readCredential },
	};
	const context = new WebhookContext(
		workflow as Arguments[0],
		Object.values(workflow.nodes)[0] as INode,
		additionalData as unknown as Arguments[2],
		mode,
		{ webhookDescription: { name: 'default' }, isTest: mode === 'manual' } as Arguments[4],
		[],
		null,
	);
	const logger = Object.fromEntries(
		LOG_LEVELS.map((level) => [
			level,
			(message: string, details?: unknown) => log(level, message, details),
		]),
	);
	// The two packages' types differ in whether a workflow must have a name.
	return Object.defineProperty(context as unknown as IWebhookFunctions, 'logger', {
		value: logger,
	});
}
