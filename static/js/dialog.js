"use strict";

/* [data-dialog="id"] opens that <dialog>; the browser does the rest (Esc, focus, backdrop). */
{
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    if (opener) document.getElementById(opener.dataset.dialog).showModal();
    else if (event.target.matches("dialog[open]")) event.target.close();
  });
}
