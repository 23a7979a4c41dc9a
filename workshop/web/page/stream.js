// Reads the server's event stream with fetch, because EventSource cannot send the bearer header.

import { parsed, requestHeaders } from "./requests.js";

/**
 * @param {number} since
 * @param {AbortSignal} signal
 * @param {() => void} onBytes
 * @param {(name: string, data: any) => void} onEvent
 */
export async function readStream(since, signal, onBytes, onEvent) {
  const headers = { ...requestHeaders(), Accept: "text/event-stream", "Last-Event-ID": String(since) };
  const response = await fetch("/api/stream", { headers, signal, cache: "no-store" });
  if (!response.ok || !response.body) return response.status;
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const parser = eventParser(onEvent);
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return response.status;
    onBytes();
    parser(decoder.decode(value, { stream: true }));
  }
}

/** @param {(name: string, data: any) => void} onEvent */
function eventParser(onEvent) {
  let rest = "";
  let name = "";
  /** @type {string[]} */
  let data = [];
  const takeLine = (/** @type {string} */ line) => {
    if (line === "") {
      if (data.length) onEvent(name || "message", parsed(data.join("\n")) || {});
      name = "";
      data = [];
    } else if (line.startsWith("event:")) name = line.slice(6).trim();
    else if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
  };
  return (/** @type {string} */ chunk) => {
    const lines = (rest + chunk).split(/\r?\n/);
    rest = lines.pop() || "";
    lines.forEach(takeLine);
  };
}
