import { DURATION_BOUNDS_MS } from "./live-report.ts";

/** The live page's script. It requests the figures every second while the page is visible, and shows them. */
export const SCRIPT = `"use strict";
const BOUNDS_MS = ${JSON.stringify(DURATION_BOUNDS_MS)};
const WINDOW = 10;
const HISTORY = 120;
const samples = [];
const rates = [];
const find = (id) => document.getElementById(id);
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

function short(number) {
  if (number >= 1e6) return (number / 1e6).toFixed(1) + " M";
  if (number >= 1e4) return (number / 1e3).toFixed(1) + " k";
  return number >= 100 || Number.isInteger(number) ? String(Math.round(number)) : number.toFixed(1);
}

function bytes(number) {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let unit = 0;
  for (; number >= 1024 && unit < units.length - 1; unit++) number /= 1024;
  return (unit === 0 ? number : number.toFixed(1)) + " " + units[unit];
}

function ms(number) {
  if (number === undefined) return "–";
  return number >= 10000 ? (number / 1000).toFixed(0) + " s" : short(number) + " ms";
}

function percentile(durations, share) {
  const total = sum(durations);
  if (total === 0) return undefined;
  let below = 0;
  const index = durations.findIndex((count) => (below += count) >= total * share);
  return BOUNDS_MS[Math.min(index, BOUNDS_MS.length - 1)];
}

function perSecond(now, then, seconds) {
  return Math.max(0, now - then) / seconds;
}

function since(tally, earlier) {
  if (!earlier) return tally;
  return {
    requests: Math.max(0, tally.requests - earlier.requests),
    failures: Math.max(0, tally.failures - earlier.failures),
    durations: tally.durations.map((count, i) => Math.max(0, count - earlier.durations[i])),
  };
}

function total(metrics, name) {
  return sum(Object.entries(metrics).filter(([key]) => key === name || key.startsWith(name + "{")).map(([, value]) => value));
}

function cell(text, kind) {
  const node = document.createElement("td");
  node.textContent = text;
  node.title = text;
  if (kind) node.className = kind;
  return node;
}

function fill(id, rows) {
  find(id).replaceChildren(...rows.map((cells) => {
    const row = document.createElement("tr");
    row.append(...cells);
    return row;
  }));
  find(id).closest("section").querySelector(".empty").hidden = rows.length > 0;
}

function drawRates() {
  if (rates.length === 0) return;
  const top = Math.max(...rates);
  const points = rates.map((rate, i) => (i + HISTORY - rates.length) + "," + (100 - (95 * rate) / (top || 1)).toFixed(1));
  const first = HISTORY - rates.length;
  find("rates").setAttribute("d", "M" + first + ",100L" + points.join("L") + "L" + (HISTORY - 1) + ",100Z");
  const period = rates.length < HISTORY ? "since this page was opened" : "in the time shown";
  find("top").textContent = "at most " + short(top) + " requests/s " + period;
}

function showTiles(now, then, seconds) {
  const requests = (sample) => total(sample.metrics, "reorigin_requests_total");
  const failed = (sample) => sum(Object.values(sample.live.routes).map(({ failures }) => failures));
  const durations = Object.entries(now.live.routes)
    .map(([name, tally]) => since(tally, then.live.routes[name]).durations)
    .reduce((all, some) => all.map((count, i) => count + some[i]), BOUNDS_MS.map(() => 0).concat(0));
  const previous = samples.at(-2) ?? now;
  const elapsed = Math.max(0.001, (now.at - previous.at) / 1000);
  if (previous !== now) rates.push(perSecond(requests(now), requests(previous), elapsed));
  rates.splice(0, rates.length - HISTORY);
  find("rate").textContent = short(perSecond(requests(now), requests(then), seconds));
  find("p50").textContent = ms(percentile(durations, 0.5));
  find("p99").textContent = ms(percentile(durations, 0.99));
  find("flight").textContent = short(total(now.metrics, "reorigin_requests_in_flight"));
  find("failures").textContent = short(perSecond(failed(now), failed(then), seconds));
  find("memory").textContent = bytes(total(now.metrics, "process_resident_memory_bytes"));
}

function showTables(now, then, seconds) {
  fill("routes", Object.entries(now.live.routes).map(([name, tally]) => {
    const lately = since(tally, then.live.routes[name]);
    return [cell(name), cell(short(lately.requests / seconds)), cell(short(tally.requests), "wide"),
      cell(short(tally.failures), tally.failures ? "bad" : ""), cell(ms(percentile(lately.durations, 0.5))),
      cell(ms(percentile(lately.durations, 0.99)))];
  }));
  fill("upstreams", Object.entries(now.live.upstreams).map(([name, tally]) =>
    [cell(name), cell(tally.isOut ? "out of use" : "in use", tally.isOut ? "bad" : "good"), cell(short(tally.inFlight)),
      cell(short(tally.requests)), cell(short(tally.failures), tally.failures ? "bad" : "")]));
  const label = (key) => key.slice(key.indexOf('"') + 1, key.lastIndexOf('"'));
  fill("bodies", Object.entries(now.metrics).filter(([key]) => key.startsWith("reorigin_bodies_total{"))
    .sort(([, a], [, b]) => b - a).map(([key, count]) =>
      [cell(label(key) === "rewritten" ? "rewritten" : "left: " + label(key)), cell(short(count))]));
  fill("recent", now.live.recent.map(({ at, method, host, path, status, durationMs, bytes: size, outcome }) =>
    [cell(method + " " + host + path), cell(status || "–", status >= 500 || status === 0 ? "bad" : ""), cell(ms(durationMs)),
      cell(bytes(size), "wide"), cell(outcome, "soft"), cell(new Date(at).toLocaleTimeString(), "wide soft")]));
}

function show(now) {
  samples.push(now);
  samples.splice(0, samples.length - WINDOW - 1);
  const then = samples[0];
  const seconds = Math.max(1, (now.at - then.at) / 1000);
  find("state").textContent = now.isReady ? "ready" : "not ready";
  find("state").className = now.isReady ? "" : "bad";
  const workers = now.metrics.reorigin_workers;
  find("process").textContent = workers === undefined ? "one process" : workers + " workers";
  showTiles(now, then, seconds);
  showTables(now, then, seconds);
  drawRates();
}

async function look() {
  try {
    if (!document.hidden) show(await (await fetch("live.json")).json());
  } catch {
    find("state").textContent = "no answer";
    find("state").className = "bad";
  }
  setTimeout(look, 1000);
}

look();
`;
