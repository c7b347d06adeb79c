// The site's search. It needs no server: the codes come from scripts beside this one, of which each names the next.
(() => {
  const most = 50;
  const [box, query, payer, found, results] = ["search", "query", "payer", "found", "results"].map(id => document.getElementById(id));
  const codes = [];
  const payers = new Set();
  let isWhole = false;
  let shown = most;

  window.assayerCodes = part => {
    const sets = part.sets.map(set => set === "" ? [] : set.split(".").map(number => part.payers[number]));
    for (const line of part.lines.split("\n")) {
      if (line === "") continue;
      const [code, kind, name = "", set = "0", median = "", percent = "", hospitals = "", page = ""] = line.split("\t");
      codes.push({ code, kind, name, payers: sets[set], median, percent, hospitals, page: page || code, text: ` ${code} ${kind} ${name}`.toLowerCase() });
    }
    for (const name of part.payers) payers.add(name);
    isWhole = !part.next;
    if (isWhole) {
      payer.append(...[...payers].sort().map(name => element("option", { value: name }, name)));
      restore();
    }
    else load(part.next);
    search();
  };

  const load = source => document.head.append(element("script", { src: source }));

  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  // 0: it is the code; 1: the code begins so; 2: a word begins so; 3: it stands somewhere. Every word must be found.
  const rank = (entry, words) => {
    let worst = 0;
    for (const word of words) {
      const code = entry.code.toLowerCase();
      const place = code === word ? 0 : code.startsWith(word) ? 1 : entry.text.includes(` ${word}`) ? 2 : entry.text.includes(word) ? 3 : -1;
      if (place < 0) return -1;
      worst = Math.max(worst, place);
    }
    return worst;
  };

  const search = () => {
    const words = query.value.toLowerCase().split(/\s+/).filter(word => word !== "");
    if (words.length === 0 && payer.value === "") {
      found.textContent = isWhole ? "" : "Loading the codes…";
      results.replaceChildren();
      return;
    }
    const hits = [[], [], [], []];
    for (const entry of codes) {
      if (payer.value !== "" && !entry.payers.includes(payer.value)) continue;
      const place = rank(entry, words);
      if (place >= 0) hits[place].push(entry);
    }
    const all = hits.flat();
    const count = `${all.length.toLocaleString("en-US")} ${all.length === 1 ? "code" : "codes"}`;
    found.textContent = (all.length > shown ? `${count}, the first ${shown} are shown` : count) + (isWhole ? "" : "; still loading");
    const more = element("button", { type: "button" }, "Show more");
    more.addEventListener("click", () => {
      const next = shown;
      shown += 4 * most;
      search();
      results.querySelectorAll("tbody a")[next]?.focus();
    });
    results.replaceChildren(...all.length > 0 ? [table(all.slice(0, shown))] : [], ...all.length > shown ? [more] : []);
  };

  const figure = text => {
    const cell = element("td", { class: "number" });
    if (text === "") cell.append(element("span", { class: "absent" }, "–", element("span", { class: "unseen" }, " not available")));
    else if (text.endsWith("*")) cell.append(text.slice(0, -1), element("sup", { class: "synthetic" }, "*", element("span", { class: "unseen" }, " synthetic")));
    else cell.append(text);
    return cell;
  };

  const pricedBy = entry => {
    const names = entry.payers.slice(0, 4).join(", ") + (entry.payers.length > 4 ? ` and ${entry.payers.length - 4} more` : "");
    const hospitals = entry.hospitals === "" ? "" : `${entry.hospitals} ${entry.hospitals === "1" ? "hospital" : "hospitals"}`;
    return [names, hospitals].filter(part => part !== "").join("; ");
  };

  const table = entries => element("table", { class: "codes" },
    element("caption", { class: "unseen" }, "Codes found"),
    element("thead", {}, element("tr", {},
      element("th", { scope: "col" }, "Code"), element("th", { scope: "col" }, "What it is, and who prices it"),
      element("th", { scope: "col", class: "number" }, "Median"), element("th", { scope: "col", class: "number" }, "Of Medicare"))),
    element("tbody", {}, ...entries.map(entry => element("tr", {},
      element("th", { scope: "row" }, element("a", { href: `${entry.page}.html` }, `${entry.kind} ${entry.code}`)),
      element("td", {}, entry.name, element("span", { class: "detail" }, pricedBy(entry))),
      figure(entry.median), figure(entry.percent)))));

  // What was looked for stands in the address, so that going back finds it again.
  const remember = () => {
    const asked = new URLSearchParams();
    if (query.value !== "") asked.set("q", query.value);
    if (payer.value !== "") asked.set("payer", payer.value);
    history.replaceState(null, "", asked.size > 0 ? `#?${asked}` : location.pathname);
  };
  const restore = () => {
    if (!location.hash.startsWith("#?")) return;
    const asked = new URLSearchParams(location.hash.slice(2));
    query.value ||= asked.get("q") ?? "";
    payer.value ||= asked.get("payer") ?? "";
  };

  const changed = () => {
    shown = most;
    search();
    remember();
  };
  query.addEventListener("input", changed);
  payer.addEventListener("change", changed);
  box.querySelector("form").addEventListener("submit", event => {
    event.preventDefault();
    results.querySelector("tbody a")?.click();
  });
  box.hidden = false;
  load("search/codes-1.js");
})();
