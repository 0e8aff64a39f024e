const { rm } = require('node:fs/promises');
const esbuild = require('esbuild');
const { dest, parallel, series, src } = require('gulp');

const { n8n } = require('./package.json');
const { bundleOptions } = require('./scripts/bundle.cjs');

function clean() {
	return rm('dist', { recursive: true, force: true });
}

/** Bundles each node and credential by itself: the published package has no runtime dependency. */
function bundle() {
	const built = [...n8n.nodes, ...n8n.credentials];
	return esbuild.build({
		entryPoints: built.map((file) => file.replace(/^dist\/(.*)\.js$/, '$1.ts')),
		outbase: '.',
		outdir: 'dist',
		...bundleOptions,
	});
}

function copyAssets() {
	return src('nodes/**/*.{svg,node.json}', { base: '.' }).pipe(dest('dist'));
}

exports.build = series(clean, parallel(bundle, copyAssets));
