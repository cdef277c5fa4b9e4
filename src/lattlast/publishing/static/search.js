/* Search: finds articles by the words of their titles and texts, without a server. What is searched lies in a script of
 * its own, since a page that is opened from a folder may load scripts, but no data; it is fetched when the field is first
 * used. Takes rows [address, title, lead, date, folded title, words]. Without this script the list of articles stays. */
(() => {
  "use strict";

  const field = document.getElementById("page-search");
  const box = field.closest(".search");
  const status = box.querySelector("[role='status']");
  const results = document.querySelector(".results");
  const others = document.querySelectorAll(".articles, .pages");
  const most = 50;
  let rows = null;

  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  /* A word in the title weighs more than one in the text; the beginning of a word more than its middle. */
  const weight = (row, word) => {
    const title = ` ${row[4]}`;
    const words = ` ${row[5]}`;
    if (title.includes(` ${word}`)) return 8;
    if (title.includes(word)) return 4;
    if (words.includes(` ${word}`)) return 2;
    return words.includes(word) ? 1 : 0;
  };

  const found = (query) => {
    const words = folded(query).match(/[\p{L}\p{N}]+/gu) ?? [];
    return rows
      .map((row) => ({ row, weights: words.map((word) => weight(row, word)) }))
      .filter(({ weights }) => weights.length > 0 && Math.min(...weights) > 0)
      .map(({ row, weights }) => ({ row, total: weights.reduce((sum, one) => sum + one, 0) }))
      .sort((one, other) => other.total - one.total)
      .map(({ row }) => row);
  };

  const paragraph = (text, name) => {
    const made = document.createElement("p");
    made.textContent = text;
    if (name) made.className = name;
    return made;
  };

  const item = ([href, title, lead, date]) => {
    const made = document.createElement("li");
    const link = document.createElement("a");
    link.href = href;
    link.textContent = title;
    made.append(link, ...(date ? [paragraph(date, "date")] : []), ...(lead ? [paragraph(lead)] : []));
    return made;
  };

  const show = () => {
    if (rows === null) return;
    const query = field.value.trim();
    const hits = query ? found(query) : [];
    results.replaceChildren(...hits.slice(0, most).map(item));
    results.hidden = query === "";
    for (const part of others) part.hidden = query !== "";
    if (query === "") status.textContent = "";
    else status.textContent = hits.length > 0 ? `${status.dataset.hits}: ${hits.length}` : status.dataset.none;
  };

  const load = () => {
    if (rows !== null) return;
    rows = [];
    const script = document.createElement("script");
    script.src = field.dataset.source;
    script.addEventListener("load", () => {
      rows = self.lattlastSearch;
      show();
    });
    document.head.append(script);
  };

  field.addEventListener("focus", load);
  field.addEventListener("input", show);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    field.value = "";
    show();
  });
  box.hidden = false;
  if (document.activeElement === field || field.value) load();
})();
