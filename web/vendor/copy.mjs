// Copies what we serve of the pinned packages, with their licences, into src/dateline/web/static/vendor.
// With --check it changes nothing, and fails if what lies there is not what the packages hold.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
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

for (const [name, files] of Object.entries(wanted)) {
  const home = join(here, "node_modules", name);
  const about = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  const licence = readFileSync(join(home, "LICENSE"));
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
