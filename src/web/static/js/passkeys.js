// Passkeys: forms that are sent with the answer of one. They are hidden until it is known that the browser has any.
//
// What the passkey is asked stands in data-request as JSON, or is fetched by POST from data-request-from. The answer
// goes into the field `answer`, as JSON too; [role=status] says what went wrong.

import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
} from "../vendor/simplewebauthn.js";

const FAULTS = {
  NotAllowedError: "That was called off, or took too long. Please try again.",
  SecurityError: "Passkeys don’t work at this address. On one’s own machine they need localhost.",
};
const ANY_FAULT = "That didn’t work. Please try again, or choose another way.";

async function requestOf(form) {
  if (form.dataset.request) return JSON.parse(form.dataset.request);
  const sent = new URLSearchParams({ csrf: form.elements.csrf.value });
  const answer = await fetch(form.dataset.requestFrom, { method: "POST", body: sent });
  if (!answer.ok) throw new Error(`answered with ${answer.status}`);
  return answer.json();
}

function say(form, words) {
  form.querySelector("[role=status]").textContent = words;
}

function send(form, answer) {
  form.elements.answer.value = JSON.stringify(answer);
  form.submit();
}

async function begin(form) {
  say(form, "");
  try {
    send(form, await startAuthentication({ optionsJSON: await requestOf(form) }));
  } catch (fault) {
    say(form, FAULTS[fault.name] ?? ANY_FAULT);
  }
}

// Among the names that a browser proposes in the login field its passkeys stand as well.
async function offerInField(form) {
  if (!(await browserSupportsWebAuthnAutofill())) return;
  try {
    send(form, await startAuthentication({ optionsJSON: await requestOf(form), useBrowserAutofill: true }));
  } catch {
    // Whoever types a password, or presses the button, has called this off.
  }
}

if (browserSupportsWebAuthn()) {
  for (const form of document.querySelectorAll("form[data-passkey-form]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      begin(form);
    });
    if (form.dataset.requestFrom && document.querySelector('input[autocomplete~="webauthn"]')) offerInField(form);
  }
}
