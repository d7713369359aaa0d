// Loaded into jsii's Node process by bindings.py (`--require`).
//
// A prebuilt CDKTF provider's lib/index.js loads every one of its modules at once. Beside it lies
// lib/lazy-index.js, which offers the same names and loads a module when it is first asked for; no
// setting selects it, so the one is resolved to the other here. A package without it is left alone.
//
// cdktf loads a library for zip files, and all that this needs, for assets that are whole folders. It calls it
// as a function; here it gets one that loads the library when it is called.
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

const ARCHIVES = path.join("cdktf", "lib", "private", "fs.js");
const load = Module._load;

Module._load = function loadLazily(request, parent, ...rest) {
  if (request === "archiver" && parent?.filename?.endsWith(ARCHIVES)) {
    return (...options) => load.call(this, request, parent, ...rest)(...options);
  }
  return load.call(this, request, parent, ...rest);
};
