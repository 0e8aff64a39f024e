import os from 'node:os';

import type { Problems } from './rules.mts';

/**
 * Runs n8n's own publish scan over the unpacked package and over the sources, both on this disk.
 *
 * What the scan does besides needs the published package: its provenance, and the sources on GitHub.
 * `temporary` takes the empty folder that the scanner makes as it is loaded, and leaves behind. It is
 * told so by `os`: in Jest, `process.env` is a copy, of which `os` knows nothing.
 */
export async function scanProblems(
	{ packed, sources }: { packed: string; sources: string },
	temporary: string,
): Promise<Problems> {
	const { tmpdir } = os;
	Object.assign(os, { tmpdir: () => temporary });
	const scanner = await import('@n8n/scan-community-package/scanner/scanner.mjs').finally(() =>
		Object.assign(os, { tmpdir }),
	);
	const results = [
		await scanner.analyzePackage(packed, ['**/*.js', 'package.json']),
		await scanner.analyzePackage(sources, scanner.SOURCE_FILE_PATTERNS),
	];
	return results
		.filter(({ passed }) => !passed)
		.map(({ message, details }) => [message, details].filter(Boolean).join('\n'));
}
