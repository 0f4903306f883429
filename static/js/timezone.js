"use strict";

/* [data-browser-zone data-zone="Europe/Berlin"]: shown when the browser is in another zone. Inside,
   [data-zone-name] gets its name as text and an input[name=zone] as value. */
{
  function compare() {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    for (const offer of document.querySelectorAll("[data-browser-zone]")) {
      if (!zone || offer.dataset.zone === zone) continue;
      for (const place of offer.querySelectorAll("[data-zone-name]")) place.textContent = zone;
      for (const input of offer.querySelectorAll("input[name=zone]")) input.value = zone;
      offer.hidden = false;
    }
  }

  compare();
  document.addEventListener("htmx:afterSettle", compare);
}
