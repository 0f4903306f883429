"use strict";

/* <details data-menu> closes like a menu: on Esc, on a choice, on a click elsewhere. */
{
  function closeAll(except) {
    for (const menu of document.querySelectorAll("[data-menu][open]")) if (menu !== except) menu.open = false;
  }

  document.addEventListener("click", (event) => {
    const menu = event.target.closest("[data-menu]");
    const inSummary = event.target.closest("summary");
    closeAll(menu && inSummary ? menu : null);
  });

  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector("[data-menu][open]");
    if (!menu) return;
    event.preventDefault();
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
