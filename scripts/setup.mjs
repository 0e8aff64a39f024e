// Makes a fresh clone ready to run: checks Node.js and installs the development packages.
// Only built-in modules here, since nothing else may be installed yet.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { withLock } from './lock.mjs';

const MINIMUM_NODE = [20, 19]; // what the development packages want; the package itself is content with 20.15
const QUOTED_LINES = 25;
const project = dirname(dirname(fileURLToPath(import.meta.url)));
const lockFile = join(project, 'package-lock.json');
const stampFile = join(project, 'node_modules', '.ecom360-setup');

function checkNode() {
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	const [wantedMajor, wantedMinor] = MINIMUM_NODE;
	if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
	fail(
		`This project needs Node.js ${MINIMUM_NODE.join('.')} or newer; this is ${process.version}.`,
	);
}

function wantedStamp() {
	const hash = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
	return `${hash} ${process.platform}-${process.arch}`;
}

function readText(path) {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return undefined;
	}
}

// npm notes what it really installed; somebody who ran npm by hand need not wait for it again.
function isInstalledByHand() {
	const installed = readText(join(project, 'node_modules', '.package-lock.json'));
	if (installed === undefined) return false;
	const { packages } = JSON.parse(installed);
	const wanted = Object.entries(JSON.parse(readFileSync(lockFile, 'utf8')).packages);
	return wanted.every(
		([path, { optional, version }]) =>
			path === '' || packages[path]?.version === version || (optional && !packages[path]),
	);
}

function startTicker() {
	const started = Date.now();
	const seconds = () => Math.round((Date.now() - started) / 1000);
	const isTerminal = process.stderr.isTTY === true;
	const show = () => {
		const line = `Installing the development packages (about a minute) – ${seconds()} s`;
		process.stderr.write(isTerminal ? `\r\u001B[2K${line}` : `${line}\n`);
	};
	show();
	const timer = setInterval(show, isTerminal ? 1000 : 20_000);
	return () => {
		clearInterval(timer);
		const line = `Installed the development packages in ${seconds()} s`;
		process.stderr.write(isTerminal ? `\r\u001B[2K${line}\n` : `${line}\n`);
	};
}

function runNpmCi() {
	return new Promise((resolve) => {
		const child = spawn('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
			cwd: project,
			stdio: ['ignore', 'pipe', 'pipe'],
			shell: process.platform === 'win32', // npm is a .cmd file there
		});
		let output = '';
		const collect = (chunk) => (output += chunk);
		child.stdout.on('data', collect);
		child.stderr.on('data', collect);
		const interrupt = (signal) => child.kill(signal);
		process.on('SIGINT', interrupt);
		process.on('SIGTERM', interrupt);
		child.on('error', (error) => resolve(`npm could not be started: ${error.message}`));
		child.on('close', (code, signal) =>
			resolve(
				code === 0
					? undefined
					: `npm ci ended with ${signal ?? `code ${code}`}\n${firstLines(output)}`,
			),
		);
	});
}

// npm says what is wrong first, and then explains all its options.
function firstLines(text) {
	return text.split('\n').slice(0, QUOTED_LINES).join('\n');
}

async function install() {
	if (readText(stampFile) === wantedStamp()) return; // another setup did it while we waited
	if (!isInstalledByHand()) {
		const done = startTicker();
		const problem = await runNpmCi();
		if (problem !== undefined) fail(`\n${problem}`);
		done();
	}
	writeFileSync(stampFile, wantedStamp());
}

function fail(message) {
	console.error(message);
	process.exit(1);
}

checkNode();
if (readText(stampFile) !== wantedStamp()) {
	// Beside node_modules, not inside: npm ci deletes that folder.
	await withLock(join(project, '.ecom360-setup.lock'), install, {
		onWait: () => console.error('Waiting for another setup of this checkout to finish…'),
	});
}
