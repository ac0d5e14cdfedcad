// Every chart as PNG and SVG, made in the browser. An image leaves the page: it takes its title, its source line and white
// paper along, in the light colours of the stylesheet whatever the theme of the reader. Needs charts.js.
(() => {
  "use strict";
  const TITLE_ROOM = 84;
  const WIDE = 800;

  // The custom properties of the first :root of portal.css, before any dark theme; a page without it keeps its own.
  function lightColours() {
    const page = getComputedStyle(document.body);
    const light = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).find((rule) => rule.selectorText === ":root");
    return {
      fontFamily: page.fontFamily,
      getPropertyValue: (name) => light?.style.getPropertyValue(name) || page.getPropertyValue(name),
    };
  }

  function portrait(box, inColours) {
    const palette = lightColours();
    const { data, layout } = inColours(palette);
    const said = (part) => document.getElementById(`${box.dataset.chart}-${part}`)?.textContent.trim() ?? "";
    const title = { text: said("title"), subtitle: { text: said("subtitle") }, x: 0, xref: "paper", xanchor: "left", y: 0.97, yanchor: "top", yref: "container" };
    const margin = { ...layout.margin, t: (layout.margin?.t ?? 0) + TITLE_ROOM };
    return { data, layout: { ...layout, title, margin, paper_bgcolor: "#ffffff", plot_bgcolor: "#ffffff" } };
  }

  function button(box, format, { Plotly, inColours }) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = `Bewaar als ${format.toUpperCase()}`;
    made.addEventListener("click", () => {
      const size = { width: Math.max(box.clientWidth, WIDE), height: box.clientHeight + TITLE_ROOM };
      Plotly.downloadImage(portrait(box, inColours), { format, filename: box.dataset.file, scale: 2, ...size });
    });
    return made;
  }

  document.addEventListener("chart:drawn", (event) => {
    const tools = event.target.parentElement.querySelector(".chart-tools");
    tools?.append(...["png", "svg"].map((format) => button(event.target, format, event.detail)));
  });
})();
