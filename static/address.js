// The address bar holds the view, also when the page was opened without saying which stand: the server tells in
// data-address of the main part, and nothing is asked again.
(() => {
  "use strict";
  const view = document.querySelector("[data-address]");
  if (view && window.location.search !== view.dataset.address) {
    window.history.replaceState(null, "", view.dataset.address + window.location.hash);
  }
})();
