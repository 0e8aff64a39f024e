import type { Example, ExampleNode } from './example.mts';

/** Built-in nodes with the versions that `npm run test:n8n examples` proves on a real n8n. */
export const BUILT_IN_NODES: ReadonlySet<string> = new Set([
	'n8n-nodes-base.crypto 2',
	'n8n-nodes-base.dataTable 1.1',
	'n8n-nodes-base.emailSend 2.1',
	'n8n-nodes-base.executeWorkflow 1.2',
	'n8n-nodes-base.executeWorkflowTrigger 1.1',
	'n8n-nodes-base.executionData 1.1',
	'n8n-nodes-base.filter 2.2',
	'n8n-nodes-base.form 2.5',
	'n8n-nodes-base.formTrigger 2.6',
	'n8n-nodes-base.httpRequest 4.2',
	'n8n-nodes-base.if 2.2',
	'n8n-nodes-base.manualTrigger 1',
	'n8n-nodes-base.n8n 1',
	'n8n-nodes-base.n8nTrigger 1',
	'n8n-nodes-base.noOp 1',
	'n8n-nodes-base.postgres 2.6',
	'n8n-nodes-base.redis 1',
	'n8n-nodes-base.removeDuplicates 2',
	'n8n-nodes-base.scheduleTrigger 1.2',
	'n8n-nodes-base.set 3.4',
	'n8n-nodes-base.sort 1',
	'n8n-nodes-base.splitInBatches 3',
	'n8n-nodes-base.splitOut 1',
	'n8n-nodes-base.stickyNote 1',
	'n8n-nodes-base.stopAndError 1',
	'n8n-nodes-base.summarize 1.1',
	'n8n-nodes-base.switch 3.2',
	'n8n-nodes-base.wait 1.1',
	'n8n-nodes-base.webhook 2',
	'n8n-nodes-base.whatsApp 1.1',
	'n8n-nodes-base.whatsAppTrigger 1',
]);

const ITEM_KEYS = 'event|cart|order|payment|customer|whatsapp|delivery|payload|lineItem';
const NODE_SIZE = 96;
// A node's name stands below it, up to this wide.
const LABEL_HEIGHT = 44;

/** Every expression in the parameters of an example's nodes. */
export function expressionsIn({ nodes }: Example): string[] {
	return nodes.flatMap(({ parameters }) => textsIn(parameters)).filter((text) => text[0] === '=');
}

function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** The nodes that an expression reads from. */
export function nodesNamedIn(expression: string): string[] {
	return [...expression.matchAll(/\$\('([^']+)'\)/g)].map(([, name]) => name ?? '');
}

/** The paths of our item that an expression reads: `$json.cart.total` gives `cart.total`. */
export function pathsIntoItem(expression: string): string[] {
	const path = new RegExp(`(?:\\$json|\\bjson)\\.((?:${ITEM_KEYS})\\b(?:\\.\\w+)*)`, 'g');
	return [...expression.matchAll(path)].map(([, found]) => found ?? '');
}

export interface Frame {
	left: number;
	top: number;
	right: number;
	bottom: number;
}

/** The room that a node or a note takes on the canvas. */
export function frameOf({ position: [left, top], parameters }: ExampleNode): Frame {
	const { width = NODE_SIZE, height = NODE_SIZE + LABEL_HEIGHT } = parameters as Partial<
		Record<'width' | 'height', number>
	>;
	return { left, top, right: left + width, bottom: top + height };
}

export function overlaps(one: Frame, other: Frame): boolean {
	const isBeside = one.right <= other.left || other.right <= one.left;
	return !isBeside && one.top < other.bottom && other.top < one.bottom;
}
