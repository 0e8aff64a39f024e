/** One n8n release that this project is tested with. */
export interface N8nRelease {
	version: string;
	/** Node.js versions it starts on: at least `minimum`, and no newer major than `newestMajor`. */
	node: { minimum: string; newestMajor: number };
	overrides: Record<string, string>;
	/** Packages whose install scripts it cannot do without; all others stay switched off. */
	rebuild: string[];
}

// Newer linkedom versions need a package that not every registry mirror holds.
const linkedom = { linkedom: '0.18.12' };

const releases: N8nRelease[] = [
	{
		version: '2.41.1',
		node: { minimum: '24.0.0', newestMajor: 24 },
		overrides: linkedom,
		rebuild: ['sqlite3', 'isolated-vm'],
	},
	{
		version: '2.35.7',
		node: { minimum: '22.22.0', newestMajor: 24 },
		overrides: linkedom,
		rebuild: ['sqlite3', 'isolated-vm'],
	},
	{
		version: '1.123.81',
		// It says 20.19, but its expression engine (isolated-vm 6) does not start before 22.
		node: { minimum: '22.0.0', newestMajor: 24 },
		// Its own xlsx pin is a tarball outside the npm registry.
		overrides: { ...linkedom, xlsx: '0.18.5' },
		rebuild: ['sqlite3', 'isolated-vm'],
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
	const major = Number(nodeVersion.split('.')[0]);
	const { minimum, newestMajor } = release.node;
	return major <= newestMajor && compare(nodeVersion, minimum) >= 0;
}

function compare(left: string, right: string): number {
	const [a, b] = [left, right].map((version) => version.split('.').map(Number));
	for (const place of [0, 1, 2]) {
		const difference = (a?.[place] ?? 0) - (b?.[place] ?? 0);
		if (difference !== 0) return difference;
	}
	return 0;
}
