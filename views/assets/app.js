// Seatwatch works without this file. With it, facets answer without a reload, a
// few keys move about ("?" lists them), and the session desk keeps what is
// written while there is no network.
(() => {
  "use strict";

  const typing = () => /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName) && document.activeElement.type !== "checkbox";
  const go = (selector) => document.querySelector(selector)?.click();

  const help = document.getElementById("keys");
  const keys = {
    "/": () => document.querySelector("[role=search] input").focus(),
    "?": () => help.showModal(),
    n: () => go("a[rel=next]"),
    p: () => go("a[rel=prev]"),
    u: () => go(".crumbs a:last-of-type"),
  };
  // What a page opens by a key of its own is listed with the others.
  for (const { dataset, firstChild } of document.querySelectorAll("summary[data-key]")) {
    const key = document.createElement("dt"), what = document.createElement("dd");
    key.append(Object.assign(document.createElement("kbd"), { textContent: dataset.key }));
    what.append(firstChild.textContent.trim().toLowerCase());
    help.querySelector("dl").append(key, what);
  }
  const own = (key) => document.querySelector(`summary[data-key="${CSS.escape(key)}"], a[data-key="${CSS.escape(key)}"]`);
  const open = (target) => {
    if (target.localName === "a") return target.click();
    target.parentElement.open = true;
    target.parentElement.querySelector("form :is(input:not([type=hidden]), select, textarea)").focus();
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && typing()) document.activeElement.blur();
    if (typing() || help.open || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = own(event.key);
    if (!target && !(event.key in keys)) return;
    event.preventDefault();
    if (target) open(target);
    else keys[event.key]();
  });
})();

(() => {
  "use strict";

  const form = document.querySelector("form.facets");
  if (!form) return;

  let asked = 0;
  const address = () => {
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
    const text = query.toString();
    return form.getAttribute("action") + (text && "?" + text);
  };
  const show = async (target, push) => {
    const mine = ++asked;
    let html;
    try {
      const response = await fetch(target);
      html = await response.text();
    } catch {
      location.assign(target);
      return;
    }
    if (mine !== asked) return;
    const next = new DOMParser().parseFromString(html, "text/html");
    for (const part of document.querySelectorAll("[data-live]")) {
      const fresh = next.getElementById(part.id);
      if (!fresh) {
        location.assign(target);
        return;
      }
      const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
      part.replaceChildren(...fresh.childNodes);
      if (focused) document.getElementById(focused)?.focus();
    }
    document.title = next.title;
    if (push) history.pushState(null, "", target);
  };

  form.addEventListener("change", () => show(address(), true));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(address(), true);
  });
  // A value is a link for those without script; here it ticks its box.
  form.addEventListener("click", (event) => {
    const box = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.target.closest("label a")?.parentElement.querySelector("input");
    if (!box) return;
    event.preventDefault();
    box.click();
  });
  addEventListener("popstate", () => location.reload());
})();

// The keypad: a key is the vote of the Member that is called. count brings the
// totals up to date.
const count = (() => {
  "use strict";

  const pad = document.querySelector(".keypad"), done = [];
  const rows = [...(pad?.querySelectorAll("[data-member]") ?? [])];
  const chosen = (row) => row.querySelector("input:checked") ?? row.querySelector("input[value='']");
  const call = (row) => row && chosen(row).focus();
  const choose = (row, value) => {
    const radio = row.querySelector(`input[type=radio][value="${CSS.escape(value)}"]`);
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const count = () => {
    for (const total of pad.querySelectorAll("[data-count]")) total.textContent = rows.filter((row) => chosen(row).value === total.dataset.count).length;
  };
  pad?.addEventListener("change", count);
  pad?.addEventListener("keydown", (event) => {
    const row = event.target.closest("[data-member]"), key = event.key.toUpperCase();
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^[A-Z]$/.test(key) && row.querySelector(`input[value="${key}"]`)) {
      done.push([row, chosen(row).value]);
      choose(row, key);
      call(rows[rows.indexOf(row) + 1] ?? row);
    } else if ((key === "U" || key === "BACKSPACE") && done.length) {
      const [undone, before] = done.pop();
      choose(undone, before);
      call(undone);
    } else if (key === "ARROWDOWN" || key === "ARROWUP") call(rows[rows.indexOf(row) + (key === "ARROWDOWN" ? 1 : -1)]);
    else return;
    event.preventDefault();
  });
  // What was read from a text is looked at first.
  if (!pad?.hasAttribute("data-read")) call(rows.find((row) => !chosen(row).value));
  return count;
})();

// What the desk keeps of its pages is not left to whoever comes to this browser
// after somebody has signed out.
if (!document.body.dataset.account) window.caches?.delete("desk-1");

// The session desk. An entry is kept in this browser until the server has it or
// has refused it; it goes in order, and under a key by which it is taken once.
(() => {
  "use strict";

  const desk = document.querySelector("[data-desk]");
  if (!desk) return;

  const meeting = desk.dataset.desk, entries = desk.dataset.entries + ".json";
  const byId = (id) => document.getElementById(id);
  const said = byId("desk-said"), waitingPart = byId("desk-waiting"), returnedPart = byId("desk-returned");
  const random = () => [...crypto.getRandomValues(new Uint8Array(10))].map((b) => b.toString(16).padStart(2, "0")).join("");
  const make = (tag, ...content) => {
    const element = document.createElement(tag);
    element.append(...content);
    return element;
  };
  const button = (text, act) => {
    const element = make("button", text);
    element.type = "button";
    element.className = "button";
    element.addEventListener("click", act);
    return element;
  };

  // Each entry has a place of its own, so that two tabs do not write over each
  // other's; and each account, so that nobody sends what another wrote here.
  const account = encodeURIComponent(document.body.dataset.account);
  const outbox = `desk ${account} ${meeting} `, drafts = `draft ${account} ${meeting} `;
  const stored = (prefix) => Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  const letters = () => stored(outbox).map((key) => JSON.parse(localStorage.getItem(key))).sort((a, b) => a.order - b.order);
  const keep = (letter) => localStorage.setItem(outbox + letter.entry.key, JSON.stringify(letter));
  const drop = (letter) => localStorage.removeItem(outbox + letter.entry.key);
  let order = letters().reduce((most, letter) => Math.max(most, letter.order), 0);

  const enter = (entry, words) => {
    keep({ order: ++order, words, entry: { key: random(), said: new Date().toISOString(), ...entry } });
    show();
    send();
  };

  const tell = (text, ...more) => {
    if (said.textContent !== text + more.map((part) => part.textContent).join("")) said.replaceChildren(text, ...more);
  };

  // show lists what is not sent yet, and what came back with both versions or
  // with what is wrong.
  const show = () => {
    const all = letters(), waiting = all.filter((letter) => !letter.told), returned = all.filter((letter) => letter.told);
    waitingPart.hidden = !waiting.length;
    waitingPart.querySelector("ol").replaceChildren(...waiting.slice(-30).map((letter) => make("li", letter.words, " ", make("small", "not sent yet"))));
    waitingPart.querySelector("h2").textContent = `Not sent yet: ${waiting.length}`;
    returnedPart.hidden = !returned.length;
    const names = returned.map((letter) => letter.entry.key).join();
    if (returnedPart.dataset.shown === names) return;
    returnedPart.dataset.shown = names;
    returnedPart.replaceChildren(make("h2", "Not taken"), ...returned.map(refusal));
  };
  const refusal = (letter) => {
    const { entry, told } = letter, part = make("div", make("p", make("b", letter.words)));
    const settle = (act) => () => {
      drop(letter);
      act();
      show();
    };
    for (const [field, versions] of Object.entries(told.conflict ?? {})) {
      part.append(make("p", `${field}: yours is “${versions.yours}”, ${versions.by} wrote “${versions.theirs}”.`));
    }
    for (const fault of told.faults ?? []) part.append(make("p", [fault.field, fault.what, fault.mend].filter(Boolean).join(": ")));
    if (told.conflict) {
      part.append(button("Keep mine", settle(() => {
        const set = { ...entry.set }, was = { ...entry.was };
        for (const [field, versions] of Object.entries(told.conflict)) {
          set[field] = versions.yours;
          was[field] = versions.theirs;
        }
        enter({ kind: entry.kind, item: entry.item, set, was }, letter.words);
      })), button("Keep theirs", settle(() => {})));
    } else {
      part.append(button("Take it up again", settle(() => fill(byId("form-" + entry.item) ?? byId("form-new-" + entry.kind), Object.entries(entry.set)))), button("Drop it", settle(() => {})));
    }
    return part;
  };

  // send hands over what waits, in order, until nothing does. What the server
  // refuses to read is sent in halves, down to the entry that is at fault.
  let sending = false, again;
  const later = (seconds) => {
    clearTimeout(again);
    again = setTimeout(send, seconds * 1000);
  };
  const send = async () => {
    if (sending) return;
    sending = true;
    let sent = false, most = 200;
    try {
      for (;;) {
        const batch = letters().filter((letter) => !letter.told).slice(0, most);
        if (!batch.length) break;
        const response = await fetch(entries, {
          method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(batch.map((letter) => letter.entry)),
        });
        if ([400, 413, 422].includes(response.status)) {
          if (batch.length === 1) keep({ ...batch[0], told: { faults: [{ what: `the server cannot take this entry (${response.status})`, mend: "take it up again and write it shorter" }] } });
          most = Math.ceil(batch.length / 2);
          continue;
        }
        if (!response.ok) {
          const login = make("a", "Sign in");
          login.href = "/login?to=" + encodeURIComponent(location.pathname);
          if (response.status === 401) tell("Your session has ended. Your entries are kept in this browser, and are sent once you have signed in. ", login);
          else tell(`The server does not take entries now (${response.status}). They are kept in this browser.`);
          return later(5);
        }
        for (const told of await response.json()) {
          const letter = batch.find(({ entry }) => entry.key === told.key);
          if (told.number) drop(letter);
          else keep({ ...letter, told });
        }
        sent = true;
      }
      tell(sent || said.textContent ? "Everything is with the server." : "");
    } catch {
      tell("There is no network. Entries are kept in this browser, and are sent when it is back.");
      later(3);
    } finally {
      sending = false;
      show();
    }
    if (sent) refreshSoon();
  };

  // refresh brings the log up to date, but for what is being written in.
  let asked = 0, last = desk.dataset.last;
  const refresh = async () => {
    const mine = ++asked;
    const response = await fetch(location.pathname).catch(() => null);
    if (!response?.ok || response.redirected) return;
    const next = new DOMParser().parseFromString(await response.text(), "text/html");
    if (mine !== asked) return;
    for (const part of desk.querySelectorAll("[data-live]")) merge(part, next.getElementById(part.id));
    for (const select of desk.querySelectorAll("form[data-fresh] select")) {
      const fresh = next.querySelector(`form[data-fresh] select[id="${select.id}"]`), value = select.value;
      if (fresh && fresh.innerHTML !== select.innerHTML) {
        select.replaceChildren(...fresh.childNodes);
        select.value = value;
      }
    }
    for (const row of pad?.querySelectorAll("[data-member]") ?? []) {
      mark(row, next.querySelector(`#${CSS.escape(row.id)} input[type=hidden]`)?.value ?? "");
    }
  };
  const busy = (element) => element.querySelector("details[open]") || element.contains(document.activeElement) && document.activeElement.form;
  const merge = (part, fresh) => {
    if (!fresh) return;
    if (!part.matches(".logged")) {
      if (!busy(part)) part.replaceChildren(...fresh.childNodes);
      return;
    }
    let at = part.firstElementChild;
    for (const child of [...fresh.children]) {
      const mine = part.querySelector(`:scope > [id="${child.id}"]`);
      if (mine && mine === at) {
        at = at.nextElementSibling;
        const held = mine.contains(document.activeElement);
        if (!busy(mine)) mine.replaceWith(child);
        if (held) child.querySelector("summary")?.focus();
      } else if (!mine || !busy(mine)) {
        mine?.remove();
        part.insertBefore(child, at);
      }
    }
    while (at) {
      const gone = at;
      at = at.nextElementSibling;
      if (!busy(gone)) gone.remove();
    }
  };
  // While one entry follows another the log is left alone.
  let soon;
  const refreshSoon = () => {
    clearTimeout(soon);
    soon = setTimeout(refresh, 150);
  };
  const listen = () => {
    const line = new EventSource(`/meetings/${meeting}/events?after=${last}`);
    line.onopen = send;
    line.onmessage = (event) => {
      last = event.lastEventId;
      refreshSoon();
    };
    line.onerror = () => line.readyState === EventSource.CLOSED && setTimeout(listen, 5000);
  };

  // A form of the desk becomes an entry of what it changes. What is half written
  // stays in the browser until then.
  const values = (form) => [...new FormData(form)].filter(([name]) => name.startsWith("set."));
  const fill = (form, pairs) => {
    if (!form) return;
    for (let up = form.parentElement.closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
    for (const [name, value] of pairs) {
      const field = form.elements[name] ?? form.elements["set." + name];
      if (field && "value" in field) field.value = value;
    }
    form.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  };
  const draftOf = (form) => {
    const was = [...form.elements].filter((field) => field.name.startsWith("was.")).map((field) => [field.name, field.value]);
    if (values(form).some(([name, value]) => value !== (form.elements[name.replace("set.", "was.")]?.value ?? ""))) {
      localStorage.setItem(drafts + form.id, JSON.stringify([...values(form), ...was]));
    } else localStorage.removeItem(drafts + form.id);
  };
  const setWas = (form, field, value) => {
    const name = "was." + field;
    if (!form.elements[name]) form.append(Object.assign(make("input"), { type: "hidden", name }));
    form.elements[name].value = value;
  };
  desk.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches(".desk-form, .keypad")) {
      // What is published has everything in it.
      if (letters().length) event.preventDefault(), tell("Some entries are not with the server yet. Wait until they are, or settle those that were not taken.");
      return;
    }
    event.preventDefault();
    const set = {}, was = {}, fresh = "fresh" in form.dataset, kind = form.dataset.kind;
    for (const [name, text] of values(form)) {
      const field = name.slice(4), value = text.trim(), before = form.elements["was." + field]?.value ?? "";
      if (value === before) continue;
      set[field] = value;
      if (before) was[field] = before;
    }
    if (!Object.keys(set).length) return;
    const words = kind + ": " + Object.values(set).join(" · ");
    if (fresh && form.elements["set.time"]) set.time ||= new Date().toTimeString().slice(0, 5);
    try {
      enter({ kind, item: fresh ? `${kind}-${random()}` : form.elements.namedItem("item").value, set, was }, words);
    } catch {
      // There is no room in this browser: the server has to take it at once.
      form.submit();
      return;
    }
    localStorage.removeItem(drafts + form.id);
    if (fresh) {
      const sticky = ["set.claimant", "set.dispute"].map((name) => [name, form.elements[name]?.value ?? ""]);
      form.reset();
      fill(form, kind === "statement" ? sticky : []);
    } else {
      for (const field of Object.keys(set)) setWas(form, field, set[field]);
      const details = form.closest("details");
      if (details) details.open = false;
      details?.querySelector("summary").focus();
    }
  });

  // Three letters are a Member, a key is a choice, Enter is the end of an entry.
  const members = new Set([...(byId("members")?.options ?? [])].map((option) => option.value));
  const next = (field) => {
    const fields = [...field.form.elements].filter((other) => other.type !== "hidden" && other.checkVisibility());
    fields[fields.indexOf(field) + 1]?.focus();
  };
  desk.addEventListener("input", ({ target }) => {
    if (target.getAttribute("list") === "members" && target.value.length === 3) {
      target.value = target.value.toUpperCase();
      if (members.has(target.value)) next(target);
    }
    if (target.form?.matches(".desk-form[id]")) draftOf(target.form);
  });
  desk.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !target.form?.matches(".desk-form")) return;
    if (key === "Enter" && !event.shiftKey && /^(TEXTAREA|SELECT)$/.test(target.tagName)) {
      event.preventDefault();
      target.form.requestSubmit();
    }
    const option = target.tagName === "SELECT" && [...target.options].find((one) => one.dataset.key === key.toLowerCase());
    if (!option) return;
    event.preventDefault();
    target.value = option.value;
    draftOf(target.form);
    next(target);
  });

  // On the keypad a vote is an entry at once.
  const pad = document.querySelector(".keypad[data-motion]");
  const was = (row) => pad.elements["was.ballot." + row.dataset.member];
  const mark = (row, value) => {
    if (was(row).value === value || letters().some((letter) => letter.entry.item === `${pad.dataset.motion}/${row.dataset.member}`)) return;
    was(row).value = value;
    row.querySelector(`input[value="${value}"]`).checked = true;
    count();
  };
  pad?.addEventListener("change", ({ target }) => {
    const row = target.closest("[data-member]"), before = was(row).value, { value } = target;
    if (value === before) return;
    was(row).value = value;
    const words = `${row.querySelector("legend").textContent}: ${value || "no vote"}`;
    enter({ kind: "ballot", item: `${pad.dataset.motion}/${row.dataset.member}`, set: { vote: value }, was: before ? { vote: before } : {} }, words);
  });

  for (const key of stored(drafts)) fill(byId(key.slice(drafts.length)), JSON.parse(localStorage.getItem(key)));
  show();
  send();
  listen();
  addEventListener("online", send);
  addEventListener("storage", show);
  navigator.serviceWorker?.register("/desk-worker.js", { scope: "/meetings/" }).then(() => navigator.serviceWorker.ready).then(({ active }) => {
    const used = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon]")].map((link) => link.href);
    active.postMessage([location.pathname, ...used, ...[...document.scripts].map((script) => script.src), ...[...document.querySelectorAll("a[data-keep]")].map((link) => link.href)]);
  }).catch(() => {});
})();

// What the shares of a forecast come to, while they are typed.
(() => {
  "use strict";

  for (const shares of document.querySelectorAll("[data-sum]")) {
    const fields = [...shares.querySelectorAll("input")];
    shares.addEventListener("input", () => {
      shares.querySelector("output").textContent = fields.reduce((sum, field) => sum + (parseInt(field.value, 10) || 0), 0);
    });
  }
})();
