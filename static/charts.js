// Draws the figures of a page with plotly, each only when it comes near view, in the colours of the stylesheet.
// <div class="chart" data-chart="id"> takes its figure from <script type="application/json" id="id-data">.
// Beside data and layout a figure may have narrow: what the layout becomes on a phone.
// A colour in a figure is written as var(--accent); it follows the theme of the reader.
(() => {
  "use strict";
  const source = document.currentScript.dataset.plotly;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const drawn = new Set();
  let library = null;

  const DUTCH = {
    moduleType: "locale",
    name: "nl",
    dictionary: {},
    format: {
      days: ["zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"],
      shortDays: ["zo", "ma", "di", "wo", "do", "vr", "za"],
      months: ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"],
      shortMonths: ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
      date: "%d-%m-%Y",
      decimal: ",",
      thousands: ".",
    },
  };

  // Plotly adds two <style> elements, which a strict CSP refuses. It skips both when an element with the same id is
  // there: its own rules then go through the CSSOM into that sheet, and those of maps are not needed here.
  const MAP_STYLE = "9f215cf04c5486422605d13261cb87401f4e7763b6296af81e98efbc0130da53";
  const OWN_STYLE = "plotly.js-style-global";

  function makeRoomForStyles() {
    document.querySelector("link[rel=stylesheet]").id = OWN_STYLE;
    const placeholder = document.createElement("meta");
    placeholder.id = MAP_STYLE;
    document.head.append(placeholder);
  }

  function plotly() {
    library ??= new Promise((resolve, reject) => {
      makeRoomForStyles();
      const script = document.createElement("script");
      script.src = source;
      script.onload = () => {
        window.Plotly.register(DUTCH);
        resolve(window.Plotly);
      };
      script.onerror = () => reject(new Error("plotly is niet geladen"));
      document.head.append(script);
    });
    return library;
  }

  function themed(value, style) {
    if (typeof value === "string") {
      return value.replace(/var\((--[a-z0-9-]+)\)/g, (_, name) => style.getPropertyValue(name).trim());
    }
    if (Array.isArray(value)) return value.map((item) => themed(item, style));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, themed(item, style)]));
  }

  const axis = (size) => ({
    automargin: true, gridcolor: "var(--lijn)", linecolor: "var(--lijn-sterk)", zerolinecolor: "var(--lijn-sterk)",
    tickcolor: "var(--lijn)", zerolinewidth: 1, fixedrange: true, ticklabelstandoff: 6, separatethousands: true, title: { standoff: 12, font: { size } },
  });

  function house(box, data, style) {
    const family = style.fontFamily;
    const narrow = box.clientWidth < 560;
    const size = narrow ? 12 : 14;
    const labelled = data.some((trace) => trace.orientation === "h" && trace.textposition === "outside");
    return {
      autosize: true,
      separators: ",.",
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      font: { family, size, color: "var(--inkt)" },
      colorway: [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `var(--reeks-${n})`),
      margin: { l: 8, r: labelled ? 64 : narrow ? 8 : 24, t: 16, b: 8, pad: 0 },
      hoverlabel: { bgcolor: "var(--vel)", bordercolor: "var(--lijn-sterk)", font: { family, size: 14, color: "var(--inkt)" } },
      legend: { orientation: "h", y: 1.02, yanchor: "bottom", x: 0 },
      dragmode: false,
      bargap: 0.35,
      bargroupgap: 0.08,
      xaxis: axis(size),
      yaxis: axis(size),
    };
  }

  const isPlain = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

  // What the figure says wins over the house.
  function merged(base, own) {
    const result = { ...base };
    for (const [key, value] of Object.entries(own)) {
      result[key] = isPlain(value) && isPlain(base[key]) ? merged(base[key], value) : value;
    }
    return result;
  }

  // Size, template and title belong to the page, not to the figure.
  function layout(box, figure, style) {
    const base = house(box, figure.data, style);
    const own = { ...figure.layout, template: undefined, width: undefined, height: undefined, title: undefined };
    for (const key of Object.keys(own).filter((name) => /^[xy]axis\d+$/.test(name))) base[key] = base.xaxis;
    const fitted = merged(base, own);
    return figure.narrow && box.clientWidth < 560 ? merged(fitted, figure.narrow) : fitted;
  }

  async function draw(box) {
    try {
      const figure = JSON.parse(document.getElementById(`${box.dataset.chart}-data`).textContent);
      const Plotly = await plotly();
      const style = getComputedStyle(document.body);
      const spec = themed({ data: figure.data, layout: layout(box, figure, style) }, style);
      if (calm.matches) delete spec.layout.transition;
      await Plotly.react(box, spec.data, spec.layout, { locale: "nl", responsive: true, displayModeBar: false, displaylogo: false });
      // chart_image.js makes images of it: in the colours that it hands over
      const inColours = (palette) => themed({ data: figure.data, layout: layout(box, figure, palette) }, palette);
      if (!drawn.has(box)) box.dispatchEvent(new CustomEvent("chart:drawn", { bubbles: true, detail: { Plotly, inColours } }));
      drawn.add(box);
    } catch (error) {
      box.classList.add("chart-failed");
      box.textContent = "De grafiek kon niet worden getekend. In de tabel hieronder staan dezelfde getallen.";
      console.error(error);
    }
  }

  const near = new IntersectionObserver((entries) => {
    for (const entry of entries.filter((item) => item.isIntersecting)) {
      near.unobserve(entry.target);
      draw(entry.target);
    }
  }, { rootMargin: "400px" });

  const watch = (root) => root.querySelectorAll(".chart[data-chart]").forEach((box) => near.observe(box));
  watch(document);
  document.addEventListener("htmx:load", (event) => {
    if (event.target !== document.body) watch(event.target);
  });
  dark.addEventListener("change", () => {
    for (const box of drawn) {
      if (box.isConnected) draw(box);
      else drawn.delete(box);
    }
  });
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll(".chart[data-chart]").forEach((box) => { if (!drawn.has(box)) draw(box); });
  });
})();
