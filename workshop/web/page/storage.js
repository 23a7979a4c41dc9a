// What the phone remembers: the token, unsent inputs and drafts. Where the browser's storage is off
// or full, memory takes over and `storageWorks` lets the page say so.

export const STORAGE_PREFIX = "tre-skridt.";
const memory = new Map();
export let storageWorks = probeStorage();

function probeStorage() {
  try {
    localStorage.setItem(`${STORAGE_PREFIX}probe`, "1");
    localStorage.removeItem(`${STORAGE_PREFIX}probe`);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} name @param {any} value */
export function remember(name, value) {
  const text = JSON.stringify(value);
  memory.set(name, text);
  if (!storageWorks) return;
  try {
    localStorage.setItem(STORAGE_PREFIX + name, text);
  } catch {
    storageWorks = false;
  }
}

/** @param {string} name @param {any} fallback */
export function recall(name, fallback) {
  try {
    const text = storageWorks ? localStorage.getItem(STORAGE_PREFIX + name) : memory.get(name);
    const value = text ? JSON.parse(text) : null;
    return value === null ? fallback : value;
  } catch {
    return fallback;
  }
}

/** @param {string} name */
export function forget(name) {
  memory.delete(name);
  try {
    localStorage.removeItem(STORAGE_PREFIX + name);
  } catch {
    storageWorks = false;
  }
}

// What was written and chosen; who this phone is stays, for that is the right to read the minutes.
export function forgetInputs() {
  ["secret", "join-key", "queue", "drafts", "choices", "tab"].forEach(forget);
}

// 22 characters of 64 are 132 bits; crypto.randomUUID does not exist on plain HTTP.
export function randomKey() {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return Array.from(crypto.getRandomValues(new Uint8Array(22)), (byte) => alphabet[byte % 64]).join("");
}
