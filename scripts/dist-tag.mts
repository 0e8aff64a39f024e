// Prints the npm dist-tag under which the version in package.json is to be published.
import { readFileSync } from 'node:fs';

import { distTag } from './publish/dist-tag.mts';

const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
console.log(distTag((JSON.parse(manifest) as { version: string }).version));
