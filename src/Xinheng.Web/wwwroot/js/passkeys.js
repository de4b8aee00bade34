// Passkeys need script by nature: only the browser can ask the device. Each form carries what to ask for
// (data-options) and sends back what the device answered; without a device that can, the form stays hidden.
const bytes = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), c => c.charCodeAt(0));
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const known = list => (list ?? []).map(one => ({ ...one, id: bytes(one.id) }));

async function ask(kind, options) {
  if (kind === "get") {
    return navigator.credentials.get({ publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: known(options.allowCredentials) } });
  }
  return navigator.credentials.create({
    publicKey: {
      ...options, challenge: bytes(options.challenge), user: { ...options.user, id: bytes(options.user.id) }, excludeCredentials: known(options.excludeCredentials),
    },
  });
}

function written(credential) {
  const { response } = credential;
  const parts = { clientDataJSON: text(response.clientDataJSON) };
  if (response.attestationObject) {
    parts.attestationObject = text(response.attestationObject);
    parts.transports = response.getTransports?.() ?? [];
  } else {
    parts.authenticatorData = text(response.authenticatorData);
    parts.signature = text(response.signature);
    parts.userHandle = response.userHandle ? text(response.userHandle) : null;
  }
  return JSON.stringify({
    id: credential.id, rawId: text(credential.rawId), type: credential.type, response: parts,
    clientExtensionResults: credential.getClientExtensionResults(), authenticatorAttachment: credential.authenticatorAttachment,
  });
}

for (const form of window.PublicKeyCredential ? document.querySelectorAll("form[data-passkey]") : []) {
  form.hidden = false;
  form.addEventListener("submit", async event => {
    event.preventDefault();
    const said = form.querySelector("[data-said]");
    said.hidden = true;
    try {
      const credential = await ask(form.dataset.passkey, JSON.parse(form.dataset.options));
      form.querySelector("[data-answer]").value = written(credential);
      form.submit();
    } catch (problem) {
      said.textContent = problem.name === "InvalidStateError" ? "这台设备已经登记过。" : "没有完成。可以再试一次，或换用别的方式。";
      said.hidden = false;
    }
  });
}
