"use strict";

/* One request at a time for each form, and no answer lost: what the network or the server refused is
   sent again, unchanged and with the same answer_id, until it arrives. */
{
  const FIRST_WAIT = 1000;
  const LONGEST_WAIT = 30000;
  const TIMEOUT = 15000;
  const SAVED_FOR = 4000;
  let lost = null;

  function say(text, state) {
    const region = document.getElementById("network");
    region.dataset.state = state;
    if (region.textContent !== text) region.textContent = text;
  }

  function setBusy(form, busy) {
    form.setAttribute("aria-busy", busy);
    for (const button of form.elements) {
      if (button.type !== "submit") continue;
      if (busy) button.setAttribute("aria-disabled", "true");
      else button.removeAttribute("aria-disabled");
    }
  }

  function sendAgain() {
    if (!lost) return;
    clearTimeout(lost.timer);
    const { verb, path, form, target, data } = lost;
    htmx.ajax(verb, path, { source: form, target, swap: "innerHTML", values: data }).catch(() => {});
  }

  function keep(config, form) {
    const waited = lost ? Math.min(lost.wait * 2, LONGEST_WAIT) : FIRST_WAIT;
    lost = { verb: config.verb, path: config.path, form, target: config.target, data: config.formData, wait: waited };
    lost.timer = setTimeout(sendAgain, waited);
  }

  function failed(event) {
    const { requestConfig: config, xhr } = event.detail;
    const form = config.elt.closest("form");
    const what = config.verb === "get" ? "Not loaded" : "Not saved";
    if (form && (xhr.status === 0 || xhr.status === 429 || xhr.status >= 500)) {
      const reason = xhr.status ? "the server has a problem" : "there is no connection";
      say(`${what} yet: ${reason}. It is sent again by itself, so leave this page open.`, "lost");
      keep(config, form);
    } else {
      if (form) setBusy(form, false);
      say(`${what}: the server refused it (${xhr.status}). Load the page again.`, "refused");
    }
  }

  function arrived(event) {
    const { requestConfig: config, successful, xhr } = event.detail;
    const answered = successful || xhr.status === 409 || xhr.status === 422;
    if (!answered) return;
    if (config.elt.matches("form")) setBusy(config.elt, false);
    // What was refused is over once something else has arrived.
    if (!lost && document.getElementById("network").dataset.state === "refused") say("", "");
    if (!lost || config.elt !== lost.form) return;
    say(successful && lost.verb !== "get" ? "Saved." : "", "saved");
    lost = null;
    setTimeout(() => { if (!lost) say("", ""); }, SAVED_FOR);
  }

  document.addEventListener("submit", (event) => {
    if (event.target.getAttribute("aria-busy") === "true") {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);
  document.addEventListener("htmx:configRequest", (event) => { event.detail.timeout ||= TIMEOUT; });
  document.addEventListener("htmx:beforeSend", (event) => { if (event.detail.elt.matches("form")) setBusy(event.detail.elt, true); });
  for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) document.addEventListener(name, failed);
  document.addEventListener("htmx:afterRequest", arrived);
  addEventListener("online", sendAgain);
  addEventListener("beforeunload", (event) => { if (lost && lost.verb !== "get") event.preventDefault(); });
}
