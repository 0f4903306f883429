"use strict";

/* In a field of several lines Enter is a new line, so Ctrl or Cmd with it sends the form. */
{
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.repeat) return;
    const form = event.target instanceof HTMLTextAreaElement ? event.target.form : null;
    if (!form) return;
    event.preventDefault();
    form.requestSubmit();
  });
}
