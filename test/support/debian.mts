import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { run } from '../../scripts/n8n/command.mts';
import { withLock } from '../../scripts/n8n/lock.mts';

const APT = { cwd: '/', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };

/**
 * Installs the Debian package of a program that is missing. Only root can: for anybody else it throws
 * an error that says what to do; `orElse` names an alternative.
 */
export async function installPackage(
	program: string,
	debianPackage = program,
	orElse = '',
): Promise<void> {
	const command = `apt-get install ${debianPackage}`;
	if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) {
		const advice = `Install it (on Debian or Ubuntu: ${command})${orElse}.`;
		throw new Error(`This suite needs ${program}. ${advice}`);
	}
	console.log(`There is no ${program}: ${command}…`);
	// Two suites may run at once, and apt-get gives up while another is at work.
	await withLock(join(tmpdir(), 'ecom360-apt'), async () => {
		await run('apt-get', ['update', '-qq'], APT);
		await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', debianPackage], APT);
	});
}
