// Viewer-response function, for the modes weighted and blue-green: gives a viewer without a valid cookie the
// number that router.js has just routed by, so that a change of address does not move the viewer.
function handler(event) {
    const response = event.response;
    if (/^[0-9]{1,4}$/.test(cookie(event, 'holdfast-bucket'))) {
        return response;
    }
    response.cookies = response.cookies || {};
    response.cookies['holdfast-bucket'] = {
        value: String(bucketOf(event)),
        attributes: 'Path=/; Max-Age=2592000; Secure; HttpOnly; SameSite=Lax'
    };
    return response;
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
