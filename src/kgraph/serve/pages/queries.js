"use strict";
(() => {
  const [form, query, named, status, answer] = ["form", "query", "named", "status", "answer"].map((id) =>
    document.getElementById(id),
  );
  const made = (name, text) => Object.assign(document.createElement(name), { textContent: text ?? "" });
  let asked = 0;

  named.addEventListener("change", () => {
    if (named.value) query.value = named.value;
  });
  query.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const mine = ++asked;
    status.textContent = "…";
    const start = performance.now();
    try {
      const response = await fetch(form.action, {
        method: "POST",
        headers: { Accept: "application/sparql-results+json, text/turtle", "Content-Type": "application/sparql-query" },
        body: query.value,
      });
      const text = await response.text();
      if (mine !== asked) return;
      const json = (response.headers.get("Content-Type") ?? "").startsWith("application/sparql-results+json");
      const count = json ? solutions(JSON.parse(text)) : plain(text);
      const time = ((performance.now() - start) / 1000).toFixed(2);
      status.textContent = response.ok ? `${count}${time} s` : `${response.status} ${response.statusText}`;
    } catch (error) {
      if (mine === asked) status.textContent = String(error);
    }
  });

  function plain(text) {
    answer.replaceChildren(made("pre", text));
    return "";
  }

  function solutions(result) {
    if ("boolean" in result) return plain(result.boolean ? "yes" : "no");
    const table = made("table");
    const head = table.createTHead().insertRow();
    for (const name of result.head.vars) head.append(made("th", name));
    const body = table.createTBody();
    for (const solution of result.results.bindings) {
      const row = body.insertRow();
      for (const name of result.head.vars) row.insertCell().append(cell(solution[name]));
    }
    answer.replaceChildren(table);
    return `${result.results.bindings.length} rows, `;
  }

  function cell(term) {
    if (term === undefined) return "";
    if (typeof term.value !== "string") return JSON.stringify(term.value);
    if (term.type !== "uri" || !/^https?:/.test(term.value)) return term.value;
    return Object.assign(made("a", term.value), { href: term.value, rel: "noreferrer" });
  }
})();
