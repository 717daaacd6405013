"use strict";
/* A training's epochs: accuracy, when skips went, the learning rate; and the last epochs as a table. */
const Curve = (() => {
  const {el, svg, number, scale, frame, table} = Plot;
  const percent = share => (100 * share).toFixed(2);
  const TABLE_ROWS = 10;

  const LISTED = 3; // more skips than that are counted

  /* What happened to skips, in few words. */
  const happened = ({events}) => events.length <= LISTED ? events
    : [`${events.length} skips ${[...new Set(events.map(event => event.split(" ")[0]))].join(" or ")}`];

  function draw(root, epochs) {
    root.replaceChildren(...(epochs.length === 0 ? [] : [plot(root, epochs), legend(), last(epochs)]));
  }

  function plot(root, epochs) {
    const width = Math.max(280, root.clientWidth), height = 300, left = 52, right = width - 14;
    const x = scale(epochs.map(epoch => epoch.epoch), left, right, 0.02);
    const y = scale(epochs.flatMap(epoch => [100 * epoch.test_accuracy, 100 * epoch.train_accuracy]), height - 110, 30);
    const rate = scale([0, ...epochs.map(epoch => epoch.learning_rate)], height - 2, height - 40, 0);
    const line = (kind, value, at) => svg("path", {class: "curve " + kind,
      d: epochs.map((epoch, i) => `${i ? "L" : "M"}${x(epoch.epoch)},${at(value(epoch))}`).join("")});
    const newest = epochs[epochs.length - 1];
    return svg("svg", {viewBox: `0 0 ${width} ${height}`, width: "100%", role: "img",
      "aria-label": `Accuracy by epoch: ${epochs.length} epochs, test accuracy now ${percent(newest.test_accuracy)} %`},
      frame(x, y, "epoch", "accuracy (%)"),
      ...epochs.filter(epoch => epoch.events.length > 0).map(epoch => event(epoch, x(epoch.epoch), y)),
      line("train", epoch => 100 * epoch.train_accuracy, y),
      line("test", epoch => 100 * epoch.test_accuracy, y),
      svg("text", {x: left - 8, y: height - 30, class: "tick end"}, number(rate.high)),
      svg("text", {x: left - 8, y: height - 2, class: "tick end"}, "0"),
      line("rate", epoch => epoch.learning_rate, rate),
      ...epochs.map(epoch => dot(epoch, x(epoch.epoch), y(100 * epoch.test_accuracy))));
  }

  const event = (epoch, at, y) => svg("line", {x1: at, x2: at, y1: y.from, y2: y.to, class: "event"});

  const dot = (epoch, cx, cy) => svg("circle", {cx, cy, r: 3.5, class: "dot c0"}, svg("title", {},
    `epoch ${epoch.epoch}: test ${percent(epoch.test_accuracy)} %, train ${percent(epoch.train_accuracy)} %, learning rate `
    + [number(epoch.learning_rate), ...happened(epoch)].join(", ")));

  function legend() {
    const key = (kind, text) => el("span", {}, svg("svg", {viewBox: "0 0 32 12", "aria-hidden": "true"},
      svg("path", {d: "M0,6H32", class: kind})), text);
    return el("p", {class: "legend"}, key("curve test", "test accuracy"), key("curve train", "train accuracy"),
      key("event", "skips changed"), key("curve rate", "learning rate"));
  }

  function last(epochs) {
    return table("The last epochs", ["epoch", "test (%)", "train (%)", "learning rate", "skips"],
      epochs.slice(-TABLE_ROWS).reverse().map(epoch => [String(epoch.epoch), percent(epoch.test_accuracy),
        percent(epoch.train_accuracy), number(epoch.learning_rate), happened(epoch).join(", ")]));
  }

  return {draw};
})();
