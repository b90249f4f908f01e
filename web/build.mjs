// Builds the page's script and style sheet into the Python package.
//
//   node build.mjs           write them
//   node build.mjs --check   build in memory and compare with what is committed; exit status 1 where they differ
//   node build.mjs --test    build the tests and run them
//   node build.mjs --bench   build the benchmarks and run them
//   node build.mjs --watch   write them again whenever a source changes

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import * as esbuild from "esbuild";

import { licences } from "./licences.mjs";
import { mended } from "./mended.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const package_ = join(here, "..", "src", "kgraph");

// The page of claims holds nobody else's code; the page to ask at, which only `kgraph serve` shows, holds Yasgui.
const bundles = [
  { entryPoints: { page: "src/main.ts" }, outdir: join(package_, "render", "bundle") },
  { entryPoints: { ask: "src/ask/main.ts" }, outdir: join(package_, "serve", "bundle"), plugins: [mended] },
];
const options = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome110", "firefox115", "safari16.4"],
  charset: "ascii", // the page's bytes don't depend on how a reader decodes the script
  legalComments: "inline", // the licences of what is inside go along
  logLevel: "warning",
};

async function build() {
  const results = await Promise.all(bundles.map((one) => esbuild.build({ ...options, ...one, write: false })));
  const made = results.flatMap((result) => result.outputFiles.map((file) => ({ path: file.path, text: file.text })));
  return [...made, { path: join(package_, "serve", "bundle", "licences.txt"), text: licences("@zazuko/yasgui") }];
}

async function check() {
  const stale = (await build()).filter((file) => {
    try {
      return readFileSync(file.path, "utf8") !== file.text;
    } catch {
      return true;
    }
  });
  for (const file of stale) console.error(`${file.path}: not what the sources give; run: npm run build`);
  process.exitCode = stale.length ? 1 : 0;
}

/** Builds TypeScript of a folder for Node and runs it. */
async function run(kind, ending, ...given) {
  const folder = mkdtempSync(join(tmpdir(), "kgraph-page-"));
  try {
    const names = readdirSync(join(here, kind)).filter((name) => name.endsWith(ending));
    await esbuild.build({
      absWorkingDir: here,
      entryPoints: names.map((name) => `${kind}/${name}`),
      outdir: folder,
      outExtension: { ".js": ".mjs" },
      bundle: true,
      format: "esm",
      platform: "node",
      target: "node20",
    });
    const files = names.map((name) => join(folder, name.replace(/\.ts$/, ".mjs")));
    process.exitCode = spawnSync(process.execPath, [...given, ...files], { stdio: "inherit" }).status ?? 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const mode = process.argv[2];
if (mode === "--check") await check();
else if (mode === "--test") await run("test", ".test.ts", "--test");
else if (mode === "--bench") await run("bench", ".ts");
else if (mode === "--watch") for (const one of bundles) await (await esbuild.context({ ...options, ...one })).watch();
else
  for (const file of await build()) {
    mkdirSync(dirname(file.path), { recursive: true });
    writeFileSync(file.path, file.text);
  }
