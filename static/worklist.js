// Keyboard and pane of Vandaag, the worklist and the page of a youngster. Without it every row is a link to that page, and
// every form posts. The order in which youngsters stood is kept in this tab: who is done falls off the list, and "next" goes on
// from there.
(() => {
  "use strict";
  const wide = window.matchMedia("(min-width: 70rem)");
  const pane = document.getElementById("paneel");
  const keys = document.getElementById("toetsen");
  const messages = document.querySelector(".messages");
  const links = () => [...document.querySelectorAll("[data-worklist] a.row-link")];
  const typing = (target) => target.closest("input:not([type=checkbox]), select, textarea, dialog[open], [contenteditable]");
  const person = (path) => path.match(/^\/jongere\/\d+\//)?.[0];
  const isOpen = () => pane?.hidden === false;
  let chosen = person(window.location.pathname);

  const remember = () => {
    const order = new Set(links().map((link) => person(link.pathname)));
    sessionStorage.setItem("volgorde", JSON.stringify([...order]));
  };
  const after = () => {
    const order = JSON.parse(sessionStorage.getItem("volgorde") || "[]");
    const at = order.indexOf(chosen);
    return at < 0 ? [] : order.slice(at + 1);
  };
  const linkOf = (path) => links().find((link) => person(link.pathname) === path);
  const following = () => after().map(linkOf).find(Boolean);

  const say = (words) => {
    const said = document.createElement("p");
    said.className = "message";
    said.textContent = words;
    messages.replaceChildren(said);
  };
  const sayAgain = () => { // what was there at loading is not read aloud; what has the focus is
    if (!messages.contains(document.activeElement)) messages.append(...messages.children);
  };

  const here = (pupil) => {
    const back = new URL(pane.dataset.back, window.location.origin);
    back.searchParams.set("kies", pupil);
    return back.pathname + back.search;
  };

  const open = (address, then) => {
    chosen = person(address);
    if (linkOf(chosen)) remember();
    pane.hidden = false;
    pane.parentElement.classList.add("is-open");
    const asked = `${address}?terug=${encodeURIComponent(here(chosen.match(/\d+/)[0]))}`;
    window.htmx.ajax("GET", asked, { target: "#paneel", swap: "innerHTML" }).then(() => {
      for (const link of links()) link.closest("tr")?.classList.toggle("is-chosen", person(link.pathname) === chosen);
      if (then) then();
    });
  };
  const name = () => pane.querySelector("h2")?.focus();

  const close = () => {
    if (!isOpen()) return;
    pane.hidden = true;
    pane.replaceChildren();
    pane.parentElement.classList.remove("is-open");
    (linkOf(chosen) || following() || links().at(-1))?.focus();
  };

  const step = (by) => {
    const all = links();
    if (!all.length) return;
    let at = all.indexOf(document.activeElement);
    if (at < 0) at = all.indexOf(linkOf(chosen));
    all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + by))].focus();
  };

  const next = () => {
    if (pane) {
      const link = following() || (!isOpen() && links()[0]);
      if (link) open(link.dataset.pane, name);
      else if (isOpen()) last(document.querySelector(".pagination a[rel=next]"));
    } else if (chosen) {
      const path = after()[0];
      if (path) window.location.assign(path);
      else last();
    }
  };
  const last = (more) => {
    say(more ? "Dit was de laatste op deze bladzijde." : "Dit was de laatste.");
    more?.focus();
  };

  const tick = () => {
    const row = document.activeElement.closest("tr") || linkOf(chosen)?.closest("tr");
    row?.querySelector("input[name=wie]")?.click();
  };
  const field = (id) => (isOpen() ? pane : document).querySelector(id)?.focus();

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.row-link");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    remember();
    if (!wide.matches) return;
    const { pane: beside, list } = link.dataset;
    if (!list && !(beside && pane)) return;
    event.preventDefault();
    if (list) window.location.assign(list);
    else open(beside, name);
  });

  const acts = {
    j: () => step(1), k: () => step(-1), x: tick, c: () => field("#id_contact-kind"), p: () => field("#id_plan-what"), n: next,
    "?": () => keys?.showModal(), Escape: close,
  };
  document.addEventListener("keydown", (event) => {
    if (keys?.open) return;
    if (event.ctrlKey || event.metaKey || event.altKey) {
      if (event.key === "Enter" && !event.altKey) event.target.closest("form.act-form")?.requestSubmit();
      return;
    }
    if (event.key !== "Escape" && typing(event.target)) return;
    if (!acts[event.key]) return;
    acts[event.key]();
    if (event.key !== "Escape") event.preventDefault();
  });

  for (const button of document.querySelectorAll("[data-help-keys]")) {
    button.hidden = false;
    button.addEventListener("click", () => keys.showModal());
  }

  const land = () => { // after a form was posted: not at the top of the page
    const place = document.querySelector("[aria-invalid=true]") || messages.querySelector(".message");
    if (!place) return;
    if (!place.matches("input, select, textarea")) place.tabIndex = -1;
    place.focus();
  };
  const opened = document.querySelector("[data-opened]")?.dataset.opened;
  if (opened && wide.matches) open(opened, name);
  else land();
  window.addEventListener("load", () => setTimeout(sayAgain, 200));
})();
