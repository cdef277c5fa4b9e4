/* The pages of `lattlast serve`: sends what a person does, shows what the server says, never throws away what is typed.
 * Every change names the version that it was made from; a newer one by somebody else is shown beside the text. */
(() => {
  "use strict";

  const words = JSON.parse(document.getElementById("words").textContent);
  const csrf = document.documentElement.dataset.csrf;
  const by = document.getElementById("by");
  const edition = document.getElementById("edition");
  const audio = document.querySelector("audio");
  const units = [...document.querySelectorAll(".unit")];
  const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

  try {
    by.value = localStorage.getItem("lattlast-by") ?? "";
    by.addEventListener("change", () => localStorage.setItem("lattlast-by", by.value.trim()));
  } catch {
    /* A browser that keeps nothing asks for the name each time. */
  }

  const ask = async (path, body) => {
    const form = body instanceof FormData;
    const headers = { "x-csrf-token": csrf, ...(form ? {} : { "content-type": "application/json" }) };
    const options = body ? { method: "POST", headers, body: form ? body : JSON.stringify(body) } : {};
    const answer = await fetch(path, options);
    const data = await answer.json().catch(() => ({}));
    return { ok: answer.ok, status: answer.status, data };
  };
  const complaint = (data) => data.message || words[`error_${data.error}`] || words.js_failed;
  const element = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    made.textContent = text ?? "";
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  /* Builds */

  const follow = async (box, started) => {
    const text = box.querySelector("[data-text]");
    const bar = box.querySelector("progress");
    let job = started;
    while (job.state === "waiting" || job.state === "running") {
      const [stage, ...rest] = job.step.split(" ");
      const step = [words[`step_${stage}`], ...rest].filter(Boolean).join(" ");
      text.textContent = job.state === "waiting" ? words.js_waiting : `${words.js_working}: ${step || "…"}`;
      bar.max = Math.max(job.total, 1);
      bar.value = job.done;
      await pause(400);
      const answer = await ask(`/api/jobs/${job.id}`);
      if (!answer.ok) throw new Error("gone");
      job = answer.data;
    }
    bar.value = bar.max;
    return job;
  };
  const build = async (box, path, body) => {
    const text = box.querySelector("[data-text]");
    box.hidden = false;
    text.textContent = words.js_working;
    try {
      const started = await ask(path, body);
      const job = started.ok ? await follow(box, started.data) : { state: "failed", message: complaint(started.data) };
      text.textContent = job.state === "done" ? [words.js_ready, job.message].filter(Boolean).join(" ") : job.message;
      return job.state === "done";
    } catch {
      text.textContent = words.js_gone;
      return false;
    }
  };

  const add = document.getElementById("add");
  if (add) {
    const file = document.getElementById("file");
    add.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (await build(add.querySelector(".job"), "/api/articles", new FormData(add))) {
        add.reset();
        await pause(600);
        location.reload();
      }
    });
    add.addEventListener("dragover", (event) => {
      event.preventDefault();
      add.classList.add("over");
    });
    add.addEventListener("dragleave", () => add.classList.remove("over"));
    add.addEventListener("drop", (event) => {
      event.preventDefault();
      add.classList.remove("over");
      if (event.dataTransfer.files.length) file.files = event.dataTransfer.files;
    });
  }
  if (!edition) return;

  const { slug, tag } = edition.dataset;
  const box = edition.querySelector(".job");
  edition.querySelector("[data-rebuild]").addEventListener("click", () => build(box, `/api/build/${slug}`, { by: by.value }));

  /* Units */

  const field = (unit) => unit.querySelector("textarea");
  const saved = new Map(units.map((unit) => [unit, field(unit).value]));
  const address = (verb, unit) => `/api/${verb}/${slug}/${tag}/${unit.dataset.unit}`;
  const say = (unit, ...parts) => unit.querySelector(".said").replaceChildren(...parts);
  const count = () => {
    edition.querySelector("[data-approved]").textContent = units.filter((unit) => unit.classList.contains("approved")).length;
  };
  const show = (unit, data) => {
    const state = { reviewed: "approved", final: "approved", translated: "draft" }[data.state] ?? "machine";
    unit.dataset.version = data.version;
    unit.classList.remove("approved", "draft", "machine");
    unit.classList.add(state);
    unit.querySelector("[data-state]").textContent = words[`unit_${state}`];
    unit.querySelector("[data-by]").textContent = state === "machine" ? "" : data.by;
    unit.querySelector("[data-do='undo']").disabled = state === "machine";
    if (state === "approved") unit.querySelector("[data-findings]").hidden = true;
    count();
  };
  const clash = (unit, data) => {
    unit.dataset.version = data.version;
    const theirs = element("blockquote", data.target || "–", { lang: field(unit).lang, dir: field(unit).dir });
    say(unit, element("p", `${words.js_conflict}${data.by ? ` (${data.by})` : ""}`), theirs, element("p", words.js_keep));
  };
  const send = async (unit, verb, body, done) => {
    try {
      const text = field(unit).value;
      const answer = await ask(address(verb, unit), { ...body, by: by.value.trim(), version: Number(unit.dataset.version) });
      if (answer.status === 409) clash(unit, answer.data);
      else if (!answer.ok) say(unit, element("p", complaint(answer.data)));
      else done(answer.data, text);
      return answer.ok;
    } catch {
      say(unit, element("p", words.js_gone));
      return false;
    }
  };
  const keep = (unit, approve) =>
    send(unit, "units", { target: field(unit).value, approve }, (data, text) => {
      saved.set(unit, text);
      show(unit, data);
      say(unit, element("p", approve ? words.js_approved : words.js_saved));
    });
  const undo = (unit) =>
    send(unit, "undo", {}, (data) => {
      field(unit).value = data.target;
      saved.set(unit, data.target);
      show(unit, data);
      say(unit, element("p", words.js_undone));
    });
  const go = (unit, step) => {
    const next = units[units.indexOf(unit) + step];
    if (next) field(next).focus();
  };

  /* The sound of one sentence */

  let end = 0;
  const listen = (unit) => {
    if (!audio || !unit.dataset.begin) return;
    end = Number(unit.dataset.end);
    audio.currentTime = Number(unit.dataset.begin);
    audio.play();
  };
  audio?.addEventListener("timeupdate", () => {
    if (audio.currentTime >= end) audio.pause();
  });

  /* What the memory knows, and how the text reads, asked for when a person works on the sentence */

  const match = (unit, found) => {
    const made = element("div", "", { class: "match" });
    const use = element("button", words.use, { type: "button" });
    use.addEventListener("click", () => {
      field(unit).value = found.target;
      field(unit).focus();
      field(unit).dispatchEvent(new Event("input"));
    });
    const lang = { lang: field(unit).lang, dir: field(unit).dir };
    made.append(element("p", `${found.score} % – ${found.source}`, { lang: "sv" }), element("p", found.target, lang), use);
    return made;
  };
  const loadMatches = async (unit) => {
    const place = unit.querySelector("[data-matches] > div");
    const answer = await ask(address("matches", unit)).catch(() => ({ ok: false }));
    if (!answer.ok) return;
    place.replaceChildren(...answer.data.map((found) => match(unit, found)));
    if (!answer.data.length) place.replaceChildren(element("p", words.no_matches));
  };
  const measure = async (unit) => {
    const text = field(unit).value;
    const answer = await ask(address("check", unit), { target: text, version: 0 }).catch(() => ({ ok: false }));
    if (!answer.ok || text !== field(unit).value) return;
    const list = unit.querySelector("[data-findings]");
    list.replaceChildren(...answer.data.findings.map((message) => element("li", message, { class: "warning" })));
    list.hidden = !answer.data.findings.length;
    const place = unit.querySelector("[data-measured]");
    if (!place) return;
    const { lix, words_per_sentence: length } = answer.data.readability;
    const hard = answer.data.hard.length ? ` ${words.hard_words}: ${answer.data.hard.join(", ")}.` : "";
    place.textContent = `${words.readability}: LIX ${Math.round(lix)}, ${length} ${words.words_per_sentence}.${hard}`;
  };

  for (const unit of units) {
    let waiting = 0;
    field(unit).addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => measure(unit), 350);
    });
    if ("readability" in edition.dataset) field(unit).addEventListener("focus", () => measure(unit), { once: true });
    unit.querySelector("[data-matches]").addEventListener("toggle", () => loadMatches(unit), { once: true });
    const actions = {
      approve: () => keep(unit, true),
      save: () => keep(unit, false),
      undo: () => undo(unit),
      listen: () => listen(unit),
    };
    for (const [name, act] of Object.entries(actions)) unit.querySelector(`[data-do='${name}']`)?.addEventListener("click", act);
    unit.addEventListener("keydown", async (event) => {
      const control = event.ctrlKey || event.metaKey;
      const chosen =
        (control && event.key === "Enter" && (async () => (await keep(unit, true)) && go(unit, 1))) ||
        (control && event.key.toLowerCase() === "s" && actions.save) ||
        (event.altKey && event.key === "ArrowDown" && (() => go(unit, 1))) ||
        (event.altKey && event.key === "ArrowUp" && (() => go(unit, -1))) ||
        (event.altKey && event.key.toLowerCase() === "z" && actions.undo) ||
        (event.altKey && event.key.toLowerCase() === "l" && actions.listen);
      if (!chosen) return;
      event.preventDefault();
      await chosen();
    });
  }
  addEventListener("beforeunload", (event) => {
    if (units.some((unit) => field(unit).value !== saved.get(unit))) event.preventDefault();
  });

  /* The whole edition */

  edition.querySelector("[data-approve-all]").addEventListener("click", async () => {
    const text = box.querySelector("[data-text]");
    box.hidden = false;
    if (units.some((unit) => field(unit).value !== saved.get(unit))) {
      text.textContent = words.js_unsaved;
      return;
    }
    const versions = Object.fromEntries(units.map((unit) => [unit.dataset.unit, Number(unit.dataset.version)]));
    const answer = await ask(`/api/approve/${slug}/${tag}`, { versions, by: by.value.trim() }).catch(() => ({ data: {} }));
    if (!answer.ok) {
      text.textContent = complaint(answer.data);
      return;
    }
    const refused = answer.data.refused ? ` ${words.js_refused} ${answer.data.refused}.` : "";
    text.textContent = `${words.js_all_approved} ${answer.data.approved}.${refused}`;
    await pause(800);
    location.reload();
  });

  /* Terms */

  const term = document.getElementById("term");
  term?.addEventListener("submit", (event) => event.preventDefault());
  term?.addEventListener("click", async (event) => {
    const verb = event.target.dataset?.term;
    if (!verb) return;
    const place = term.querySelector(".effects");
    const given = { sv: term.elements.sv.value, term: term.elements.term.value, lang: term.dataset.lang };
    const answer = await ask(`/api/terms/${verb}`, given).catch(() => ({ data: {} }));
    if (!answer.ok) {
      place.replaceChildren(element("p", complaint(answer.data)));
      return;
    }
    const list = element("ul");
    list.append(...answer.data.map((one) => element("li", `${one.article} (${one.tag}): ${one.source} → ${one.target}`)));
    const heading = answer.data.length ? words.js_term_some : words.js_term_none;
    place.replaceChildren(element("p", verb === "add" ? words.js_term_added : heading), list);
  });
})();
