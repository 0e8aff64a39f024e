import { existsSync } from 'node:fs';

import { installPackage } from '../support/debian.mts';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A Chromium to drive: the one in CHROMIUM_PATH, else the system's, else Debian's package. */
export async function findChromium(): Promise<string> {
	const { CHROMIUM_PATH: wanted } = process.env;
	if (wanted) {
		if (existsSync(wanted)) return wanted;
		throw new Error(`CHROMIUM_PATH is '${wanted}', and there is no such file.`);
	}
	const found = PLACES.find(existsSync);
	if (found !== undefined) return found;
	await installPackage('Chromium', 'chromium', ', or name the program in CHROMIUM_PATH');
	const installed = PLACES.find(existsSync);
	if (installed !== undefined) return installed;
	throw new Error(`apt-get installed none of ${PLACES.join(', ')}.`);
}
