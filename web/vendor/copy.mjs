// Copies what we serve of the pinned packages, with their licences, into src/dateline/web/static/vendor.
// With --check it changes nothing, and fails if what lies there is not what the packages hold.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "../../src/dateline/web/static/vendor");

// package → [file in the package, file in static/vendor]; the licence comes along by itself
const wanted = {
  "htmx.org": [["dist/htmx.min.js", "htmx.min.js"]],
  "@fontsource-variable/source-serif-4": [
    ["files/source-serif-4-latin-wght-normal.woff2", "source-serif-4.woff2"],
    ["files/source-serif-4-latin-wght-italic.woff2", "source-serif-4-italic.woff2"],
    ["files/source-serif-4-latin-ext-wght-normal.woff2", "source-serif-4-ext.woff2"],
  ],
  "@fontsource-variable/source-sans-3": [
    ["files/source-sans-3-latin-wght-normal.woff2", "source-sans-3.woff2"],
    ["files/source-sans-3-latin-ext-wght-normal.woff2", "source-sans-3-ext.woff2"],
  ],
  "maplibre-gl": [
    ["dist/maplibre-gl.mjs", "maplibre-gl.mjs"],
    ["dist/maplibre-gl-worker.mjs", "maplibre-gl-worker.mjs"],
    ["dist/maplibre-gl.css", "maplibre-gl.css"],
  ],
  "topojson-client": [["dist/topojson-client.min.js", "topojson-client.min.js"]],
  "world-atlas": [["countries-50m.json", "countries-50m.json"]], // shapes of Natural Earth, in the public domain
};

const check = process.argv.includes("--check");
const list = [];
let wrong = 0;

function put(name, data) {
  const path = join(target, name);
  if (!check) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, data);
    return;
  }
  let held = null;
  try { held = readFileSync(path); } catch { /* not there: it differs */ }
  if (held === null || !held.equals(data)) {
    console.error(`${name} is not as the package has it: npm run copy`);
    wrong = 1;
  }
}

// The words of a package's licence.
function licenceOf(home) {
  const file = readdirSync(home).find((one) => /^licen[cs]e(\.(txt|md))?$/i.test(one));
  if (file) return readFileSync(join(home, file));
  const about = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  return Buffer.from(`${about.license}, by ${about.author?.name ?? about.author ?? "its authors"}\n`);
}

// The licences of what is built into a package's own file: those of the packages it names as its dependencies.
function bundled(about) {
  if (about.name !== "maplibre-gl") return [];
  const names = Object.keys(about.dependencies).filter((name) => !name.startsWith("@types/")).sort();
  return names.flatMap((name) => [
    Buffer.from(`\n\n---- ${name}, which is built into it\n\n`),
    licenceOf(join(here, "node_modules", name)),
  ]);
}

for (const [name, files] of Object.entries(wanted)) {
  const home = join(here, "node_modules", name);
  const about = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  const licence = Buffer.concat([licenceOf(home), ...bundled(about)]);
  const plain = name.replace(/^@/, "").replace("/", "-");
  put(`licences/${plain}.txt`, licence);
  for (const [from, to] of files) {
    const data = readFileSync(join(home, from));
    put(to, data);
    list.push({
      file: to,
      package: name,
      version: about.version,
      license: about.license,
      sha256: createHash("sha256").update(data).digest("hex"),
    });
  }
}
put("vendored.json", Buffer.from(`${JSON.stringify(list, null, 2)}\n`));
process.exit(wrong);
