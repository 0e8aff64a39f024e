import semver from 'semver';

/**
 * The name under which npm offers a version: `latest` for a release; for `1.2.0-beta.1` `beta`, and
 * `next` where the prerelease has no name, so that `npm install` never picks one unasked.
 */
export function distTag(version: string): string {
	const parts = semver.prerelease(version);
	if (semver.valid(version) === null) throw new Error(`"${version}" is not a version.`);
	if (parts === null) return 'latest';
	const [name] = parts;
	// npm refuses a tag that could be read as a range, such as `v1` or `x`; `latest` would be a lie.
	const isUsable = typeof name === 'string' && semver.validRange(name) === null;
	return isUsable && name !== 'latest' ? name : 'next';
}
