import { existsSync } from 'node:fs';

import { run } from '../../scripts/n8n/command.mts';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const APT = { cwd: '/', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };

/** A Chromium to drive: the one in CHROMIUM_PATH, else the system's, else Debian's package. */
export async function findChromium(): Promise<string> {
	const { CHROMIUM_PATH: wanted } = process.env;
	if (wanted) {
		if (existsSync(wanted)) return wanted;
		throw new Error(`CHROMIUM_PATH is '${wanted}', and there is no such file.`);
	}
	const found = PLACES.find(existsSync);
	if (found !== undefined) return found;
	if (!canInstall()) {
		throw new Error(
			'The browser suite needs Chromium. Install it (on Debian or Ubuntu: apt-get install chromium), or name the program in the variable CHROMIUM_PATH.',
		);
	}
	return await installChromium();
}

function canInstall(): boolean {
	return existsSync('/etc/debian_version') && process.getuid?.() === 0;
}

async function installChromium(): Promise<string> {
	console.log('There is no Chromium: installing the Debian package (once, about a minute)…');
	await run('apt-get', ['update', '-qq'], APT);
	await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], APT);
	const installed = PLACES.find(existsSync);
	if (installed === undefined) throw new Error(`apt-get installed none of ${PLACES.join(', ')}.`);
	console.log(`Installed ${installed}.`);
	return installed;
}
