// Suggestions while typing, as a combobox with a list of its own (ARIA 1.2: focus stays in the box, arrows move a mark).
// Without script the box is what it was: a form. What looks like a person's number is not sent.
const wait = 180, least = 2;

function combobox(input) {
  const list = document.createElement("ul");
  const said = document.createElement("p");
  list.id = `${input.id}-list`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.suggestions);
  list.hidden = true;
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  input.parentElement.append(list, said);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) {
    input.setAttribute(name, value);
  }

  let marked = -1, timer = 0, asked = null;

  const options = () => [...list.children];

  function mark(at) {
    marked = at;
    options().forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    if (at < 0) {
      input.removeAttribute("aria-activedescendant");
    } else {
      input.setAttribute("aria-activedescendant", options()[at].id);
      options()[at].scrollIntoView({ block: "nearest" });
    }
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    mark(-1);
  }

  function show(items) {
    list.replaceChildren(...items.map((item, i) => {
      const option = document.createElement("li");
      const name = document.createElement("span");
      const note = document.createElement("span");
      option.id = `${list.id}-${i}`;
      option.setAttribute("role", "option");
      option.dataset.to = item.identifier;
      name.textContent = item.name;
      note.className = "code";
      note.textContent = item.matched && item.matched !== item.name ? `${item.identifier} · ${item.matched}` : item.identifier;
      option.append(name, note);
      return option;
    }));
    list.hidden = items.length === 0;
    input.setAttribute("aria-expanded", String(items.length > 0));
    said.textContent = items.length > 0 ? input.dataset.found.replace("{0}", items.length) : "";
    mark(-1);
  }

  async function ask() {
    const text = input.value.trim();
    asked?.abort();
    if (text.length < least || /^\d{15,}[\dXx]?$/.test(text)) {
      close();
      return;
    }
    asked = new AbortController();
    try {
      const answer = await fetch(`/api/v1/subjects/suggestions?q=${encodeURIComponent(text)}`, { signal: asked.signal });
      if (answer.ok && document.activeElement === input) {
        show((await answer.json()).items);
      }
    } catch {
      // Gone elsewhere or offline: the form works as ever.
    }
  }

  const go = option => { location.href = `/subjects/${encodeURIComponent(option.dataset.to)}`; };

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, wait); });
  input.addEventListener("blur", () => setTimeout(close, 150));
  input.addEventListener("keydown", event => {
    const all = options();
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !list.hidden && all.length > 0) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark(marked < 0 && step < 0 ? all.length - 1 : (marked + step + all.length) % all.length);
    } else if (event.key === "Enter" && marked >= 0 && !list.hidden) {
      event.preventDefault();
      go(all[marked]);
    }
  });
  list.addEventListener("mousedown", event => event.preventDefault());
  list.addEventListener("click", event => {
    const option = event.target.closest("[role=option]");
    if (option) {
      go(option);
    }
  });
}

document.querySelectorAll("input[data-suggestions]").forEach(combobox);
