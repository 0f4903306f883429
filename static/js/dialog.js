"use strict";

/* [data-dialog="id"] opens that <dialog>; the browser does the rest (Esc, focus, backdrop). */
{
  // Its first link would get the focus, which may stand below what fits on the screen.
  function open(dialog) {
    dialog.showModal();
    dialog.querySelector("h2").focus();
  }

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    if (opener) open(document.getElementById(opener.dataset.dialog));
    else if (event.target.matches("dialog[open]")) event.target.close();
  });
}
