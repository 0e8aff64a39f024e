import { NodeHelpers, type INode, type INodeType } from 'n8n-workflow';
import { describe, expect, it } from '@jest/globals';

import { exampleNames, readExample, type Example } from '../examples/example.mts';
import {
	BUILT_IN_NODES,
	expressionsIn,
	frameOf,
	nodesNamedIn,
	overlaps,
	pathsIntoItem,
} from '../examples/facts.mts';
import { loadPackage } from '../support/installed.mts';
import { shapeProblems } from '../support/item-problems.mts';
import { valueAt } from '../support/stub.mts';

const OURS = 'n8n-nodes-ecom360.';
const TRIGGER = `${OURS}ecom360Trigger`;
const NOTE = 'n8n-nodes-base.stickyNote';
const INBOX = 'n8n-nodes-base.whatsAppTrigger';
const SUB_WORKFLOW = 'n8n-nodes-base.executeWorkflowTrigger';
/** What examples without our nodes start with. */

const pinnedItems = ({ pinData }: Example, triggers: string[]) =>
	triggers.flatMap((trigger) => pinData[trigger] ?? []).map(({ json }) => json);

describe.each(exampleNames())('examples/%s.json', (name) => {
	const example = readExample(name);
	const steps = example.nodes.filter(({ type }) => type !== NOTE);
	const notes = example.nodes.filter(({ type }) => type === NOTE);

	it('is made of our nodes and of built-in ones that were seen working', () => {
		const used = example.nodes.filter(({ type }) => !type.startsWith(OURS));
		const versions = used.map(({ type, typeVersion }) => `${type} ${typeVersion}`);
		expect(versions.filter((version) => !BUILT_IN_NODES.has(version))).toEqual([]);
	});

	it('sets parameters that our nodes have, to values that they take', async () => {
		const loader = await loadPackage();
		for (const node of steps.filter(({ type }) => type.startsWith(OURS))) {
			const { description } = loader.getNode(node.type.slice(OURS.length)).type as INodeType;
			expect(node.typeVersion).toBe(description.version);
			const full = node as unknown as INode;
			const { properties } = description;
			const known = NodeHelpers.getNodeParameters(
				...([properties, full.parameters, true, true, full, description] as const),
			);
			expect(known).toMatchObject(full.parameters);
			expect(NodeHelpers.getNodeParametersIssues(properties, full, description)).toBeNull();
		}
	});

	it('connects all of its steps, by names that exist', () => {
		const names = steps.map((node) => node.name);
		expect(new Set(example.nodes.map((node) => node.name)).size).toBe(example.nodes.length);
		expect(new Set(example.nodes.map((node) => node['id'])).size).toBe(example.nodes.length);
		const targets = Object.values(example.connections).flatMap(({ main }) =>
			main.flatMap((output) => (output ?? []).map(({ node }) => node)),
		);
		const connected = [...Object.keys(example.connections), ...targets];
		expect(connected.filter((node) => !names.includes(node))).toEqual([]);
		expect(names.filter((node) => !connected.includes(node))).toEqual([]);
		const mentioned = expressionsIn(example).flatMap(nodesNamedIn);
		expect(mentioned.filter((node) => !names.includes(node))).toEqual([]);
	});

	it('says what it does and what to edit, on notes that cover no node and no other note', () => {
		const about = String(notes.find((note) => note.name === 'About')?.parameters['content']);
		expect(about).toMatch(/^## .+\n.{40,}/);
		expect(about).toContain('**What to edit**\n1. ');
		const bold = [...about.matchAll(/^\d\. \*\*(.+?)\*\*/gm)].map(([, node]) => node);
		const names = example.nodes.map((node) => node.name);
		expect(bold.filter((node) => node !== undefined && !names.includes(node))).toEqual([]);

		const frames = example.nodes.map((node) => ({ name: node.name, ...frameOf(node) }));
		const clashes = frames.flatMap((frame, index) =>
			frames
				.slice(index + 1)
				.filter((other) => overlaps(frame, other))
				.map((other) => `${frame.name} and ${other.name}`),
		);
		expect(clashes).toEqual([]);
	});

	it('pins an item of the published shape on our trigger, and names only fields that it has', () => {
		const triggers = steps.filter(({ type }) => type === TRIGGER).map((node) => node.name);
		const others = steps.filter(({ type }) => [INBOX, SUB_WORKFLOW].includes(type));
		const starts = [...triggers, ...others.map((node) => node.name)];
		expect(Object.keys(example.pinData ?? {})).toEqual(starts);
		for (const item of pinnedItems(example, triggers)) {
			expect(shapeProblems(item, 'payment' in item ? 'payment' : 'checkout')).toEqual([]);
			const paths = expressionsIn(example).flatMap(pathsIntoItem);
			const missing = paths.filter((path) => valueAt(item, path) === undefined);
			expect(missing).toEqual([]);
		}
	});

	it('holds nothing of ours: no credential, no machine, no instance', () => {
		const keys = Object.keys(example).sort();
		const exported = ['connections', 'name', 'nodes', 'pinData', 'settings'];
		expect(exported).toEqual(expect.arrayContaining(keys));
		expect(example.nodes.filter((node) => 'credentials' in node)).toEqual([]);
		expect(JSON.stringify(example)).not.toMatch(/127\.0\.0\.1|localhost|\/home\/|\/root\/|\/tmp\//);
		expect(example.settings['executionOrder']).toBe('v1');
	});
});
