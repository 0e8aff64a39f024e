import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What is signed and with which of Cashfree's client secrets. */
export interface Signed {
	signature: string;
	body: string;
	timestamp: string;
	clientSecret: string;
}

const PROGRAM = `
const { Cashfree, CFEnvironment } = require('cashfree-pg');
const verdicts = JSON.parse(require('node:fs').readFileSync(0, 'utf8')).map(
	({ signature, body, timestamp, clientSecret }) => {
		const cashfree = new Cashfree(CFEnvironment.SANDBOX, 'app', clientSecret, undefined, undefined, undefined, false);
		try {
			cashfree.PGVerifyWebhookSignature(signature, body, timestamp);
			return 'genuine';
		} catch (error) {
			return error.message;
		}
	},
);
process.stdout.write(JSON.stringify(verdicts));
`;

/**
 * Asks Cashfree's own library about signatures: `genuine`, or what it throws. In a process of its
 * own, since the library brings Sentry along, which rewrites Node's modules for every later test.
 */
export function askCashfree(signed: Signed[]): string[] {
	const { stdout, stderr } = spawnSync(process.execPath, ['-e', PROGRAM], {
		cwd: fileURLToPath(new URL('.', import.meta.url)),
		input: JSON.stringify(signed),
		encoding: 'utf8',
		timeout: 30_000,
	});
	return stdout ? (JSON.parse(stdout) as string[]) : [stderr];
}
