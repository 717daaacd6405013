"use strict";
/* Keeps the page as the newest snapshot says; only what changed is touched, so that focus and selection stay. */
(() => {
  const {el} = Plot;
  const find = id => document.getElementById(id);
  const SIGNS = {done: "✓", running: "▶", pending: "·", failed: "✗"};
  const RETRY_MS = 3000;
  const MOST_NEWS = 3;
  let rows = [], shape = "", states = new Map(), only = "all", finished = -1;

  function duration(seconds) {
    const two = number => String(number).padStart(2, "0");
    if (seconds < 60) return seconds + " s";
    return seconds < 3600 ? `${Math.floor(seconds / 60)}:${two(seconds % 60)} min`
      : `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds % 3600 / 60))} h`;
  }

  const gigabytes = mb => (mb / 1024).toFixed(1) + " GB";

  const words = step => [step.state === "running" ? `running on ${step.process}` : step.state,
    step.text, step.seconds ? "after " + duration(step.seconds) : ""].filter(Boolean).join("; ");

  const panel = StepPanel.make(words);
  const explore = Explore.show(find("explore"),
    point => panel.open([point.network, point.variant, point.type, point.device].join(", "), point.steps));

  function set(node, text) {
    if (node.textContent !== text) node.textContent = text;
  }

  /* All tables anew; seldom, for the experiments are the same as long as the server lives. */
  function build(snapshot) {
    rows = [];
    find("tables").replaceChildren(...snapshot.tables.map(table => {
      const reported = table.rows.some(row => row.reported);
      const heads = ["task", "state", "here", ...(reported ? ["reported"] : []), "done in"];
      return el("div", {class: "table"}, el("table", {}, el("caption", {}, table.title),
        el("thead", {}, el("tr", {}, ...heads.map(head => el("th", {scope: "col"}, head)))),
        el("tbody", {}, ...table.rows.map(row => line(row, reported)))));
    }));
  }

  function line(row, reported) {
    const cells = {button: el("button", {type: "button"}, row.task), state: el("td"), here: el("td", {class: "left"}),
      reported: el("td", {"data-label": "reported"}), left: el("td", {class: "number", "data-label": "done in"})};
    const steps = row.steps;
    cells.button.addEventListener("click", () => panel.open(row.task, steps));
    cells.line = el("tr", {}, el("th", {scope: "row"}, steps.length ? cells.button : row.task), cells.state, cells.here,
      ...(reported ? [cells.reported] : []), cells.left);
    rows.push(cells);
    return cells.line;
  }

  function fill(cells, row) {
    const running = row.state === "running";
    set(cells.here, row.detail);
    set(cells.reported, row.reported);
    set(cells.left, row.seconds_left && row.state !== "failed" ? duration(row.seconds_left) : "");
    if (cells.line.dataset.state !== row.state) {
      cells.line.dataset.state = row.state;
      cells.bar = el("progress", {max: 1, value: row.share, "aria-label": row.task});
      cells.state.replaceChildren(el("span", {class: "state " + row.state},
        el("span", {"aria-hidden": "true"}, SIGNS[row.state] + " "), row.state), ...(running ? [" ", cells.bar] : []));
    }
    cells.bar.value = row.share;
    cells.line.hidden = only !== "all" && only !== row.state;
  }

  function choices(all) {
    const count = state => all.filter(row => state === "all" || row.state === state).length;
    const group = find("states");
    if (!group.firstChild) {
      group.append(...["all", "running", "pending", "done", "failed"].map(state => el("button",
        {type: "button", "data-state": state, onclick: () => choose(state)})));
      choose(only);
    }
    for (const button of group.children) set(button, `${button.dataset.state} (${count(button.dataset.state)})`);
  }

  function choose(state) {
    only = state;
    for (const button of find("states").children) button.setAttribute("aria-pressed", String(button.dataset.state === state));
    for (const cells of rows) cells.line.hidden = only !== "all" && only !== cells.line.dataset.state;
  }

  function keys(snapshot) {
    const running = snapshot.steps.filter(step => step.state === "running");
    const {load, cores, memory_free_mb, memory_mb, disk_free_mb} = snapshot.machine;
    const all = [
      [snapshot.seconds_left ? duration(snapshot.seconds_left) : "–", "left, about", "by what steps took before"],
      [String(running.length), running.length === 1 ? "step runs" : "steps run", [...new Set(running.map(step => step.process))].slice(0, 2).join("; ")],
      [load < 0 ? "–" : load.toFixed(1), "load of this machine", `${cores} cores`],
      [gigabytes(memory_free_mb), "memory free", `of ${gigabytes(memory_mb)}`],
      [gigabytes(disk_free_mb), "disk free", "where the runs are"]];
    const list = find("keys");
    if (!list.firstChild) {
      list.append(...all.map(() => el("div", {}, el("dt"), el("dd", {class: "value"}), el("dd", {class: "remark"}))));
    }
    all.forEach(([value, label, remark], i) => {
      const [dt, shown, small] = list.children[i].children;
      set(dt, label);
      set(shown, value);
      set(small, remark);
    });
  }

  /* Told once for each change of state, never for mere progress. */
  function news(all) {
    const changed = all.filter(([key, row]) => states.size && states.get(key) !== row.state)
      .map(([, row]) => `${row.task}: ${row.state}`);
    states = new Map(all.map(([key, row]) => [key, row.state]));
    if (changed.length) {
      const more = changed.length > MOST_NEWS ? `; and ${changed.length - MOST_NEWS} more` : "";
      set(find("news"), changed.slice(0, MOST_NEWS).join("; ") + more);
    }
  }

  async function points(done) {
    if (done === finished) return;
    try {
      const explored = await fetch("points").then(answer => answer.json());
      finished = done;
      find("explore-section").hidden = explored.points.length === 0;
      explore.update(explored);
    } catch (error) {
      finished = -1; // asked again with the next snapshot
    }
  }

  function show(snapshot) {
    const now = JSON.stringify(snapshot.tables.map(table => [table.title, table.rows.map(row => [row.task, row.steps])]));
    if (now !== shape) build(snapshot);
    shape = now;
    const all = snapshot.tables.flatMap((table, t) => table.rows.map((row, r) => [t + "/" + r, row]));
    all.forEach(([, row], i) => fill(rows[i], row));
    const done = snapshot.steps.filter(step => step.state === "done").length;
    const tasks = all.filter(([, row]) => row.state === "done").length;
    const areTasks = all.some(([, row]) => row.steps.length !== 1) || all.length !== snapshot.steps.length;
    set(find("summary"), (areTasks ? `${tasks} of ${all.length} tasks and ` : "")
      + `${done} of ${snapshot.steps.length} steps are done`);
    find("all").value = all.reduce((sum, [, row]) => sum + row.share, 0) / Math.max(1, all.length);
    document.title = `${tasks}/${all.length} ${document.querySelector("h1").textContent}`;
    choices(all.map(([, row]) => row));
    keys(snapshot);
    news(all);
    set(find("problem"), snapshot.problem ? "Not up to date: " + snapshot.problem : "");
    set(find("time"), "last change at " + new Date(snapshot.time).toLocaleTimeString());
    panel.update(snapshot.steps);
    points(done);
  }

  function connection(text, lost) {
    const place = find("connection");
    place.classList.toggle("lost", lost);
    set(place, text);
  }

  function connect(text) {
    const source = new EventSource("events");
    source.onopen = () => connection(text, false);
    source.onmessage = event => show(JSON.parse(event.data));
    source.onerror = () => {
      source.close();
      connection("connection lost; trying again …", true);
      setTimeout(() => connect("connected again, live"), RETRY_MS);
    };
  }

  connect("live");
})();
