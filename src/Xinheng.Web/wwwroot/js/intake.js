// A file may be let go anywhere on the field, not only on its button.
for (const field of document.querySelectorAll(".drop")) {
  const input = field.querySelector("input[type=file]");
  for (const kind of ["dragenter", "dragover"]) {
    field.addEventListener(kind, event => {
      event.preventDefault();
      field.classList.add("over");
    });
  }
  for (const kind of ["dragleave", "drop"]) {
    field.addEventListener(kind, () => field.classList.remove("over"));
  }
  field.addEventListener("drop", event => {
    event.preventDefault();
    if (event.dataTransfer.files.length > 0) {
      input.files = event.dataTransfer.files;
    }
  });
}
