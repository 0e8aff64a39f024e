import { describe, expect, it } from '@jest/globals';

import manifest from '../../package.json' with { type: 'json' };
import { bundledPackages } from '../support/bundled.mts';
import { textOf } from '../support/fixtures.mts';
import {
	canRequire,
	credentialOf,
	installedText,
	loadPackage,
	nodeOf,
	packedFiles,
	tarballBytes,
} from '../support/installed.mts';
import { inject } from '../support/provided.mts';
import { scanPackage } from '../support/scan.mts';

const BUILT = [
	'dist/credentials/Ecom360Api.credentials.js',
	'dist/nodes/Ecom360/Ecom360.node.js',
	'dist/nodes/Ecom360/Ecom360Trigger.node.js',
];

/** It lints half a megabyte: some seconds, and more on a busy machine. */
const SCAN_TIMEOUT_MS = 180_000;

/** Every text anywhere in a value. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** What shop owners type into n8n's search for a node. */
const SEARCHED = [
	...['Abandoned Cart', 'Abandoned Checkout', 'Cashfree', 'Ecommerce', 'One Click Checkout'],
	...['Payment', 'Reminder', 'Shopify', 'Test Event', 'WhatsApp', 'Zecpe'],
];

describe('the packed package', () => {
	it('is small, and holds what n8n needs, the papers, and nothing else', async () => {
		expect(tarballBytes()).toBeLessThan(180_000);
		expect(await packedFiles()).toEqual([
			'LICENSE',
			'README.md',
			'THIRD-PARTY-NOTICES.txt',
			'dist/credentials/Ecom360Api.credentials.js',
			'dist/nodes/Ecom360/Ecom360.node.js',
			'dist/nodes/Ecom360/Ecom360.node.json',
			'dist/nodes/Ecom360/Ecom360Trigger.node.js',
			'dist/nodes/Ecom360/Ecom360Trigger.node.json',
			'dist/nodes/Ecom360/__schema__/v1.0.0/event/check.json',
			'dist/nodes/Ecom360/__schema__/v1.0.0/event/sendFromItem.json',
			'dist/nodes/Ecom360/__schema__/v1.0.0/event/sendTest.json',
			'dist/nodes/Ecom360/ecom360.dark.svg',
			'dist/nodes/Ecom360/ecom360.svg',
			'package.json',
		]);
	});

	it('depends on nothing but the n8n-workflow that n8n provides', () => {
		const installed = JSON.parse(installedText('package.json')) as Record<string, unknown>;
		for (const section of ['dependencies', 'optionalDependencies', 'bundledDependencies']) {
			expect(installed).not.toHaveProperty(section);
		}
		expect(installed['peerDependencies']).toEqual({ 'n8n-workflow': '*' });
	});

	it.each(BUILT)('requires nothing but what n8n and Node.js have: %s', (path) => {
		const required = [...installedText(path).matchAll(/\brequire\(([^)]*)\)/g)];
		const names = required.map(([, name = '']) => name);
		const foreign = names.filter((name) => !/^"(?:n8n-workflow|node:[a-z/]+)"$/.test(name));
		expect(foreign).toEqual([]);
	});
});

describe('a release', () => {
	it('has its version in the changelog', () => {
		expect(textOf('CHANGELOG.md')).toContain(`\n## ${manifest.version}`);
	});

	it('names what is bundled in its notices, no other package, and quotes their licences', async () => {
		const flat = (text: string) => text.replace(/\s+/g, ' ').trim();
		const notices = installedText('THIRD-PARTY-NOTICES.txt');
		const named = [...notices.matchAll(/^=== (.+) ===$/gm)].map(([, title]) => title);
		const bundled = await bundledPackages();
		expect(named.sort()).toEqual(bundled.map(({ title }) => title).sort());
		for (const { licence } of bundled) {
			expect(licence).toContain('Copyright (c)');
			expect(flat(notices)).toContain(flat(licence));
		}
	});

	it(
		"passes n8n's publish scan, which refuses a global and the console",
		async () => {
			const { planted, ...found } = await scanPackage(inject('packageFolder'));
			expect(found).toEqual({ packed: '', sources: '' });
			expect(planted).toMatch(/no-restricted-globals/);
			expect(planted).toMatch(/no-console/);
		},
		SCAN_TIMEOUT_MS,
	);
});

describe('in n8n', () => {
	it('loads where no package but n8n-workflow can be found', async () => {
		expect(['n8n-workflow', 'zod', 'libphonenumber-js', 'n8n-core'].filter(canRequire)).toEqual([
			'n8n-workflow',
		]);
		const loader = await loadPackage();
		expect(Object.keys(loader.nodeTypes)).toEqual(['ecom360', 'ecom360Trigger']);
		expect(Object.keys(loader.credentialTypes)).toEqual(['ecom360Api']);
		expect(nodeOf(loader).description.displayName).toBe('Ecom360 Trigger');
		expect(credentialOf(loader).displayName).toBe('Ecom360 API');
	});

	it('has pictures for light and dark', async () => {
		const loader = await loadPackage();
		for (const { iconUrl } of [nodeOf(loader).description, credentialOf(loader)]) {
			const paths = textsIn(iconUrl).map((url) => url.replace('icons/n8n-nodes-ecom360/', ''));
			expect(paths).toHaveLength(2);
			for (const path of paths) expect(installedText(path)).toMatch(/^<svg\b/);
		}
	});

	it('is found by what people look for', async () => {
		const loader = await loadPackage();
		const [trigger, action] = [nodeOf(loader), nodeOf(loader, 'ecom360')];
		expect(trigger.description.codex?.categories).toEqual(['Sales', 'Marketing']);
		expect(trigger.description.codex?.alias).toEqual(expect.arrayContaining(SEARCHED));
		// n8n makes one entry of the two nodes, and searches only the action's aliases for it.
		expect(action.description.codex?.alias).toEqual(trigger.description.codex?.alias);
		const { node, nodeVersion } = JSON.parse(
			installedText('dist/nodes/Ecom360/Ecom360Trigger.node.json'),
		) as Record<string, string>;
		expect(node).toBe(`${manifest.name}.ecom360Trigger`);
		expect(nodeVersion).toBe('1.1');
	});

	// With version 1, or an expression here, n8n evaluates one for every request.
	it('costs no expression for a request', async () => {
		const { version, webhooks } = nodeOf(await loadPackage()).description;
		expect(version).toBe(1.1);
		// `''` answers with what the node says, and not with n8n's first entry.
		const webhook = { httpMethod: 'POST', responseMode: 'onReceived', responseData: '' };
		expect(webhooks).toMatchObject([webhook]);
		expect(textsIn(webhooks).filter((text) => /^=|\{\{/.test(text))).toEqual([]);
	});

	it('hides what is typed into both key fields', async () => {
		const { properties } = credentialOf(await loadPackage());
		const fields = properties.filter(({ type }) => type !== 'notice');
		const hidden = fields.filter(({ typeOptions }) => typeOptions?.password);
		expect(hidden.map(({ name }) => name)).toEqual(['webhookKey', 'previousWebhookKey']);
		expect(fields.map(({ default: value }) => value)).toEqual(['', '', 'text']);
	});

	it('tests a credential without sending anything', async () => {
		const node = nodeOf(await loadPackage());
		const test = node.methods?.credentialTest?.['ecom360ApiTest'];
		const credential = { id: '1', name: 'Ecom360', type: 'ecom360Api' };
		const result = async (data: object) =>
			await test?.call({} as never, { ...credential, data } as never);
		expect(await result({ webhookKey: 'whk' })).toMatchObject({ status: 'OK' });
		expect(await result({ webhookKey: '' })).toMatchObject({ status: 'Error' });
	});
});
