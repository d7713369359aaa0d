// Runs edge functions as CloudFront would: one JSON request per line on stdin, one JSON result per line.
// Only what the runtime 2.0 offers is in reach, and the module `cloudfront` notes what it is told.
import { createInterface } from 'node:readline';
import vm from 'node:vm';

function frozenCloudFront(run, chosen) {
    const origins = new Set(run.origins);
    const known = id => {
        if (!origins.has(id)) {
            throw new Error(`the distribution has no origin ${id}`);
        }
    };
    return Object.freeze({
        kvs: () => ({
            get: async key => {
                if (run.store === null || !Object.hasOwn(run.store, key)) {
                    throw new Error('KeyNotFound');
                }
                return run.store[key];
            }
        }),
        selectRequestOriginById: id => {
            known(id);
            chosen.push([id]);
        },
        createRequestOriginGroup: group => {
            const ids = group.originIds.map(each => each.originId);
            if (ids.length !== 2 || ids[0] === ids[1] || !group.failoverCriteria.statusCodes.length) {
                throw new Error('an origin group takes two origins and the codes to fail over on');
            }
            ids.forEach(known);
            chosen.push(ids);
            run.codes = group.failoverCriteria.statusCodes;
        }
    });
}

async function result(run) {
    const chosen = [];
    const cf = frozenCloudFront(run, chosen);
    const context = vm.createContext({ cf, event: run.event }, { codeGeneration: { strings: false } });
    const source = run.source.replace(/^import cf from 'cloudfront';$/m, '');
    const returned = await vm.runInContext(`'use strict';\n${source}\nhandler(event);`, context);
    return { returned, chosen, codes: run.codes ?? null };
}

for await (const line of createInterface({ input: process.stdin })) {
    let answer;
    try {
        answer = await result(JSON.parse(line));
    } catch (error) {
        answer = { error: String(error) };
    }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
}
