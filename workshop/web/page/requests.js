// One way to ask the server. An answer of any status is returned; only a network that does not
// answer throws, because then nobody knows whether the request arrived.

import { session } from "./store.js";
import { say } from "./words.js";

const ANSWER_DEADLINE = 12000;

/** @param {string} path @param {{ body?: any, key?: string }} [options] */
export async function call(path, { body, key } = {}) {
  const controller = new AbortController();
  const deadline = setTimeout(() => controller.abort(), ANSWER_DEADLINE);
  try {
    const response = await fetch(path, {
      method: body === undefined ? "GET" : "POST",
      headers: requestHeaders(body, key),
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: "no-store",
      signal: controller.signal,
    });
    return await readAnswer(response);
  } finally {
    clearTimeout(deadline);
  }
}

/** @param {any} [body] @param {string} [key] */
export function requestHeaders(body, key) {
  /** @type {Record<string, string>} */
  const headers = {};
  if (session.token) headers.Authorization = `Bearer ${session.token}`;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (key) headers["Idempotency-Key"] = key;
  return headers;
}

/** @param {Response} response */
async function readAnswer(response) {
  const text = await response.text();
  const data = parsed(text);
  // A half answer is no answer: only a whole JSON body tells that something was stored.
  if (response.ok && data === null) throw new TypeError("incomplete answer");
  const error = (data && data.error) || {};
  return {
    ok: response.ok,
    status: response.status,
    data,
    code: error.code || "",
    sentence: error.sentence || say("trouble.refused"),
    waitSeconds: Number(response.headers.get("Retry-After")) || 0,
  };
}

/** @param {string} text */
export function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

// Waits three times a second, since a host that was killed is back in two, then 2, 4, 8 and 15 seconds; each
// time up to half as long again, so that phones do not knock together.
/** @param {number} attempt */
export function backoff(attempt) {
  const seconds = [1, 1, 1, 2, 4, 8, 15][Math.min(attempt, 6)];
  return seconds * 1000 * (1 + Math.random() / 2);
}
