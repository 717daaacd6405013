"use strict";
/* The dialog of one step: where it stands, its curve, its log; follows a step that runs. */
const StepPanel = (() => {
  const {el} = Plot;
  const FOLLOW_MS = 2000;
  const find = id => document.getElementById("step" + id);

  function make(words) {
    const dialog = find(""), choice = find("-choice"), log = find("-log");
    let steps = new Map(), ids = [], shown = "", asked = 0;

    find("-close").addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", event => event.target === dialog && dialog.close());
    choice.addEventListener("change", () => choose());
    setInterval(() => dialog.open && current().state === "running" && fetchAll(), FOLLOW_MS);

    const current = () => steps.get(choice.value) || {};
    const label = step => `${step.kind} ${step.subject} – ${step.state}`;

    /* The one that is most worth a look. */
    function likeliest() {
      const all = ids.map(id => steps.get(id));
      const found = all.find(step => step.state === "failed") || all.find(step => step.state === "running")
        || all.filter(step => step.state === "done").pop() || all[0];
      return found.id;
    }

    function open(title, needed) {
      ids = needed.filter(id => steps.has(id));
      if (ids.length === 0) return;
      find("-heading").textContent = title;
      choice.replaceChildren(...ids.map(id => el("option", {value: id}, label(steps.get(id)))));
      choice.value = likeliest();
      dialog.showModal();
      choose();
    }

    function choose() {
      log.textContent = "";
      shown = "";
      Curve.draw(find("-curve"), []);
      refresh();
    }

    /* What changed, if it is on show. */
    function refresh() {
      const step = current(), now = JSON.stringify(step);
      if (!dialog.open || now === shown) return;
      shown = now;
      find("-state").textContent = words(step);
      for (const option of choice.options) {
        const text = label(steps.get(option.value));
        if (option.textContent !== text) option.textContent = text;
      }
      fetchAll();
    }

    async function fetchAll() {
      const id = choice.value, turn = ++asked;
      try {
        const [text, epochs] = await Promise.all([
          fetch("log/" + id).then(answer => answer.text()), fetch("curve/" + id).then(answer => answer.json())]);
        if (turn !== asked || id !== choice.value) return;
        follow(text);
        Curve.draw(find("-curve"), epochs);
      } catch (error) {
        return; // the server is away for a moment, which the page says
      }
    }

    /* Stays at the end of the log, unless its reader has gone up. */
    function follow(text) {
      const atEnd = log.scrollTop + log.clientHeight >= log.scrollHeight - 8 || log.textContent === "";
      const shownText = text || "nothing yet";
      if (log.textContent !== shownText) log.textContent = shownText;
      if (atEnd) log.scrollTop = log.scrollHeight;
    }

    function update(fresh) {
      steps = new Map(fresh.map(step => [step.id, step]));
      refresh();
    }

    return {open, update};
  }

  return {make};
})();
