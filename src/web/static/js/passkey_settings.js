// Adding a passkey: the options by POST, the browser's own dialog, then the form with what the device answered.

import { browserSupportsWebAuthn, startRegistration } from "../vendor/simplewebauthn.js";

const REFUSALS = {
  InvalidStateError: "This device holds a passkey for this account already.",
  NotAllowedError: "That was called off, or took too long. Please try again.",
  SecurityError: "Passkeys don’t work at this address. On one’s own machine they need localhost.",
};
const ANY_REFUSAL = "That didn’t work. Please reload this page and try again.";

const form = document.querySelector("[data-passkey]");

async function options() {
  const sent = new URLSearchParams({ csrf: form.elements.csrf.value });
  const answer = await fetch(form.dataset.passkey, { method: "POST", body: sent });
  if (!answer.ok) throw new Error(`answered with ${answer.status}`);
  return answer.json();
}

async function add(event) {
  event.preventDefault();
  const button = form.querySelector("button");
  const refusal = form.querySelector("[data-refusal]");
  button.disabled = refusal.hidden = true;
  try {
    const made = await startRegistration({ optionsJSON: await options() });
    form.elements.answer.value = JSON.stringify(made);
    form.submit();
  } catch (fault) {
    refusal.textContent = REFUSALS[fault.name] ?? ANY_REFUSAL;
    refusal.hidden = button.disabled = false;
  }
}

if (browserSupportsWebAuthn()) {
  form.hidden = false;
  form.addEventListener("submit", add);
} else {
  document.querySelector("[data-unable]").hidden = false;
}
