// Makes a fresh clone ready to run: checks Node.js and installs the development packages.
// Only built-in modules here, since nothing else may be installed yet.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const MINIMUM_NODE = [20, 19]; // what the development packages need; 20.15 is enough for the package itself
const TICK_MS = 10_000;
const ABANDONED_MS = 6 * TICK_MS;
const project = dirname(dirname(fileURLToPath(import.meta.url)));
// Beside node_modules, not inside: npm ci deletes that folder.
const lock = join(project, '.ecom360-setup.lock');

function checkNode() {
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	const [wantedMajor, wantedMinor] = MINIMUM_NODE;
	if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
	console.error(
		`This project needs Node.js ${MINIMUM_NODE.join('.')} or newer; this is ${process.version}.`,
	);
	process.exit(1);
}

function packagesIn(file) {
	return JSON.parse(readFileSync(join(project, file), 'utf8')).packages;
}

/** Whether everything in package-lock.json is there: npm writes down last what it has installed. */
function isInstalled() {
	try {
		const installed = packagesIn('node_modules/.package-lock.json');
		return Object.entries(packagesIn('package-lock.json')).every(
			([path, { optional, version }]) =>
				path === '' || installed[path]?.version === version || (optional && !installed[path]),
		);
	} catch {
		return false;
	}
}

/** Claims the lock; one that its holder no longer touches was left behind, and is taken over. */
function claim() {
	try {
		mkdirSync(lock);
		return true;
	} catch (error) {
		if (error.code !== 'EEXIST') throw error;
		const touched = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
		if (Date.now() - touched > ABANDONED_MS) rmSync(lock, { recursive: true, force: true });
		return false;
	}
}

function install() {
	const started = Date.now();
	console.error('Installing the development packages (about a minute)…');
	const timer = setInterval(() => {
		utimesSync(lock, new Date(), new Date());
		console.error(`  ${Math.round((Date.now() - started) / 1000)} s`);
	}, TICK_MS);
	const child = spawn('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
		cwd: project,
		stdio: ['ignore', 'inherit', 'inherit'],
		shell: process.platform === 'win32', // npm is a .cmd file there
	});
	for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
	return new Promise((resolve) => {
		child.on('error', () => resolve(1));
		child.on('close', (code) => resolve(code ?? 1));
	}).finally(() => clearInterval(timer));
}

checkNode();
if (!isInstalled()) {
	for (let waits = 0; !claim(); waits += 1) {
		if (waits % 20 === 0) console.error('Waiting for another setup of this checkout…');
		await sleep(500);
	}
	const code = isInstalled() ? 0 : await install();
	rmSync(lock, { recursive: true, force: true });
	if (code !== 0) process.exit(code);
}
