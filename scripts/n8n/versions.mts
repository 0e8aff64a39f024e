/** One n8n release that this project is tested with. */
export interface N8nRelease {
	version: string;
	/** The oldest Node.js that it starts on; 25 is too new for all of them. */
	oldestNode: string;
	overrides: Record<string, string>;
}

const TOO_NEW_NODE = '25';

// Newer linkedom versions need a package that not every registry mirror holds.
const linkedom = { linkedom: '0.18.12' };

const releases: N8nRelease[] = [
	{ version: '2.41.1', oldestNode: '24.0.0', overrides: linkedom },
	{ version: '2.35.7', oldestNode: '22.22.0', overrides: linkedom },
	{
		version: '1.123.81',
		// It says 20.19, but its expression engine (isolated-vm 6) does not start before 22.
		oldestNode: '22.0.0',
		overrides: {
			...linkedom,
			// Its own xlsx pin is a tarball outside the npm registry.
			xlsx: '0.18.5',
			// Newer ones want a newer @langchain/core than the one that n8n pins.
			'@langchain/langgraph-checkpoint': '1.0.0',
		},
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
	const isOlder = (one: string, other: string): boolean =>
		one.localeCompare(other, 'en', { numeric: true }) < 0;
	return !isOlder(nodeVersion, release.oldestNode) && isOlder(nodeVersion, TOO_NEW_NODE);
}
