// Seatwatch works without this file. With it, facets answer without a reload
// and a few keys move about; "?" lists them.
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
  document.addEventListener("keydown", (event) => {
    if (typing() || help.open || event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  });

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
  addEventListener("popstate", () => location.reload());
})();
