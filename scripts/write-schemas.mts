import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { outputSchemas } from './output-schemas.mts';

for (const { file, text } of outputSchemas()) {
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, text);
}
