// What is changed in Yasgui while it is bundled. A change whose place is not found ends the build.

import { readFileSync } from "node:fs";

const changes = [
  // A list of some thousand prefixes of strangers, for a completer that is not used here.
  [/(\bbulk: !1,\n\tautoShow: !0\n\}), madsrdf = "[\s\S]*?(prefixes_default = )\{[\s\S]*?\n\}, tokenTypes = /, "$1, $2{}, tokenTypes = "],
  // What articles say is shown as it stands: `{{name}}` in a text is no place for the value of a variable.
  [/var applyMustacheToLiterals = \(e\) => \{[\s\S]*?return e;\n\},/, "var applyMustacheToLiterals = void 0,"],
  // An error keeps its status.
  [/throw Error\(await l\.text\(\) \|\| l\.statusText\)/, "throw Object.assign(Error(await l.text()), { status: l.status, statusText: l.statusText })"],
  [/this\.errorSummary = \{ text: this\.error\.message \}/, "this.errorSummary = { text: this.error.message, status: this.error.status, statusText: this.error.statusText }"],
  // What asks another server how to complete is not there at all.
  [/var fetchFromLov = [\s\S]*?\n\}, completers = /, "var fetchFromLov = () => Promise.resolve([]), completers = "],
  // Styles of the columns come as a sheet, not as an element with text, which the page's policy forbids. What is put into
  // the head while a column is dragged is taken out again afterwards.
  [
    /(l\(this, "createStyle", \(function\(e, n\) \{)[\s\S]*?\n\t{4}\}\)\)/,
    `$1
      if (n.startsWith("*")) e.append(document.createComment(""));
      else if (!document.adoptedStyleSheets.length) {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(n);
        document.adoptedStyleSheets.push(sheet);
      }
    }))`,
  ],
  // Documentation and examples elsewhere are no addresses of this page.
  [/https:\/\/(dbpedia\.org\/sparql|query\.wikidata\.org\/bigdata\/namespace\/wdq\/sparql)/g, ""],
];

/** A plugin for esbuild. */
export const mended = {
  name: "mended",
  setup(build) {
    build.onLoad({ filter: /yasgui\.esm\.js$/ }, ({ path }) => {
      let contents = readFileSync(path, "utf8");
      for (const [found, put] of changes) {
        const next = contents.replace(found, put);
        if (next === contents) throw new Error(`${path}: nothing there is like ${String(found).slice(0, 60)}`);
        contents = next;
      }
      return { contents, loader: "js" };
    });
  },
};
