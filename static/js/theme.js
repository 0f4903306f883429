"use strict";

/* [data-theme-choice]: a select or radios whose value (light, dark, system) shows at once. */
{
  document.addEventListener("change", (event) => {
    if (!event.target.closest("[data-theme-choice]")) return;
    const { value } = event.target;
    if (value === "light" || value === "dark") document.documentElement.dataset.theme = value;
    else delete document.documentElement.dataset.theme;
  });
}
