import semver from 'semver';

/** One n8n release that this project is tested with. */
export interface N8nRelease {
	version: string;
	/** The Node.js versions it starts on. */
	node: string;
	overrides: Record<string, string>;
	/** The version that it asks for: the one package that must be compiled for it. */
	sqlite3: string;
}

// Newer linkedom versions need a package that not every registry mirror holds.
const linkedom = { linkedom: '0.18.12' };
const sqlite3 = '5.1.7';

const releases: N8nRelease[] = [
	{ version: '2.41.1', node: '>=24.0.0 <25', overrides: linkedom, sqlite3 },
	{ version: '2.35.7', node: '>=22.22.0 <25', overrides: linkedom, sqlite3 },
	{
		version: '1.123.81',
		// It says 20.19, but its expression engine (isolated-vm 6) does not start before 22.
		node: '>=22.0.0 <25',
		overrides: {
			...linkedom,
			// Its own xlsx pin is a tarball outside the npm registry.
			xlsx: '0.18.5',
			// Newer ones want a newer @langchain/core than the one that n8n pins.
			'@langchain/langgraph-checkpoint': '1.0.0',
		},
		sqlite3,
	},
];

export const supportedVersions = releases.map(({ version }) => version);
export const defaultVersion = '2.41.1';

/** The release with this version; a plain message for any other. */
export function releaseOf(version: string): N8nRelease {
	const release = releases.find((candidate) => candidate.version === version);
	if (release) return release;
	throw new Error(
		`n8n ${version} is not one of the versions known to work here: ${supportedVersions.join(', ')}.`,
	);
}

/** Whether a Node.js version (without the `v`) starts this release. */
export function runsOn(release: N8nRelease, nodeVersion: string): boolean {
	return semver.satisfies(nodeVersion, release.node);
}
