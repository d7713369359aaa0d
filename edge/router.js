// Viewer-request function: which release, which file of it, and which region's copy answers a request.
//
// Key-value store (written by `publish`, `rollback` and operators, never by Terraform):
//   release    the release that is served, such as 20260102T030405Z-0123456789ab
//   disabled   regions that an operator switched off, separated by commas
//   candidate  the release that some viewers see already (mode blue-green)
//   share      percent of viewers who see it, 0 to 100
// The runtime has neither closures nor arguments with `await`: asynchronous functions keep to statements.
import cf from 'cloudfront';

const SETTINGS = __SETTINGS__;

const RELEASE = /^[0-9]{8}T[0-9]{6}Z-[0-9a-f]{12}$/;
const LONGEST_KEY = 900;

async function handler(event) {
    const request = event.request;
    const wrong = wrongPath(request.uri);
    if (wrong) {
        return answer(wrong, 'This address cannot exist.');
    }
    const host = request.headers.host ? request.headers.host.value.toLowerCase() : '';
    const aliases = SETTINGS.aliases;
    if (aliases && aliases.redirectFrom.includes(host)) {
        return redirect('https://' + aliases.host + request.uri, request);
    }
    const store = cf.kvs();
    if (!request.uri.startsWith('/_region/') && !request.uri.startsWith('/_error/')) {
        const file = fileOf(request.uri);
        if (!file) {
            return redirect(request.uri + '/', request);
        }
        const release = await releaseFor(event, store);
        if (!release) {
            return answer(503, 'Nothing has been published yet.');
        }
        // S3 reads a plus sign in a path as a space.
        request.uri = '/releases/' + release + file.replaceAll('+', '%2B');
    }
    const disabled = await read(store, 'disabled');
    chooseOrigin(event, disabled.split(','));
    return request;
}

// The status that refuses a path no object can have; 0 for all others.
function wrongPath(uri) {
    let path;
    try {
        path = decodeURIComponent(uri);
    } catch (malformed) {
        return 400;
    }
    if (uri.length > LONGEST_KEY) {
        return 414;
    }
    return /[\x00-\x1f\x7f\\]|\/\/|\/\.\.?(\/|$)/.test(path) ? 400 : 0;
}

// The file behind a path; null where the path lacks the slash of a directory.
function fileOf(uri) {
    const last = uri.slice(uri.lastIndexOf('/') + 1);
    if (last.includes('.') || (last && uri.startsWith('/.well-known/'))) {
        return uri;
    }
    if (SETTINGS.spa) {
        return '/index.html';
    }
    return last ? null : uri + 'index.html';
}

async function releaseFor(event, store) {
    const release = await read(store, 'release');
    if (!RELEASE.test(release)) {
        return null;
    }
    if (SETTINGS.mode !== 'blue-green') {
        return release;
    }
    const candidate = await read(store, 'candidate');
    if (!RELEASE.test(candidate)) {
        return release;
    }
    const pinned = cookie(event, 'holdfast-release');
    if (pinned === candidate || pinned === release) {
        return pinned;
    }
    const share = await read(store, 'share');
    return /^[0-9]{1,3}$/.test(share) && bucketOf(event) < Number(share) * 100 ? candidate : release;
}

// Leaves the distribution's own origin group where that already says what is wanted.
function chooseOrigin(event, disabled) {
    const headers = event.request.headers;
    const enabled = SETTINGS.regions.filter(region => !disabled.includes(region.name));
    const regions = enabled.length ? enabled : SETTINGS.regions;
    const first = chosenRegion(event, regions);
    const second = regions.find(region => region !== first);
    delete headers['x-holdfast-region'];
    if (SETTINGS.mode === 'weighted' || SETTINGS.mode === 'geolocation') {
        headers['x-holdfast-region'] = { value: first.name };
    }
    if (first === SETTINGS.regions[0] && second === SETTINGS.regions[1]) {
        return;
    }
    if (!second) {
        cf.selectRequestOriginById(first.origin);
        return;
    }
    cf.createRequestOriginGroup({
        originIds: [{ originId: first.origin }, { originId: second.origin }],
        failoverCriteria: { statusCodes: SETTINGS.errorCodes }
    });
}

function chosenRegion(event, regions) {
    if (SETTINGS.mode === 'geolocation') {
        const header = event.request.headers['cloudfront-viewer-country'];
        const country = header ? header.value : '';
        return regions.find(region => region.countries.includes(country)) || regions[0];
    }
    if (SETTINGS.mode === 'weighted') {
        const total = regions.reduce((sum, region) => sum + region.weight, 0);
        let left = (bucketOf(event) / 10000) * total;
        return regions.find(region => (left -= region.weight) < 0) || regions[0];
    }
    return regions[0];
}

// The viewer's number from 0 to 9999: of the cookie, or without a valid one of the address and the browser.
function bucketOf(event) {
    const kept = cookie(event, 'holdfast-bucket');
    if (/^[0-9]{1,4}$/.test(kept)) {
        return Number(kept);
    }
    const agent = event.request.headers['user-agent'];
    const viewer = event.viewer.ip + '|' + (agent ? agent.value : '');
    let hash = 2166136261;
    for (let index = 0; index < viewer.length; index += 1) {
        hash = Math.imul(hash ^ viewer.codePointAt(index), 16777619);
    }
    hash = Math.imul(hash ^ (hash >>> 16), 2246822507);
    return ((hash ^ (hash >>> 13)) >>> 0) % 10000;
}

function cookie(event, name) {
    const found = event.request.cookies[name];
    return found ? found.value : '';
}

// A key that is not there is an error of the store.
async function read(store, key) {
    let value = '';
    try {
        value = await store.get(key);
    } catch (missing) {
        value = '';
    }
    return value;
}

function redirect(location, request) {
    const query = Object.keys(request.querystring).map(name => {
        const parameter = request.querystring[name];
        return (parameter.multiValue || [parameter]).map(each => name + '=' + each.value).join('&');
    });
    return {
        statusCode: 301,
        statusDescription: 'Moved Permanently',
        headers: {
            location: { value: location + (query.length ? '?' + query.join('&') : '') },
            'cache-control': { value: 'public, max-age=3600' }
        }
    };
}

function answer(status, text) {
    const descriptions = { 400: 'Bad Request', 414: 'URI Too Long', 503: 'Service Unavailable' };
    return {
        statusCode: status,
        statusDescription: descriptions[status],
        headers: {
            'content-type': { value: 'text/plain; charset=utf-8' },
            'cache-control': { value: 'no-store' }
        },
        body: { encoding: 'text', data: text + '\n' }
    };
}
