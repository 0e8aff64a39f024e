import { describe, expect, it } from '@jest/globals';

import { isValidPhoneNumber } from 'libphonenumber-js/max';

import manifest from '../../package.json' with { type: 'json' };
import { crossings } from '../examples/canvas.mts';
import { exampleNames, readExample, type Example, type ExampleNode } from '../examples/example.mts';
import { monthlyRuns } from '../examples/schedules.mts';
import { textOf } from '../support/fixtures.mts';

/** The files of the kit, and how many nodes each may have, its notes aside. */
const KIT: Record<string, number> = {
	'first-reminder': 6,
	recover: 24,
	settings: 16,
	'send-whatsapp': 6,
	'send-spur': 6,
	'send-limechat': 6,
	'send-gupshup': 6,
	'send-interakt': 6,
	'send-email': 6,
	'send-sms': 6,
	'make-coupon': 8,
	orders: 16,
	inbox: 18,
	'payment-failed': 12,
	templates: 14,
	'weekly-report': 16,
	'health-check': 16,
	'retry-crashed': 7,
	'erase-and-expire': 22,
	forward: 10,
	'exactly-once-redis': 5,
	'send-test-event': 3,
};

const MOST_LINES = 9000;
const MOST_EXECUTIONS_A_MONTH = 130;
const WIDEST_NOTE = 480;
const NOTE = 'n8n-nodes-base.stickyNote';

const names = exampleNames();
const steps = ({ nodes }: Example) => nodes.filter(({ type }) => type !== NOTE);
const notes = ({ nodes }: Example) => nodes.filter(({ type }) => type === NOTE);
const widthOf = ({ parameters }: ExampleNode) => Number(parameters['width'] ?? 240);

describe.each(names)('examples/%s.json', (name) => {
	const example = readExample(name);
	const said = notes(example).map(({ parameters }) => String(parameters['content']));

	it('has no more nodes than it may, and no line behind a node or a note', () => {
		expect(example.name).toBe(name);
		expect(steps(example).length).toBeLessThanOrEqual(KIT[name] ?? 0);
		expect(crossings(example)).toEqual([]);
	});

	it('explains each setting where it is changed', () => {
		const settings = steps(example).filter((node) => node.name === 'Settings');
		const fields = settings.flatMap(({ parameters }) => assignmentsOf(parameters));
		const byOwner = fields.filter(({ value }) => !String(value).startsWith('='));
		// `ENTER YOUR SHOP'S ADDRESS` explains itself.
		const others = byOwner.filter(({ value }) => !/^ENTER (YOUR|THE) /.test(String(value)));
		expect(others.filter(({ name: field }) => !explains(said, field))).toEqual([]);
		// What is entered is no expression, and no long JSON.
		expect(byOwner.filter(({ value }) => /^\s*[[{]/.test(String(value)))).toEqual([]);
	});

	it('says on notes that can be read at 100 % what to do when a node stops it or turns red', () => {
		const stops = steps(example).filter(({ type }) => type.endsWith('.stopAndError'));
		expect(stops.filter((node) => !said.some((note) => note.includes(node.name)))).toEqual([]);
		expect(said.join('\n')).toMatch(/\bred\b/i);
		expect(notes(example).filter((note) => widthOf(note) > WIDEST_NOTE)).toEqual([]);
	});

	it('hands no fields to a workflow that its owner chooses, which would empty them', () => {
		const calls = steps(example).filter(({ type }) => type.endsWith('.executeWorkflow'));
		const chosen = calls.filter(({ parameters }) =>
			/"mode":"list"/.test(JSON.stringify(parameters)),
		);
		expect(chosen.filter(({ parameters }) => 'workflowInputs' in parameters)).toEqual([]);
	});

	it('can be pasted as a URL from the table of files', () => {
		const [, project = ''] = /github\.com\/(.+)\.git$/.exec(manifest.repository.url) ?? [];
		const url = `https://raw.githubusercontent.com/${project}/main/examples/${name}.json`;
		expect(textOf('examples/README.md')).toContain(`[URL](${url})`);
	});

	it('has samples that reach nobody', () => {
		const texts = textsIn(example.pinData ?? {});
		const isDialable = (text: string) =>
			isValidPhoneNumber(text, 'IN') || isValidPhoneNumber(`+${text}`);
		const numbers = texts.filter(({ key }) => /phone|number|^to$|^recipient/i.test(key));
		expect(numbers.filter(({ text }) => isDialable(text))).toEqual([]);
		const addresses = texts.map(({ text }) => text).filter((text) => /^[^\s/]+@/.test(text));
		expect(addresses.filter((address) => !/@example\.com$/.test(address))).toEqual([]);
	});
});

function explains(said: string[], field: string): boolean {
	const name = field.replace(/^settings\./, '');
	const written = [name, name.replaceAll('_', ' '), name.replace(/^\w+_days$/, '…_days')];
	return said.some((note) => written.some((word) => note.toLowerCase().includes(word)));
}

function assignmentsOf(parameters: object): Array<{ name: string; value: unknown }> {
	const { assignments } = parameters as {
		assignments?: { assignments: Array<{ name: string; value: unknown }> };
	};
	return assignments?.assignments ?? [];
}

function textsIn(value: unknown, key = ''): Array<{ key: string; text: string }> {
	if (typeof value === 'string') return [{ key, text: value }];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, part]) => textsIn(part, name));
}

it('all webhooks have an address of their own', () => {
	const nodes = names.flatMap((name) => readExample(name).nodes);
	const ids = nodes.map(({ webhookId }) => webhookId).filter((id) => id !== undefined);
	expect(new Set(ids).size).toBe(ids.length);
});

const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);

it(`all files together have less than ${MOST_LINES} lines`, () => {
	const lines = names.map((name) => textOf(`examples/${name}.json`).split('\n').length - 1);
	expect(sum(lines)).toBeLessThan(MOST_LINES);
});

it('what runs by the clock costs few executions a month', () => {
	const perMonth = names.map((name) => monthlyRuns(readExample(name)));
	expect(Math.max(...perMonth)).toBeGreaterThan(0);
	expect(sum(perMonth)).toBeLessThanOrEqual(MOST_EXECUTIONS_A_MONTH);
});

interface TableParameters {
	tableName?: string;
	columns: { column: Array<{ name: string; type: string }> };
}

/** The columns with which each example makes a table: table → example → columns. */
function tables(): Map<string, Map<string, string[]>> {
	const found = new Map<string, Map<string, string[]>>();
	for (const example of names) {
		for (const { parameters } of readExample(example).nodes) {
			const { tableName, columns } = parameters as unknown as TableParameters;
			if (tableName === undefined) continue;
			const makers = found.get(tableName) ?? new Map<string, string[]>();
			const listed = columns.column.map(({ name, type }) => `${name}: ${type}`).sort();
			found.set(tableName, makers.set(example, listed));
		}
	}
	return found;
}

// Whichever example is published first makes the table for all of them.
it.each([...tables()])('%s has the same columns, whoever makes it', (_, makers) => {
	const [[, first] = []] = makers;
	for (const columns of makers.values()) expect(columns).toEqual(first);
});
