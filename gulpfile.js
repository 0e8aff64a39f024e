const { rm } = require('node:fs/promises');
const { dest, parallel, series, src } = require('gulp');

const { bundlePackage } = require('./scripts/bundle.cjs');

function clean() {
	return rm('dist', { recursive: true, force: true });
}

async function bundle() {
	await bundlePackage();
}

function copyAssets() {
	return src(['nodes/**/*.{svg,node.json}', 'nodes/**/__schema__/**/*.json'], { base: '.' }).pipe(
		dest('dist'),
	);
}

exports.build = series(clean, parallel(bundle, copyAssets));
