import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { buildProject } from '../n8n/pack.mts';
import { during } from '../progress.mts';
import { inOwnHome } from './home.mts';
import type { Sample } from './samples.mts';

const project = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * Builds this package, sends samples to its trigger in n8n's engine, and prints what came of them.
 * Returns whether all was as it should be.
 */
export async function runEmbeddedDemo(): Promise<boolean> {
	await during('Building this package', buildProject);
	const samples = await during(
		"Sending four signed events to it in n8n's engine",
		async () => await inOwnHome(sendToEngine),
	);
	const { sampleReport } = await import('./report.mts');
	console.log(`\n${sampleReport(samples).join('\n')}\n`);
	return samples.length > 0 && samples.every(({ isAsExpected }) => isAsExpected);
}

// Only now: n8n-core reads its settings, and writes a file beside them, as it is loaded.
async function sendToEngine(): Promise<Sample[]> {
	const { loadNodes, nodeOf } = await import('./package.mts');
	const { sendSamples } = await import('./samples.mts');
	return await sendSamples(nodeOf(await loadNodes(project)));
}
