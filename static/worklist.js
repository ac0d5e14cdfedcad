// Keyboard and pane of Vandaag, the worklist and the page of a youngster. Without it every row is a link to that page, and
// every form posts.
(() => {
  "use strict";
  const wide = window.matchMedia("(min-width: 70rem)");
  const pane = document.getElementById("paneel");
  const keys = document.getElementById("toetsen");
  const links = () => [...document.querySelectorAll("[data-worklist] a.row-link")];
  const typing = (target) => target.closest("input:not([type=checkbox]), select, textarea, dialog[open], [contenteditable]");

  const here = (pupil) => {
    const back = new URL(pane.dataset.back, window.location.origin);
    back.searchParams.set("kies", pupil);
    return back.pathname + back.search;
  };

  const open = (address, then) => {
    const pupil = address.match(/jongere\/(\d+)\//)[1];
    pane.hidden = false;
    pane.parentElement.classList.add("is-open");
    const asked = `${address}?terug=${encodeURIComponent(here(pupil))}`;
    window.htmx.ajax("GET", asked, { target: "#paneel", swap: "innerHTML" }).then(() => {
      for (const link of links()) link.closest("tr")?.classList.toggle("is-chosen", link.dataset.pane === address);
      if (then) then();
    });
  };
  const name = () => pane.querySelector("h2")?.focus();

  const close = () => {
    if (!pane || pane.hidden) return;
    pane.hidden = true;
    pane.replaceChildren();
    pane.parentElement.classList.remove("is-open");
    (document.querySelector("tr.is-chosen a.row-link") || links()[0])?.focus();
  };

  const step = (by) => {
    const all = links();
    if (!all.length) return;
    let at = all.indexOf(document.activeElement);
    if (at < 0) at = all.findIndex((link) => link.closest("tr.is-chosen"));
    all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + by))].focus();
  };

  const next = () => {
    const all = links();
    const link = all[all.findIndex((each) => each.closest("tr.is-chosen")) + 1];
    if (!pane || !link) return;
    link.focus();
    link.click();
  };
  const field = (id) => (pane?.hidden === false ? pane : document).querySelector(id)?.focus();

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.row-link");
    if (!link || !wide.matches || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { pane: beside, list } = link.dataset;
    if (!list && !(beside && pane)) return;
    event.preventDefault();
    if (list) window.location.assign(list);
    else open(beside, name);
  });

  const acts = {
    j: () => step(1),
    k: () => step(-1),
    x: () => document.activeElement.closest("tr")?.querySelector("input[name=wie]")?.click(),
    c: () => field("#id_contact-kind"),
    p: () => field("#id_plan-what"),
    n: next,
    "?": () => keys?.showModal(),
    Escape: close,
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || keys?.open) return;
    if (event.key !== "Escape" && typing(event.target)) return;
    if (!acts[event.key]) return;
    acts[event.key]();
    if (event.key !== "Escape") event.preventDefault();
  });

  for (const button of document.querySelectorAll("[data-help-keys]")) {
    button.hidden = false;
    button.addEventListener("click", () => keys.showModal());
  }
  const opened = document.querySelector("[data-opened]")?.dataset.opened;
  if (opened && wide.matches) open(opened, name);
})();
