import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** A certificate for other people's host names, from an authority that lives as long as a test. */
export interface Certificate {
	/** For NODE_EXTRA_CA_CERTS. */
	authorityFile: string;
	key: Buffer;
	cert: Buffer;
	remove: () => Promise<void>;
}

export async function makeCertificate(hosts: readonly string[]): Promise<Certificate> {
	const folder = await mkdtemp(join(tmpdir(), 'ecom360-stub-'));
	const openssl = async (...args: string[]) => await run('openssl', args, { cwd: folder });
	const names = hosts.map((host) => `DNS:${host}`).join(',');
	await writeFile(join(folder, 'names.cnf'), `subjectAltName=${names}\n`);
	const authority = ['-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=Stub CA'];
	await openssl('req', '-x509', ...KEY, ...authority);
	await openssl('req', ...KEY, '-keyout', 'key.pem', '-out', 'stub.csr', '-subj', '/CN=Stub');
	const signing = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2'];
	const files = ['-in', 'stub.csr', '-extfile', 'names.cnf', '-out', 'cert.pem'];
	await openssl('x509', '-req', ...signing, ...files);
	return {
		authorityFile: join(folder, 'ca.pem'),
		key: await readFile(join(folder, 'key.pem')),
		cert: await readFile(join(folder, 'cert.pem')),
		remove: async () => await rm(folder, { recursive: true, force: true }),
	};
}
