// The desk without a network: its pages, and what they are made with, are kept
// as they were last seen, and given again when the server does not answer.
"use strict";

const shelf = "desk-1";
const kept = (path) => path.startsWith("/assets/") || /^\/meetings\/[^/]+\/(desk|motions\/[^/]+)$/.test(path);

const fetched = async (request) => {
  const path = new URL(request.url).pathname, cache = await caches.open(shelf);
  let response;
  try {
    response = await fetch(request);
  } catch (error) {
    const last = await cache.match(path);
    if (last) return last;
    throw error;
  }
  // Who is signed out is shown nothing that was kept before.
  if (response.ok && !response.redirected) await cache.put(path, response.clone());
  else if (response.status < 500) await cache.delete(path);
  return response;
};

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("message", (event) => event.waitUntil(Promise.allSettled(event.data.map((address) => fetched(new Request(address))))));
addEventListener("fetch", (event) => {
  if (event.request.method === "GET" && kept(new URL(event.request.url).pathname)) event.respondWith(fetched(event.request));
});
