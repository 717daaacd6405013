"use strict";
/* Accuracy over what designs take: a point for each design, the best of those that are chosen joined by a line. */
const Explore = (() => {
  const {el, svg, number, scale, frame, table} = Plot;
  const FILTERS = ["network", "variant", "type", "device"];
  const SHAPES = [
    "M-6,0a6,6 0 1,0 12,0a6,6 0 1,0 -12,0", "M-5.5,-5.5h11v11h-11z", "M0,-7L6.5,5h-13z",
    "M0,-7.5L6.5,0L0,7.5L-6.5,0z", "M0,7L6.5,-5h-13z", "M-2,-6h4v4h4v4h-4v4h-4v-4h-4v-4h4z"];
  const short = type => type.replace("ap_fixed", "");
  const name = point => [point.network, point.variant, point.type, point.device].join(", ");

  /* Those that no other one beats: nothing is at least as good in both and better in one. Best value first. */
  function front(points, axis) {
    const sign = axis.more_is_better ? -1 : 1;
    const cost = point => sign * point.values[axis.name];
    const sorted = [...points].sort((a, b) => cost(a) - cost(b) || b.accuracy - a.accuracy);
    const best = [];
    for (const point of sorted) {
      const last = best[best.length - 1];
      const equal = last && cost(last) === cost(point) && last.accuracy === point.accuracy;
      if (!last || point.accuracy > last.accuracy || equal) best.push(point);
    }
    return best;
  }

  /* From point to point as a staircase: what is to be had for so much. */
  function stairs(best, x, y, axis) {
    const places = best.map(point => [x(point.values[axis.name]), y(point.accuracy)]);
    const path = places.map(([px, py], i) => i === 0 ? `M${px},${py}` : `H${px}V${py}`).join("");
    return path + "H" + (axis.more_is_better ? x.from : x.to);
  }

  /* Labels where there is room, those of the best first. */
  function labels(points, best, place, end) {
    const taken = points.map(point => ({left: place(point)[0] - 7, right: place(point)[0] + 7, y: place(point)[1]}));
    const shown = [];
    for (const point of [...points].sort((a, b) => best.includes(b) - best.includes(a))) {
      const [px, py] = place(point), text = short(point.type);
      const long = 6 + 6.6 * text.length, isLeft = px + 8 + long > end;
      const box = {left: isLeft ? px - 8 - long : px + 8, right: isLeft ? px - 8 : px + 8 + long, y: py};
      if (taken.some(other => other.left < box.right && other.right > box.left && Math.abs(other.y - box.y) < 13)) continue;
      taken.push(box);
      shown.push(svg("text", {x: isLeft ? px - 11 : px + 11, y: py + 4, class: isLeft ? "tick name end" : "tick name"}, text));
    }
    return shown;
  }

  /* Puts it into an element; opens a point's steps where there is somebody who can. */
  function show(root, open) {
    const off = new Set();
    let data = {axes: [], points: []}, axis = null, pinned = null;
    const axes = el("div", {class: "choice", role: "group", "aria-label": "Accuracy over"});
    const filters = el("div", {class: "filters"});
    const plot = el("div", {class: "plot"});
    const panel = el("section", {class: "panel", "aria-label": "Figures of a point"});
    const details = el("details", {}, el("summary", {}, "All points as a table"), el("div"));
    root.replaceChildren(axes, filters, el("div", {class: "explored"}, plot, panel), details);
    new ResizeObserver(draw).observe(plot);

    function update(fresh) {
      data = fresh;
      axis = data.axes.find(one => axis && one.name === axis.name) || data.axes[0];
      controls();
      draw();
      figures(pinned && data.points.find(point => name(point) === name(pinned)));
    }

    function controls() {
      axes.replaceChildren(...data.axes.map(one => el("button",
        {type: "button", "aria-pressed": String(one === axis), onclick: () => choose(one)}, one.name)));
      filters.replaceChildren(...FILTERS.map(filter).filter(Boolean));
    }

    function choose(one) {
      axis = one;
      [...axes.children].forEach(button => button.setAttribute("aria-pressed", String(button.textContent === one.name)));
      draw();
    }

    function filter(kind) {
      const values = [...new Set(data.points.map(point => point[kind]))];
      return values.length > 1 && el("fieldset", {}, el("legend", {}, kind),
        ...values.map(value => el("label", {}, box(kind + ":" + value), key(kind, value), " ", value)));
    }

    function box(key) {
      return el("input", {type: "checkbox", checked: !off.has(key), onchange: event => {
        if (event.target.checked) off.delete(key); else off.add(key);
        draw();
      }});
    }

    /* What a network's points and a variant's look like. */
    function key(kind, value) {
      const like = data.points.find(point => point[kind] === value);
      return kind !== "network" && kind !== "variant" ? ""
        : svg("svg", {viewBox: "-9 -9 18 18", class: "key", "aria-hidden": "true"}, kind === "network"
          ? svg("path", {d: shape(like), class: "ink"})
          : svg("circle", {r: 6, class: "c" + like.colour % 7}));
    }

    function shape(point) {
      const networks = [...new Set(data.points.map(one => one.network))];
      return SHAPES[networks.indexOf(point.network) % SHAPES.length];
    }

    function draw() {
      const points = !axis ? [] : data.points.filter(point => point.values[axis.name] != null
        && !FILTERS.some(kind => off.has(kind + ":" + point[kind])));
      if (points.length === 0) {
        plot.replaceChildren(el("p", {}, "No design that is chosen has both figures yet."));
        details.lastChild.replaceChildren();
        return;
      }
      const best = front(points, axis);
      const kept = document.activeElement && document.activeElement.getAttribute("data-name");
      plot.replaceChildren(drawing(points, best));
      if (kept) [...plot.querySelectorAll("[data-name]")].filter(node => node.dataset.name === kept).forEach(node => node.focus());
      details.lastChild.replaceChildren(table("Accuracy over " + axis.name,
        ["network", "variant", "type", "device", "accuracy (%)", axis.name, "on the front"],
        points.map(point => [...FILTERS.map(kind => point[kind]), point.accuracy.toFixed(2),
          number(point.values[axis.name]), best.includes(point) ? "yes" : ""])));
    }

    function drawing(points, best) {
      const width = Math.max(300, plot.clientWidth), height = Math.max(280, Math.min(440, width * 0.62));
      const x = scale(points.map(point => point.values[axis.name]), 52, width - 14);
      const y = scale(points.map(point => point.accuracy), height - 48, 30);
      const place = point => [x(point.values[axis.name]), y(point.accuracy)];
      const better = axis.more_is_better ? " (more is better)" : " (less is better)";
      return svg("svg", {viewBox: `0 0 ${width} ${height}`, width, height, role: "group",
        "aria-label": `Accuracy over ${axis.name}: ${points.length} designs, ${best.length} of them on the Pareto front`},
        frame(x, y, axis.name + better, "accuracy on integers (%)"),
        svg("path", {d: stairs(best, x, y, axis), class: "front"}),
        svg("g", {"aria-hidden": "true"}, ...labels(points, best, place, width)),
        ...points.map(point => mark(point, place(point), best.includes(point))));
    }

    function mark(point, [px, py], isBest) {
      const act = event => {
        if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        pinned = point;
        figures(point);
        if (open) open(point);
      };
      return svg("path", {d: shape(point), transform: `translate(${px},${py})`, tabindex: 0, role: "button",
        class: `point c${point.colour % 7}${isBest ? " best" : ""}`, "data-name": name(point),
        "aria-label": `${name(point)}: accuracy ${point.accuracy.toFixed(2)} %, ${axis.name} `
          + number(point.values[axis.name]) + (isBest ? ", on the Pareto front" : ""),
        onclick: act, onkeydown: act, onfocus: () => figures(point), onmouseenter: () => figures(point),
        onblur: () => figures(pinned), onmouseleave: () => figures(pinned)});
    }

    function figures(point) {
      panel.replaceChildren(...(point
        ? [el("h3", {}, name(point)), el("dl", {}, ...point.figures.flatMap(figure =>
          [el("dt", {}, figure.name), el("dd", {}, figure.text)]))]
        : [el("p", {}, "Point at a design, or go to it with Tab, for all its figures"
          + (open ? "; click or Enter opens its steps." : "; click or Enter keeps them here."))]));
    }

    return {update};
  }

  return {front, show};
})();
