// Makes the pages livelier; every one of them works without it. Forms go by htmx, so a page is drawn anew
// without being loaded anew: what is done here is done again after each of them.
"use strict";

const all = (selector) => document.querySelectorAll(selector);

// what is switched and not saved: the word beside the switch, its message, the count, and a question before leaving
const changed = (field) => (field.type === "checkbox" ? String(field.checked) : field.value) !== field.dataset.saved;
const changes = () => [...all("[data-saved]")].filter(changed).length;

function count() {
  const place = document.querySelector("[data-changes]");
  if (!place) return;
  const words = place.closest("form").dataset;
  const n = changes();
  place.textContent = n < 2 ? words["changes-" + n] : words.changesN.replace("99", n);
}

document.addEventListener("change", ({ target }) => {
  if (!target.matches("[data-saved]")) return;
  if (target.matches("[role=switch]")) {
    const word = target.parentElement.querySelector("[data-on-off]");
    word.textContent = target.checked ? word.dataset.on : word.dataset.off;
    const message = document.querySelector("[data-unsaved]");
    message.textContent = target.checked && changed(target) ? target.dataset.message : "";
    message.hidden = !message.textContent;
  }
  count();
});

addEventListener("beforeunload", (event) => {
  if (changes()) event.preventDefault();
});

document.addEventListener("htmx:confirm", (event) => {
  const form = document.querySelector("#settings");
  const leaves = form && event.detail.elt.closest("#settings") === null;
  if (leaves && changes() && !confirm(form.dataset.leave)) event.preventDefault();
});

// when a code can be sent again: counted for the eye, said once for the ear
function wait(button) {
  const label = button.textContent;
  const end = Date.now() + 1000 * button.dataset.wait;
  const tick = () => {
    const left = Math.ceil((end - Date.now()) / 1000);
    button.disabled = left > 0;
    if (left > 0) {
      button.textContent = button.dataset.waiting.replace("0:00", Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0"));
      if (button.isConnected) setTimeout(tick, 250);
    } else {
      button.textContent = label;
      const said = document.querySelector("[data-ready-said]");
      if (said) said.textContent = button.dataset.ready;
    }
  };
  if (button.dataset.wait > 0) tick();
}

// the code of a text message that the browser reads (WebOTP)
let reading = new AbortController();
function readCode() {
  reading.abort();
  const field = document.querySelector("[data-method=SMS] input[autocomplete=one-time-code]");
  if (!field || !("OTPCredential" in window)) return;
  reading = new AbortController();
  navigator.credentials.get({ otp: { transport: ["sms"] }, signal: reading.signal }).then((found) => {
    if (found && field.isConnected) {
      field.value = found.code;
      field.form.querySelector("button").click(); // what Enter presses
    }
  }, () => {});
}

const lines = (id) => {
  const place = document.getElementById(id);
  const items = [...place.querySelectorAll("li")].map((item) => item.textContent.trim());
  return items.length ? items.join("\n") : place.textContent.replaceAll(" ", "");
};

document.addEventListener("click", async ({ target }) => {
  if (target.matches("[data-copy]")) {
    await navigator.clipboard.writeText(lines(target.dataset.copy));
    target.textContent = target.dataset.copied;
  } else if (target.matches("[data-download]")) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([target.dataset.head + "\n\n" + lines(target.dataset.download) + "\n"], { type: "text/plain" }));
    link.download = target.dataset.name;
    link.click();
    URL.revokeObjectURL(link.href);
  } else if (target.matches("[data-print]")) {
    print();
  }
});

// a drawn page: focus where something is to be typed or was refused, and the message said aloud
function drawn() {
  all("[data-copy], [data-download], [data-print]").forEach((button) => (button.hidden = false));
  all("[data-wait]").forEach(wait);
  count();
  readCode();
}

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target.id !== "page") return;
  drawn();
  document.documentElement.lang = document.getElementById("page").lang;
  const field = document.querySelector("[aria-invalid=true]") ?? document.querySelector("[autofocus]");
  if (field) field.focus();
  else scrollTo(0, 0);
  for (const status of all("main > [role=status]:not([hidden])")) {
    const text = status.textContent;
    status.textContent = "";
    setTimeout(() => (status.textContent = text), 50);
  }
});

drawn();
