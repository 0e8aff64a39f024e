// Prints what n8n's own publish scan says about a packed package, and about sources if given; run in
// a process of its own, since some of its rules go wrong inside Jest.
import * as scanner from '@n8n/scan-community-package/scanner/scanner.mjs';

const [, , packed = '', sources] = process.argv;
const results = [await scanner.analyzePackage(packed, ['**/*.js', 'package.json'])];
if (sources !== undefined) {
	results.push(await scanner.analyzePackage(sources, scanner.SOURCE_FILE_PATTERNS));
}
const failed = results.filter(({ passed }) => !passed);
console.log(failed.map(({ message, details }) => [message, details].join('\n')).join('\n'));
