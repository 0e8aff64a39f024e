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
 * Nothing else can be changed, so that what is tested is what is published.
 */
export function withValues(example: Example, values: Values): Example {
	const nodes = example.nodes.map((node) => {
		const fields = values[node.name];
		return fields === undefined ? node : { ...node, parameters: filled(node, fields) };
	});
	const unknown = Object.keys(values).filter((name) => !nodes.some((node) => node.name === name));
	if (unknown.length > 0) throw new Error(`There is no node ${unknown.join(', ')}.`);
	return { ...example, nodes };
}

function filled(
	{ name, type, parameters }: ExampleNode,
	fields: Record<string, unknown>,
): Record<string, unknown> {
	switch (type) {
		case 'n8n-nodes-base.set': {
			const { assignments } = parameters['assignments'] as { assignments: Assignment[] };
			requireFields(
				name,
				fields,
				assignments.map((assignment) => assignment.name),
			);
			const changed = assignments.map((assignment) => ({
				...assignment,
				value: fields[assignment.name] ?? assignment.value,
			}));
			return { ...parameters, assignments: { assignments: changed } };
		}
		case 'n8n-nodes-base.whatsApp':
		case 'n8n-nodes-base.wait':
		case 'n8n-nodes-base.scheduleTrigger':
			requireFields(name, fields, Object.keys(parameters));
			return { ...parameters, ...fields };
		default:
			throw new Error(`${name} is not a node whose values tests may set.`);
	}
}

/** Number and template that a WhatsApp node sends with, where none has been chosen yet. */
const CHOICES = { phoneNumberId: '100000000000000', template: 'cart_reminder|en' };

/** Chooses in a WhatsApp node what still says that it is to be chosen. */
export function withChoices(node: ExampleNode): ExampleNode {
	const open = Object.entries(CHOICES).filter(([field]) =>
		/^(choose|enter|your)/i.test(String(node.parameters[field])),
	);
	return { ...node, parameters: { ...node.parameters, ...Object.fromEntries(open) } };
}

function requireFields(node: string, fields: object, known: string[]): void {
	const unknown = Object.keys(fields).filter((field) => !known.includes(field));
	if (unknown.length > 0) throw new Error(`${node} has no field ${unknown.join(', ')}.`);
}
