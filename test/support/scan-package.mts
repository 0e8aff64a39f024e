// Prints what n8n's own publish scan says about each folder that is named: a packed package, or with
// `sources:` before it, sources. In a process of its own, since some rules go wrong inside Jest.
import * as scanner from '@n8n/scan-community-package/scanner/scanner.mjs';

const problems: string[] = [];
for (const named of process.argv.slice(2)) {
	const folder = named.replace(/^sources:/, '');
	const patterns = folder === named ? ['**/*.js', 'package.json'] : scanner.SOURCE_FILE_PATTERNS;
	const { passed, message, details } = await scanner.analyzePackage(folder, patterns);
	problems.push(passed ? '' : [message, details].join('\n'));
}
console.log(JSON.stringify(problems));
