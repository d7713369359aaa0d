// Asks the health pages who answers, and tells it in the page. Without this script the page links to them.
const status = document.getElementById('status');
const again = document.getElementById('again');
const release = document.getElementById('release');
const PATIENCE = 8000;

// What a health page says of its region; null where it does not answer.
async function ask(path) {
  try {
    const answer = await fetch(path, { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) {
      return null;
    }
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fact = name => page.querySelector(`meta[name="holdfast-${name}"]`)?.content ?? '';
    return fact('region') && {
      region: fact('region'),
      release: fact('release'),
      regions: fact('regions').split(' ').filter(Boolean)
    };
  } catch {
    return null;
  }
}

function element(name, text, className = '') {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
}

function line(region, health) {
  const item = document.createElement('li');
  const right = health && health.region === region;
  const link = element('a', region);
  link.href = `/_region/${region}/health.html`;
  item.append(
    link,
    element('span', right ? 'Answers' : 'Does not answer', right ? 'state good' : 'state bad')
  );
  return item;
}

async function show() {
  status.setAttribute('aria-busy', 'true');
  const answering = await ask('/_region/health.html');
  if (answering) {
    const health = await Promise.all(
      answering.regions.map(region => ask(`/_region/${encodeURIComponent(region)}/health.html`))
    );
    const list = document.createElement('ul');
    list.className = 'regions';
    list.append(...answering.regions.map((region, index) => line(region, health[index])));
    status.replaceChildren(element('p', answering.region, 'answer'), list);
    release.textContent = `Release ${answering.release}`;
    release.hidden = false;
  } else {
    status.replaceChildren(
      element('p', 'No health page answered just now. This page came from the edge’s own copy.')
    );
  }
  status.setAttribute('aria-busy', 'false');
  again.hidden = false;
}

again.querySelector('button').addEventListener('click', show);
show();
