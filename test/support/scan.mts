import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { scanProblems } from '../../scripts/publish/scan.mts';

const MANIFEST = {
	name: 'n8n-nodes-scanned',
	version: '1.0.0',
	description: 'A package that the scan has nothing against',
	license: 'MIT',
	homepage: 'https://example.com',
	keywords: ['n8n-community-node-package'],
	author: { name: 'Somebody', email: 'somebody@example.com' },
	repository: { type: 'git', url: 'https://example.com/somebody/n8n-nodes-scanned.git' },
	files: ['dist'],
	n8n: { n8nNodesApiVersion: 1, strict: true, credentials: [], nodes: ['dist/nodes/A.node.js'] },
	peerDependencies: { 'n8n-workflow': '*' },
};

interface Scanned {
	manifest?: object;
	/** The code of the package's one built node. */
	built?: string;
	/** The code of its one source. */
	source?: string;
}

/** What n8n's publish scan says about a tiny package. */
export async function scan({ manifest, built = '', source = '' }: Scanned): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'ecom360-scan-'));
	const files = {
		'packed/package.json': JSON.stringify({ ...MANIFEST, ...manifest }),
		'packed/dist/nodes/A.node.js': built,
		'sources/package.json': JSON.stringify(MANIFEST),
		'sources/nodes/a.ts': source,
	};
	try {
		for (const [path, text] of Object.entries(files)) {
			await mkdir(dirname(join(folder, path)), { recursive: true });
			await writeFile(join(folder, path), text);
		}
		const folders = { packed: join(folder, 'packed'), sources: join(folder, 'sources') };
		return (await scanProblems(folders, folder)).join('\n');
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
