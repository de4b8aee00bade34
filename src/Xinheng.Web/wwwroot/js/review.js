// J and K walk from one stop to the next; Enter is the browser's own: it opens a link and folds a row.
document.addEventListener("keydown", event => {
  const typing = event.target.closest("input, textarea, select");
  if (typing || event.ctrlKey || event.altKey || event.metaKey || !["j", "k", "J", "K"].includes(event.key)) {
    return;
  }
  const stops = [...document.querySelectorAll("[data-keys] [data-stop]")];
  const at = stops.indexOf(document.activeElement);
  const next = stops[event.key.toLowerCase() === "j" ? Math.min(at + 1, stops.length - 1) : Math.max(at - 1, 0)];
  if (next) {
    next.focus();
    next.scrollIntoView({ block: "start" });
    event.preventDefault();
  }
});
