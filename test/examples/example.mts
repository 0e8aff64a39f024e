import { readdirSync, readFileSync } from 'node:fs';

import type { WorkflowDraft } from '../../scripts/n8n/api.mts';

const FOLDER = new URL('../../examples/', import.meta.url);

export interface ExampleNode {
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	[key: string]: unknown;
}

/** A workflow of the `examples` folder, as it lies there. */
export interface Example extends WorkflowDraft {
	nodes: ExampleNode[];
	connections: Record<string, { main: Array<Array<{ node: string }> | null> }>;
	settings: Record<string, unknown>;
	pinData: Record<string, Array<{ json: Record<string, unknown>; binary?: unknown }>>;
}

/** Values of an example's own fields: node → field → value. */
export type Values = Record<string, Record<string, unknown>>;

interface Assignment {
	name: string;
	value: unknown;
}

export function exampleNames(): string[] {
	return readdirSync(FOLDER)
		.filter((file) => file.endsWith('.json'))
		.map((file) => file.replace(/\.json$/, ''));
}

export function readExample(name: string): Example {
	return JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')) as Example;
}

/**
 * Fills in what a shop owner would: the fields of Settings, the time of a Wait or Schedule node,
 * number and template of a WhatsApp node.
 *
 * Only what is there can be changed, so that what is tested is what is published.
 */
export function withValues(example: Example, values: Values): Example {
	const nodes = example.nodes.map((node) => filled(node, values[node.name] ?? {}));
	requireKnown('workflow', values, namesOf(nodes));
	return { ...example, nodes };
}

function filled(node: ExampleNode, fields: Record<string, unknown>): ExampleNode {
	const { assignments } = (node.parameters['assignments'] ?? {}) as { assignments?: Assignment[] };
	requireKnown(
		node.name,
		fields,
		assignments ? namesOf(assignments) : Object.keys(node.parameters),
	);
	const changed = assignments?.map((assignment) => ({
		...assignment,
		value: fields[assignment.name] ?? assignment.value,
	}));
	const parameters = changed ? { assignments: { assignments: changed } } : fields;
	return { ...node, parameters: { ...node.parameters, ...parameters } };
}

const namesOf = (all: Array<{ name: string }>): string[] => all.map(({ name }) => name);

function requireKnown(where: string, given: object, known: string[]): void {
	const unknown = Object.keys(given).filter((name) => !known.includes(name));
	if (unknown.length > 0) throw new Error(`${where} has no ${unknown.join(', ')}.`);
}
