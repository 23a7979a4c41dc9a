// What one part of the page tells others without knowing them: "connected", "ended" and "awake".

/** @type {Map<string, ((fact?: any) => void)[]>} */
const listeners = new Map();

/** @param {string} signal @param {(fact?: any) => void} act */
export function on(signal, act) {
  listeners.set(signal, [...(listeners.get(signal) || []), act]);
}

/** @param {string} signal @param {any} [fact] */
export function tell(signal, fact) {
  (listeners.get(signal) || []).forEach((act) => act(fact));
}
