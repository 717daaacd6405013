"use strict";
/* What plots are made of: elements, numbers for people, scales, and the frame with its grid. */
const Plot = (() => {
  const SVG = "http://www.w3.org/2000/svg";

  function fill(node, attributes, children) {
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else if (value !== false && value != null) node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children);
    return node;
  }

  /* An HTML element. */
  const el = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);

  /* An SVG element. */
  const svg = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

  /* Round numbers from low to high, about as many as wanted. */
  function ticks(low, high, wanted) {
    const rough = (high - low) / wanted;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = power * [1, 2, 5, 10].find(factor => factor * power >= rough * 0.999);
    const all = [];
    for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) all.push(+(i * step).toPrecision(12));
    return all;
  }

  /* 12345.6 as 12,346; 0.015 as 0.015. */
  const number = (value, digits = 3) => Math.abs(value) >= 1000
    ? Math.round(value).toLocaleString("en-US")
    : String(+value.toPrecision(digits));

  /* From values to places; what is in one place gets room on both sides. */
  function scale(values, from, to, room = 0.06) {
    let low = Math.min(...values), high = Math.max(...values);
    const more = (high - low) * room || Math.abs(high) * 0.05 || 1;
    low = low >= 0 ? Math.max(0, low - more) : low - more;
    high += more;
    const at = value => from + (value - low) / (high - low) * (to - from);
    return Object.assign(at, {low, high, from, to});
  }

  /* The grid with its numbers, and what the axes are. */
  function frame(x, y, xLabel, yLabel) {
    const left = x.from, right = x.to, bottom = y.from, top = y.to;
    const parts = [];
    for (const value of ticks(y.low, y.high, 5)) {
      parts.push(svg("line", {x1: left, x2: right, y1: y(value), y2: y(value), class: "grid"}),
        svg("text", {x: left - 8, y: y(value) + 4, class: "tick end"}, number(value, 4)));
    }
    for (const value of ticks(x.low, x.high, Math.max(2, (right - left) / 90))) {
      parts.push(svg("line", {x1: x(value), x2: x(value), y1: bottom, y2: top, class: "grid"}),
        svg("text", {x: x(value), y: bottom + 18, class: "tick middle"}, number(value, 4)));
    }
    parts.push(svg("line", {x1: left, x2: right, y1: bottom, y2: bottom, class: "axis"}),
      svg("text", {x: (left + right) / 2, y: bottom + 38, class: "label middle"}, xLabel),
      svg("text", {x: left - 44, y: top - 12, class: "label"}, yLabel));
    return svg("g", {"aria-hidden": "true"}, ...parts);
  }

  /* A table for those who do not see the plot. */
  function table(caption, heads, rows) {
    return el("div", {class: "table", role: "region", tabindex: 0, "aria-label": caption},
      el("table", {}, el("caption", {}, caption),
        el("thead", {}, el("tr", {}, ...heads.map(head => el("th", {scope: "col"}, head)))),
        el("tbody", {}, ...rows.map(row => el("tr", {}, ...row.map(cell => el("td", {}, cell)))))));
  }

  return {el, svg, ticks, number, scale, frame, table};
})();
