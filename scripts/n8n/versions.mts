/** One n8n release that this project is tested with. */
export interface N8nRelease {
	version: string;
	overrides: Record<string, string>;
}

// Newer linkedom versions need a package that not every registry mirror holds.
const linkedom = { linkedom: '0.18.12' };

const releases: N8nRelease[] = [
	{ version: '2.41.1', overrides: linkedom },
	{ version: '2.35.7', overrides: linkedom },
	{
		version: '1.123.81',
		overrides: {
			...linkedom,
			// Its own xlsx pin is a tarball outside the npm registry.
			xlsx: '0.18.5',
			// Newer ones need a newer @langchain/core than the one that n8n pins.
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
