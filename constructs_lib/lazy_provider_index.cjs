// Loaded into jsii's Node process by bindings.py (`--require`).
//
// A prebuilt CDKTF provider's lib/index.js loads every one of its modules at once. Beside it lies
// lib/lazy-index.js, which offers the same names and loads a module when it is first asked for; no
// setting selects it, so the one is resolved to the other here. A package without it is left alone.
"use strict";

const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");

const EAGER = path.join("lib", "index.js");
const resolve = Module._resolveFilename;

Module._resolveFilename = function resolveLazily(...request) {
  const found = resolve.apply(this, request);
  if (found.endsWith(EAGER) && found.includes("provider-")) {
    const lazy = path.join(path.dirname(found), "lazy-index.js");
    if (fs.existsSync(lazy)) return lazy;
  }
  return found;
};
