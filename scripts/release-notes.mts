// Prints what CHANGELOG.md says about the version in package.json: the text of its release.
import { readFileSync } from 'node:fs';

import { releaseNotes } from './publish/changelog.mts';

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const { version } = JSON.parse(read('package.json')) as { version: string };
console.log(releaseNotes(read('CHANGELOG.md'), version));
