// Makes the plain form of /sparql an editor with tabs: Yasgui, which asks this server and nobody else.

import Yasgui from "@zazuko/yasgui";
import type { Stored, Tab } from "@zazuko/yasgui";

import "@zazuko/yasgui/build/yasgui.min.css";
import "./ask.css";
import { mendEditor, mendResults, mendTabs } from "./accessible.ts";
import { cell, sought, text, type Term } from "./cells.ts";

interface Given {
  /** The path of the server's root. */
  root: string;
  prefixes: Record<string, string>;
}

interface Terms {
  /** What the IRIs of the data begin with. */
  base: string;
  classes: [iri: string, count: number][];
  properties: [iri: string, count: number][];
}

const form = document.getElementById("plain") as HTMLFormElement;
const named = document.getElementById("named") as HTMLDetailsElement;
const plain = document.getElementById("query") as HTMLTextAreaElement;
const given = JSON.parse(document.getElementById("given")!.textContent!) as Given;
const endpoint = new URL(form.action).href;

const terms: Promise<Terms> = fetch(`${given.root}/sparql/terms`)
  .then((response) => (response.ok ? response.json() : Promise.reject(response.status)))
  .catch(() => ({ base: "", classes: [], properties: [] })); // there is nothing to complete then
let base = "";

// --- Only what this server knows is completed: Yasgui's own completers ask other servers.
const { Yasqe, Yasr } = Yasgui;
for (const [kind, list] of [["class", "classes"], ["property", "properties"]] as const) {
  const get = async () => (await terms)[list].map(([iri]) => iri);
  Yasqe.forkAutocompleter(kind, { name: `kgraph-${kind}`, get, bulk: true, persistenceId: null }, false);
}
// Whoever writes the first name of a vocabulary gets its PREFIX line.
const lines = Object.entries(given.prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`);
const own = { name: "kgraph-prefixes", get: async () => lines, bulk: true, persistenceId: null };
Yasqe.forkAutocompleter("prefixes", own, false);
Yasqe.defaults.autocompleters = ["variables", "kgraph-prefixes", "kgraph-class", "kgraph-property"];

// Yasgui's table with cells of our own: what articles hold is never read as HTML, and things lead to their pages.
Yasr.plugins.table = class extends Yasr.plugins.table {
  override getColumns() {
    const [number] = super.getColumns();
    const names = this.yasr.results?.getVariables() ?? [];
    this.yasr.resultsEl.style.setProperty("--columns", String(names.length));
    const where = { base, root: given.root, prefixes: this.yasr.getPrefixes() };
    const render = (term: Term | "", as?: string): string => {
      if (term === "") return "";
      if (as === "display") return cell(term, where, this.persistentConfig.compact === true);
      return as === "filter" ? sought(term) : text(term);
    };
    const columns = names.map((name) => ({ name, title: name, render }));
    return [{ ...number, title: '<span class="unseen">Row</span>' }, ...columns];
  }
};

/** How questions are put. Functions go before what a tab has stored. */
function settings(): object {
  return {
    endpoint: () => endpoint,
    method: () => "POST",
    acceptHeaderSelect: () => "application/sparql-results+json",
    acceptHeaderGraph: () => "text/turtle",
    headers: () => ({}),
    args: [],
    namedGraphs: [],
    defaultGraphs: [],
    withCredentials: () => false,
  };
}

function fresh(): object {
  return { requestConfig: { endpoint }, yasr: { settings: { selectedPlugin: "table", pluginsConfig: {} } } };
}

/** A link to this page with a query in it; behind the # it is sent to no server. */
function shareable(tab: Tab): string {
  const query = new URLSearchParams({ query: tab.getQuery(), tabTitle: tab.getName() });
  return `${endpoint}#${query.toString().replaceAll("+", "%20")}`;
}

function begin(): void {
  const yasgui = new Yasgui(document.getElementById("yasgui")!, {
    autofocus: false,
    contextMenuContainer: document.body,
    copyEndpointOnNewTab: false,
    persistenceId: `kgraph${given.root}`,
    // A link may bring a query and its name; where it goes to and how is not the link's to say.
    populateFromUrl: ({ id, name, yasqe }: Stored) => ({ ...fresh(), id, name, yasqe }),
    requestConfig: settings(),
    yasqe: { value: plain.value, editorHeight: "20rem" },
    yasr: { prefixes: given.prefixes, maxPersistentResponseSize: 0 },
  });

  const seen = new WeakSet<object>();
  function mend(): void {
    const tab = yasgui.getTab();
    mendTabs(yasgui.rootEl);
    const editor = tab?.getYasqe();
    const results = tab?.getYasr();
    if (!tab || !editor || !results || seen.has(editor)) return;
    seen.add(editor);
    editor.config.createShareableLink = () => shareable(tab); // Yasgui's own says whom to ask, and how
    mendEditor(editor.getWrapperElement(), editor.getInputField());
    mendResults(results, document.getElementById("told")!);
  }
  for (const event of ["tabSelect", "tabAdd", "tabChange", "tabClose", "queryResponse"]) {
    yasgui.on(event, () => setTimeout(mend));
  }
  mend();

  // Without this script the links lead to the answers; with it each opens in a tab of its own.
  named.addEventListener("click", (event) => {
    const chosen = (event.target as Element).closest<HTMLAnchorElement>("a[data-name]");
    const value = chosen && new URL(chosen.href).searchParams.get("query");
    if (!value) return;
    event.preventDefault();
    named.open = false;
    const tab = yasgui.addTab(true, { ...fresh(), name: chosen.dataset.name!, yasqe: { value } });
    mend();
    tab.query().catch(() => {}); // it shows in the tab
  });

  document.documentElement.classList.add("asking");
  void terms.then((known) => {
    base = known.base;
    yasgui.getTab()?.getYasr()?.refresh(); // what was answered before has links now
  });
}

begin();
