// The licences of what a package brings into a bundle.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const modules = join(dirname(fileURLToPath(import.meta.url)), "node_modules");

/** The names, versions and licences of a package and of all that it needs, as one text. */
export function licences(name) {
  const found = new Set();
  const visit = (one) => {
    if (found.has(one) || one.startsWith("@types/")) return;
    found.add(one);
    Object.keys(about(one).dependencies ?? {}).forEach(visit);
  };
  visit(name);
  return `The page at /sparql holds these packages.\n\n${[...found].sort().map(section).join("\n")}`;
}

function section(name) {
  const { version, license, author, homepage } = about(name);
  const by = typeof author === "string" ? author : (author?.name ?? "");
  const head = [`${name} ${version}`, license ?? "", by, homepage ?? ""].filter(Boolean).join(" | ");
  return `${"=".repeat(80)}\n${head}\n\n${text(name)}\n`;
}

function text(name) {
  const folder = join(modules, name);
  const files = readdirSync(folder).filter((file) => /^licen[cs]e(\.(txt|md))?$/i.test(file));
  const own = files.map((file) => readFileSync(join(folder, file), "utf8").replaceAll("\r", "").trim());
  if (own.length) return own.join("\n\n");
  const { license, author } = about(name);
  if (license === "CC0-1.0") return "In the public domain: https://creativecommons.org/publicdomain/zero/1.0/";
  if (license !== "MIT") throw new Error(`${name}: where is its licence?`);
  const whose = typeof author === "string" ? author : (author?.name ?? "its authors");
  return `The package has no text of its licence. It is the MIT License:\n\nCopyright (c) ${whose}\n\n${mit()}`;
}

/** The words of the MIT License, as a package that has them gives them. */
function mit() {
  const whole = readFileSync(join(modules, "lodash-es", "LICENSE"), "utf8");
  return whole.slice(whole.indexOf("Permission is hereby granted"), whole.indexOf("====", whole.indexOf("Permission"))).trim();
}

function about(name) {
  const file = join(modules, name, "package.json");
  if (!existsSync(file)) throw new Error(`${name}: is not installed at the top`);
  return JSON.parse(readFileSync(file, "utf8"));
}
