// What the report does in a browser. The page is whole without this script; with it, pictures light up,
// tables sort and filter, and the walk tells one arrow after another.
//
// The page is made from a stranger's drawing: every word of it is put in as text, never as markup. One
// listener on the document serves all rows, so that a page of thousands of arrows stays quick.
(() => {
  'use strict';

  const END = Infinity; // the moment after which a failure changes nothing any more
  const STEP = 300; // milliseconds between two steps of a failure that spreads
  const CELLS = ['monitor', 'alert', 'owner', 'bus factor'];
  const NOTICES = ['never', 'late', 'in time'];
  const LEVELS = ['note', 'warning', 'error'];
  const FEW = 12; // names listed before the rest is counted
  const CONTROLS = 'a, button, input, select, textarea, summary, label, option';

  const byID = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // element makes an element that holds texts and other elements.
  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  // listing joins a few names with commas, and counts the rest.
  function listing(names) {
    const rest = names.length - FEW;
    return names.slice(0, FEW).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
  }

  // duration is written as everywhere in linewalk: "1h30m", "2d".
  function duration(seconds) {
    const day = 86400;
    if (seconds >= 2 * day && seconds % day === 0) return `${seconds / day}d`;
    if (seconds < 1) return `${Math.round(seconds * 1000)}ms`;
    const parts = [[Math.floor(seconds / 3600), 'h'], [Math.floor(seconds / 60) % 60, 'm'], [+(seconds % 60).toFixed(3), 's']];
    return parts.filter(([n]) => n > 0).map(([n, unit]) => n + unit).join('');
  }

  const since = (seconds) => (seconds === 0 ? 'at once' : duration(seconds));

  // Facts: what the program knows of each arrow, most harmful first.

  const facts = readFacts();
  const arrows = new Map(facts.arrows.map((arrow) => [arrow.number, arrow]));
  const arrowsByID = new Map(facts.arrows.map((arrow) => [arrow.id, arrow]));
  const components = new Map(facts.components.map((component) => [component.id, component]));
  const arrowsAt = groupByEnd(facts.arrows);

  // readFacts fills in what the program leaves out because there is none.
  function readFacts() {
    const read = JSON.parse(byID('facts')?.textContent || '{}');
    const whole = (arrow) => ({
      ...arrow, owner: arrow.owner ?? [], journeys: arrow.journeys ?? [], cells: arrow.cells ?? [], rules: arrow.rules ?? [],
    });
    return {arrows: (read.arrows ?? []).map(whole), components: read.components ?? [], journeys: read.journeys ?? []};
  }

  // groupByEnd lists for each component the arrows that start or end there.
  function groupByEnd(list) {
    const ends = new Map();
    for (const arrow of list) {
      for (const end of new Set([arrow.from, arrow.to])) {
        if (!ends.has(end)) ends.set(end, []);
        ends.get(end).push(arrow);
      }
    }
    return ends;
  }

  // card finds the card of an arrow, which the least harmful arrows of a large drawing do not have.
  const card = (arrow) => byID(arrow.id)?.closest('.card') ?? null;
  const nameOf = (id) => components.get(id)?.name ?? '';

  // Spread: what a failure reaches, when, and over how many steps.

  // WORDS are the lesser and the worse state of each kind of thing.
  const WORDS = {components: ['degraded', 'down'], arrows: ['impaired', 'fails'], journeys: ['degraded', 'broken']};

  // changesOf reads a list in which every three numbers say what changes, to which state, and when.
  function changesOf(kind, numbers) {
    const changes = [];
    for (let i = 0; i < numbers.length; i += 3) {
      const id = kind === 'journeys' ? facts.journeys[numbers[i]].name : numbers[i];
      changes.push({kind, id, state: WORDS[kind][numbers[i + 1]], time: numbers[i + 2]});
    }
    return changes;
  }

  // spreadOf lists the changes that the failure of an arrow makes, in the order in which they come.
  // What comes at the same moment is ordered by the way from the arrow.
  function spreadOf(arrow) {
    const changes = Object.keys(WORDS).flatMap((kind) => changesOf(kind, arrow.spread?.[kind] ?? []));
    const far = distances(arrow, changes);
    for (const c of changes) c.hops = far.get(place(c.kind, c.id)) ?? END;
    return changes.sort((a, b) => a.time - b.time || (a.hops === b.hops ? 0 : a.hops - b.hops));
  }

  const place = (kind, id) => `${kind} ${id}`;

  // distances counts the steps from the arrow to each place that its failure reaches, going only over
  // such places.
  function distances(arrow, changes) {
    const reached = new Set(changes.map((c) => place(c.kind, c.id)));
    const start = place('arrows', arrow.number);
    const far = new Map([[start, 0]]);
    const queue = [{kind: 'arrows', id: arrow.number}];
    for (const here of queue) {
      for (const next of neighbours(here)) {
        const key = place(next.kind, next.id);
        if (far.has(key) || !reached.has(key)) continue;
        far.set(key, far.get(place(here.kind, here.id)) + 1);
        queue.push(next);
      }
    }
    return far;
  }

  function neighbours({kind, id}) {
    if (kind === 'components') return (arrowsAt.get(id) ?? []).map((arrow) => ({kind: 'arrows', id: arrow.number}));
    const arrow = arrows.get(id);
    return arrow ? [arrow.from, arrow.to].map((end) => ({kind: 'components', id: end})) : [];
  }

  // statesOf keeps of some changes the last of each thing: states only become worse.
  function statesOf(changes) {
    return [...new Map(changes.map((c) => [place(c.kind, c.id), c])).values()];
  }

  // momentsOf lists the moments of a slider: the failure, each at which something happens, the end.
  function momentsOf(changes) {
    const times = new Set(changes.map((c) => c.time).filter((time) => time > 0));
    return [0, ...[...times].sort((a, b) => a - b), END];
  }

  // Storage: a browser may refuse to remember anything, and then nothing is remembered.

  function recalled(name) {
    try {
      return localStorage.getItem(`linewalk-${name}`);
    } catch {
      return null;
    }
  }

  function memorise(name, value) {
    try {
      localStorage.setItem(`linewalk-${name}`, value);
    } catch {
      // The choice holds until the page is closed.
    }
  }

  // Pictures: the figures of the page, one of which is shown.

  const figures = all('figure.picture');
  const indexes = new WeakMap();
  let shownFigure = figures[0];

  const drawingIn = (figure) => figure?.querySelector('svg.linewalk');

  // partsOf finds the things that a picture draws by what they stand for.
  function partsOf(figure) {
    if (!indexes.has(figure)) indexes.set(figure, indexed(figure));
    return indexes.get(figure);
  }

  function indexed(figure) {
    const by = (selector, field) => new Map(all(selector, figure).map((g) => [Number(g.dataset[field]), g]));
    const parts = {
      arrows: by('g.arrow', 'arrow'),
      components: new Map([...by('g.boundary', 'place'), ...by('g.component', 'component')]),
      bundles: new Map(),
      still: all('.lit', drawingIn(figure) ?? figure), // what the picture itself has lit, before anything is pointed at
    };
    for (const part of [...all('g.group', figure), ...all('g.bundle', figure)]) {
      for (const number of numbersIn(part)) parts.bundles.set(number, part);
    }
    return parts;
  }

  const numbersIn = (part) => (part.dataset.arrows ?? '').split(' ').filter(Boolean).map(Number);

  // drawn is what stands for an arrow in the shown picture: itself, or the bundle or group it is part of.
  function drawn(number) {
    if (!shownFigure) return undefined;
    const parts = partsOf(shownFigure);
    return parts.arrows.get(number) ?? parts.bundles.get(number);
  }

  // closest finds the picture that draws all of some arrows one by one, and as little else as possible.
  function closest(numbers) {
    const drawnIn = (figure) => partsOf(figure).arrows;
    const fitting = figures.filter((figure) => numbers.length > 0 && numbers.every((number) => drawnIn(figure).has(number)));
    return fitting.sort((a, b) => drawnIn(a).size - drawnIn(b).size)[0];
  }

  function showPicture(figure) {
    if (!figure || figure === shownFigure) return;
    const onStage = staged();
    if (onStage) unstage();
    shownFigure = figure;
    for (const other of figures) other.classList.toggle('aside', other !== figure);
    byID('picture-choice').value = String(figures.indexOf(figure));
    if (onStage) stage();
    relight();
    rove();
    remember();
  }

  // showArrow goes to a picture that draws the arrow itself, if the shown one does not.
  function showArrow(number) {
    if (!shownFigure || partsOf(shownFigure).arrows.has(number)) return;
    showPicture(figures.find((figure) => partsOf(figure).arrows.has(number)));
  }

  const pictureNamed = (name) => figures.find((figure) => figure.dataset.picture === name);

  function preparePictures() {
    if (figures.length === 0) return;
    figures[0].before(byID('picture-tools'));
    byID('picture-tools').hidden = false;
    figures.forEach((figure, i) => {
      const title = figure.querySelector('figcaption strong')?.textContent.replace(/\.$/, '') || figure.dataset.picture || `picture ${i + 1}`;
      byID('picture-choice').append(element('option', {value: String(i)}, title));
      figure.classList.toggle('aside', i > 0);
      figure.querySelector('.canvas')?.removeAttribute('tabindex'); // its arrows are the stop now
      for (const link of all('svg.linewalk a', figure)) unlink(link);
    });
    byID('picture-choice').parentNode.hidden = figures.length < 2;
    byID('picture-choice').addEventListener('change', (e) => showPicture(figures[Number(e.target.value)]));
  }

  // unlink takes from a link in a picture what made it one: the arrow around it has the focus now, and a
  // click on it does more.
  function unlink(link) {
    for (const name of ['href', 'tabindex']) link.removeAttribute(name);
  }

  // View: the part of a picture that is seen. It is a picture's viewBox, so that lines stay sharp.

  const views = new WeakMap();

  // viewOf remembers the whole of a picture when it is first looked at.
  function viewOf(svg) {
    if (!views.has(svg)) views.set(svg, seen(svg));
    return views.get(svg);
  }

  // seen is the part of a picture that is seen now.
  function seen(svg) {
    const {x, y, width, height} = svg.viewBox.baseVal;
    return {x, y, width, height};
  }

  // look shows a part of the picture, no smaller than a sixteenth and with its middle on the paper. What
  // is seen has the shape of the frame, so that no room is lost around it.
  function look(svg, part) {
    const whole = viewOf(svg);
    const {width: across, height: down} = svg.getBoundingClientRect();
    const shaped = ({width, height}) => Math.max(width, (height * across) / (down || 1));
    const most = shaped(whole);
    const width = clamp(shaped(part), most / 16, most);
    const height = (width * down) / (across || 1);
    const zoomed = width < most * 0.999;
    const x = inside(part.x + part.width / 2, width, whole.x, whole.width);
    const y = inside(part.y + part.height / 2, height, whole.y, whole.height);
    const box = zoomed ? [x, y, width, height] : [whole.x, whole.y, whole.width, whole.height];
    svg.setAttribute('viewBox', box.map((n) => +n.toFixed(2)).join(' '));
    svg.classList.toggle('zoomed', zoomed);
  }

  // inside is where something of a length starts that is to be around a middle and on the paper.
  function inside(middle, length, start, room) {
    if (length >= room) return start + (room - length) / 2;
    return clamp(middle - length / 2, start, start + room - length);
  }

  const clamp = (n, least, most) => Math.min(most, Math.max(least, n));

  function fit() {
    const svg = drawingIn(shownFigure);
    if (svg) look(svg, viewOf(svg));
  }

  // zoom makes the picture larger around a point of it, which stays where it is.
  function zoom(factor, around) {
    const svg = drawingIn(shownFigure);
    if (!svg) return;
    viewOf(svg);
    const {x, y, width, height} = seen(svg);
    const at = around ?? {x: x + width / 2, y: y + height / 2};
    look(svg, {x: at.x - (at.x - x) / factor, y: at.y - (at.y - y) / factor, width: width / factor, height: height / factor});
  }

  const onPaper = (svg, e) => new DOMPoint(e.clientX, e.clientY).matrixTransform(svg.getScreenCTM().inverse());

  // frameLit looks at what is lit, where the whole picture would be too small to read.
  function frameLit() {
    const svg = drawingIn(shownFigure);
    if (!svg) return;
    fit();
    const lit = all('.lit', svg).map((g) => g.getBBox()).filter((box) => box.width + box.height > 0);
    if (lit.length === 0 || (svg.getScreenCTM()?.a ?? 1) >= 0.75) return;
    const margin = 24;
    const left = Math.min(...lit.map((b) => b.x)) - margin;
    const top = Math.min(...lit.map((b) => b.y)) - margin;
    const right = Math.max(...lit.map((b) => b.x + b.width)) + margin;
    const bottom = Math.max(...lit.map((b) => b.y + b.height)) + margin;
    look(svg, {x: left, y: top, width: right - left, height: bottom - top});
  }

  // preparePanning lets a picture be dragged. A press that hardly moves is still a click.
  function preparePanning() {
    let grip = null;
    document.addEventListener('pointerdown', (e) => {
      const svg = e.target.closest?.('svg.linewalk');
      if (!svg || e.button !== 0 || (e.pointerType === 'touch' && !svg.classList.contains('zoomed'))) return;
      grip = {svg, at: onPaper(svg, e), x: e.clientX, y: e.clientY, moved: false};
    });
    document.addEventListener('pointermove', (e) => {
      if (!grip) return;
      grip.moved ||= Math.hypot(e.clientX - grip.x, e.clientY - grip.y) > 4;
      if (!grip.moved) return;
      viewOf(grip.svg);
      const now = onPaper(grip.svg, e);
      const {x, y, width, height} = seen(grip.svg);
      look(grip.svg, {x: x + grip.at.x - now.x, y: y + grip.at.y - now.y, width, height});
    });
    const release = () => {
      if (grip?.moved) document.addEventListener('click', swallow, {capture: true, once: true});
      setTimeout(() => document.removeEventListener('click', swallow, {capture: true}));
      grip = null;
    };
    document.addEventListener('pointerup', release);
    document.addEventListener('pointercancel', release);
  }

  function swallow(e) {
    e.stopPropagation();
    e.preventDefault();
  }

  function prepareZooming() {
    byID('zoom-in').addEventListener('click', () => zoom(1.5));
    byID('zoom-out').addEventListener('click', () => zoom(1 / 1.5));
    byID('zoom-fit').addEventListener('click', fit);
    for (const figure of figures) figure.addEventListener('wheel', wheeled, {passive: false});
  }

  function wheeled(e) {
    const svg = e.target.closest('svg.linewalk');
    if (!svg || !e.ctrlKey) return;
    e.preventDefault();
    zoom(Math.exp(-e.deltaY / 300), onPaper(svg, e));
  }

  // Light: what is bright in the shown picture while the rest is dim.

  const STATES = {fails: 'fails', impaired: 'impaired', down: 'down', degraded: 'degraded-state'};
  let painted = [];
  let litFigure = null;

  function paint(g, classes, when = '') {
    if (!g) return;
    g.classList.add('lit', ...classes);
    const label = when && g.querySelector('.when');
    if (label) label.textContent = when;
    painted.push({g, classes, label});
  }

  // darken gives the picture back its own light.
  function darken() {
    for (const {g, classes, label} of painted) {
      g.classList.remove('lit', ...classes);
      if (label) label.textContent = '';
    }
    painted = [];
    if (!litFigure) return;
    const {still} = partsOf(litFigure);
    drawingIn(litFigure).classList.toggle('telling', still.length > 0);
    for (const g of still) g.classList.add('lit');
    litFigure = null;
  }

  function beginLight() {
    darken();
    if (!drawingIn(shownFigure)) return false;
    litFigure = shownFigure;
    for (const g of partsOf(litFigure).still) g.classList.remove('lit');
    drawingIn(litFigure).classList.add('telling');
    return true;
  }

  // lightArrow lights an arrow, its ends, and what the changes of its failure have done. A picture that
  // does not draw the arrow stays as it is.
  function lightArrow(arrow, changes) {
    if (!beginLight()) return;
    if (!drawn(arrow.number)) return darken();
    const parts = partsOf(shownFigure);
    paint(drawn(arrow.number), ['struck', 'chosen']);
    for (const end of [arrow.from, arrow.to]) paint(parts.components.get(end), []);
    for (const {kind, id, state, time} of statesOf(changes)) {
      const g = kind === 'arrows' ? drawn(id) : parts[kind]?.get(id);
      paint(g, [STATES[state]].filter(Boolean), since(time));
    }
  }

  // lightComponent lights a component with the arrows that start or end there and their other ends.
  function lightComponent(id) {
    if (!beginLight()) return;
    const parts = partsOf(shownFigure);
    paint(parts.components.get(id), ['chosen']);
    for (const arrow of arrowsAt.get(id) ?? []) {
      paint(drawn(arrow.number), []);
      for (const end of [arrow.from, arrow.to]) paint(parts.components.get(end), []);
    }
  }

  // lightPart lights a bundle or a group of an overview.
  function lightPart(g) {
    if (!beginLight()) return;
    paint(g, ['chosen']);
  }

  // Choice: what is pointed at, and what is pinned. What was clicked on is pinned firmly and stays lit until
  // it is cleared; what an address or a key led to gives way while something is pointed at.

  let pointed = null;
  let pinned = null;
  let firm = false;

  const chosen = () => (firm ? pinned : (pointed ?? pinned));

  // subjectAt is what a place on the page is about: an arrow, a component, or a part of an overview.
  function subjectAt(target) {
    const g = target.closest?.('[data-arrow], svg.linewalk .component, svg.linewalk .bundle, svg.linewalk .group');
    if (!g || g.closest('#beside')) return null;
    const inPicture = g.closest('svg.linewalk') !== null;
    if (g.dataset.arrow) return subjectArrow(Number(g.dataset.arrow), inPicture);
    if (g.dataset.component) return {component: Number(g.dataset.component), inPicture};
    return {part: g, inPicture};
  }

  function subjectArrow(number, inPicture) {
    return arrows.has(number) ? {arrow: number, inPicture} : null;
  }

  const same = (a, b) => a?.arrow === b?.arrow && a?.component === b?.component && a?.part === b?.part;

  // point follows the pointer and the focus.
  function point(subject, from) {
    if (firm || walk.on || same(subject, pointed)) return;
    pointed = subject;
    relight();
    if (subject?.inPicture) showBeside(subject, from);
    else hideBeside();
  }

  // pin keeps a subject lit. It is silent where its card is in sight anyway.
  function pin(subject, {silent = false, from} = {}) {
    pinned = subject;
    pointed = null;
    firm = subject !== null && !silent;
    relight();
    if (firm) showBeside(subject, from);
    else hideBeside();
    markCard();
    remember();
  }

  const clear = () => pin(null);

  function relight() {
    if (walk.on) return tellTime();
    const subject = chosen();
    if (!subject) return darken();
    if (subject.arrow) return lightArrow(arrows.get(subject.arrow), spreadOf(arrows.get(subject.arrow)));
    if (subject.part) return lightPart(subject.part);
    return lightComponent(subject.component);
  }

  let markedCard = null;

  function markCard() {
    markedCard?.classList.remove('chosen');
    markedCard = pinned?.arrow ? card(arrows.get(pinned.arrow)) : null;
    markedCard?.classList.add('chosen');
  }

  function preparePointing() {
    document.addEventListener('pointerover', (e) => {
      if (e.pointerType !== 'touch' && !e.target.closest?.('#beside')) point(subjectAt(e.target), e.target);
    });
    document.addEventListener('focusin', (e) => {
      const g = e.target.closest?.('svg.linewalk .arrow, svg.linewalk .bundle, svg.linewalk .group');
      if (g) point(subjectAt(g), g);
    });
    document.addEventListener('focusout', (e) => {
      if (e.target.closest?.('svg.linewalk')) point(null);
    });
    document.addEventListener('click', clicked);
  }

  function clicked(e) {
    if (e.target.closest?.('svg.linewalk')) return clickedPicture(e);
    const link = e.target.closest?.('a[href^="#"]');
    if (link) return followed(e, link);
    if (e.target.closest?.(CONTROLS) || walk.on) return;
    const subject = subjectAt(e.target);
    if (subject && e.target.closest('tr') && getSelection().isCollapsed) pin(subject, {from: e.target});
  }

  // clickedPicture stands in for the links that lead from a picture to the cards without a script.
  function clickedPicture(e) {
    const subject = subjectAt(e.target);
    if (walk.on) {
      if (subject?.arrow) walkTo(subject.arrow);
    } else if (subject?.part) {
      openPart(subject.part);
    } else {
      pin(subject, {from: e.target});
    }
  }

  // openPart shows what a part of an overview stands for: a picture of its arrows, or else their rows.
  function openPart(g) {
    const numbers = numbersIn(g);
    const figure = closest(numbers);
    clear();
    if (figure) return showPicture(figure);
    if (numbers.length === 0) return;
    filterBy({only: numbers.join(' ')});
    byID('arrows')?.scrollIntoView();
  }

  // Beside: the card of what is pointed at, on the side of the window away from it.

  function showBeside(subject, from) {
    const panel = byID('beside');
    const content = subject.arrow ? cardBody(arrows.get(subject.arrow), true) : neighboursOf(subject);
    byID('beside-card').replaceChildren(content);
    const box = from?.getBoundingClientRect();
    panel.classList.toggle('left', Boolean(box) && box.left + box.width / 2 > innerWidth / 2);
    panel.classList.toggle('pinned', firm);
    panel.hidden = false;
    panel.scrollTop = 0;
  }

  function hideBeside() {
    byID('beside').hidden = true;
  }

  // cardBody copies the card of an arrow without what may be on a page only once.
  function cardBody(arrow, withHead) {
    const copy = card(arrow)?.cloneNode(true) ?? element('article', {className: 'card'}, element('h3', {}, `${arrow.number} ${arrow.name}`));
    for (const part of [copy, ...all('[id], [tabindex], [data-arrow]', copy)]) {
      for (const name of ['id', 'tabindex', 'data-arrow', 'aria-labelledby', 'hidden']) {
        if (part === copy || name !== 'hidden') part.removeAttribute(name);
      }
    }
    copy.classList.remove('chosen');
    for (const details of all('details', copy)) details.open = true;
    if (!withHead) copy.querySelector('h2, h3, h4')?.remove();
    return copy;
  }

  // neighboursOf lists the arrows of a component, or of a part of an overview.
  function neighboursOf({component, part}) {
    if (part) return listOf(titleOf(part), [['', numbersIn(part).map((n) => arrows.get(n)).filter(Boolean)]]);
    const touching = arrowsAt.get(component) ?? [];
    return listOf(nameOf(component), [
      ['In', touching.filter((arrow) => arrow.to === component)],
      ['Out', touching.filter((arrow) => arrow.from === component)],
    ]);
  }

  const titleOf = (g) => (g.querySelector('title')?.textContent ?? '').split('\n')[0];

  function listOf(title, groups) {
    const lists = groups.filter(([, list]) => list.length > 0).flatMap(([name, list]) => [
      ...(name ? [element('h4', {}, name)] : []),
      element('ul', {}, ...list.map((arrow) => element('li', {}, linkTo(arrow)))),
    ]);
    return element('article', {className: 'card'}, element('h3', {}, title), ...lists);
  }

  const linkTo = (arrow) => element('a', {href: `#${encoded(arrow.id)}`}, `${arrow.number}. ${arrow.name}`);

  // Filters: which arrows are shown. Tables, cards, pictures and the walk obey.

  const form = byID('filters');
  const filters = {text: '', owner: '', journey: '', cell: '', notice: '', level: '', rule: '', only: ''};
  const NOBODY = 'nobody'; // the word for it in a drawing, so that no team is called so

  // passes tells for each filter whether an arrow passes it.
  const passes = {
    text: (arrow, wanted) => wanted.toLowerCase().split(/\s+/).every((word) => wordsOf(arrow).includes(word)),
    owner: (arrow, wanted) => (wanted === NOBODY ? arrow.owner.length === 0 : arrow.owner.includes(wanted)),
    journey: (arrow, wanted) => arrow.journeys.includes(wanted),
    cell: (arrow, wanted) => (wanted === 'unknown' ? arrow.cells.includes('unknown') : arrow.cells[CELLS.indexOf(wanted)] === 'no'),
    notice: (arrow, wanted) => arrow.notice === wanted,
    level: (arrow, wanted) => LEVELS.indexOf(arrow.level) >= LEVELS.indexOf(wanted),
    rule: (arrow, wanted) => arrow.rules.includes(wanted),
    only: (arrow, wanted) => wanted.split(' ').includes(String(arrow.number)),
  };

  const wordsOf = (arrow) => [arrow.number, arrow.name, ...arrow.owner, ...arrow.journeys, ...arrow.rules].join(' ').toLowerCase();

  const inForce = () => Object.keys(filters).filter((name) => filters[name] !== '');

  const shows = (arrow) => inForce().every((name) => passes[name](arrow, filters[name]));

  const shownArrows = () => facts.arrows.filter(shows);

  let rows = []; // what is about one arrow or rule outside of the pictures

  function filterBy(wanted) {
    Object.assign(filters, wanted);
    for (const name of Object.keys(filters)) {
      if (form.elements[name]) form.elements[name].value = filters[name];
    }
    applyFilters();
  }

  function applyFilters() {
    const shown = new Set(shownArrows().map((arrow) => arrow.number));
    const narrow = inForce().some((name) => name !== 'rule');
    for (const row of rows) {
      const wrongRule = filters.rule && row.dataset.rule && row.dataset.rule !== filters.rule;
      const wrongArrow = row.dataset.arrow ? !shown.has(Number(row.dataset.arrow)) : narrow;
      row.hidden = wrongRule || wrongArrow;
    }
    for (const g of all('svg.linewalk g.arrow')) g.classList.toggle('aside', !shown.has(Number(g.dataset.arrow)));
    for (const g of all('svg.linewalk g.bundle')) g.classList.toggle('aside', !numbersIn(g).some((n) => shown.has(n)));
    byID('shown').value = `${shown.size} of ${facts.arrows.length} shown`;
    byID('filters-clear').hidden = inForce().length === 0;
    rove();
    remember();
    if (walk.on) walkAlong();
  }

  function offer(name, values) {
    const select = form.elements[name];
    for (const [value, label] of values) select.append(element('option', {value}, label));
    select.parentNode.hidden = values.length === 0;
  }

  // distinct lists the values that some arrow has, in the order of the alphabet.
  function distinct(field) {
    return [...new Set(facts.arrows.flatMap((arrow) => arrow[field]))].sort((a, b) => a.localeCompare(b)).map((value) => [value, value]);
  }

  function prepareFilters() {
    const isRow = (e) => !e.closest('svg') && e.matches('tr, article, li, td, th');
    rows = all('[data-arrow], [data-rule]').filter(isRow);
    const some = (name, value) => facts.arrows.some((arrow) => passes[name](arrow, value));
    offer('owner', [...distinct('owner'), ...(some('owner', NOBODY) ? [[NOBODY, NOBODY]] : [])]);
    offer('journey', distinct('journeys'));
    offer('cell', [...CELLS.map((cell) => [cell, cell]), ['unknown', 'something is unknown']]);
    offer('notice', NOTICES.filter((notice) => some('notice', notice)).map((notice) => [notice, notice]));
    offer('level', LEVELS.filter((level) => some('level', level)).reverse().map((level) => [level, level === 'error' ? level : `${level} or worse`]));
    offer('rule', distinct('rules'));
    form.addEventListener('submit', (e) => e.preventDefault());
    form.addEventListener('input', () => {
      for (const name of Object.keys(filters)) filters[name] = form.elements[name]?.value.trim() ?? filters[name];
      applyFilters();
    });
    form.addEventListener('reset', (e) => {
      e.preventDefault();
      clearFilters();
    });
    byID('filters-open').addEventListener('click', () => openFilters(byID('filters-more').hidden));
  }

  function clearFilters() {
    filterBy(Object.fromEntries(Object.keys(filters).map((name) => [name, ''])));
    form.elements.text.focus();
  }

  function openFilters(open) {
    byID('filters-more').hidden = !open;
    byID('filters-open').setAttribute('aria-expanded', String(open));
    if (open) form.elements.owner.focus();
  }

  // Sorting: a head sorts up, then down, then gives back the order of the page.

  function prepareSorting() {
    for (const table of all('table.sorts')) {
      const heads = [...(table.tHead?.rows[table.tHead.rows.length - 1]?.cells ?? [])];
      const bodies = [...table.tBodies].map((body) => ({body, order: [...body.rows]}));
      for (const head of heads) sortButton(head).addEventListener('click', () => sortBy(head, heads, bodies));
    }
  }

  // sortButton makes a head a button, or puts one behind it where the head leads somewhere already.
  function sortButton(head) {
    const button = element('button', {type: 'button', className: 'sort'});
    if (head.querySelector('a')) button.ariaLabel = `Sort by ${head.textContent.trim()}`;
    else button.append(...head.childNodes);
    head.append(button);
    return button;
  }

  function sortBy(head, heads, bodies) {
    const next = {ascending: 'descending', descending: 'none'}[head.getAttribute('aria-sort')] ?? 'ascending';
    for (const other of heads) other.removeAttribute('aria-sort');
    if (next !== 'none') head.setAttribute('aria-sort', next);
    for (const {body, order} of bodies) body.append(...sorted(order, head.cellIndex, next));
  }

  function sorted(order, column, direction) {
    if (direction === 'none') return order;
    const sign = direction === 'ascending' ? 1 : -1;
    const keyed = order.map((row) => ({row, key: sortKey(row.cells[column])}));
    return keyed.sort((a, b) => sign * compare(a.key, b.key)).map(({row}) => row);
  }

  function sortKey(cell) {
    const text = (cell?.dataset.value ?? cell?.textContent ?? '').trim();
    return {text, number: text === '' ? NaN : Number(text)};
  }

  // compare puts numbers before words and nothing last of all.
  function compare(a, b) {
    if (!Number.isNaN(a.number) && !Number.isNaN(b.number)) return a.number - b.number;
    if (Number.isNaN(a.number) !== Number.isNaN(b.number)) return Number.isNaN(a.number) ? 1 : -1;
    if ((a.text === '') !== (b.text === '')) return a.text === '' ? 1 : -1;
    return a.text.localeCompare(b.text, undefined, {numeric: true});
  }

  // Roving: a picture is one stop of the Tab key. Arrow keys go from arrow to arrow in it.

  const STOPS = 'g.arrow:not(.aside), g.bundle:not(.aside), g.group';
  let stop = null;

  // rove makes one thing of the shown picture the stop: what is given, what was, or the first by harm.
  function rove(wanted) {
    const stops = stopsIn(shownFigure);
    if (stop) stop.setAttribute('tabindex', '-1');
    stop = [wanted, stop].find((g) => g && stops.includes(g)) ?? stops[0] ?? null;
    stop?.setAttribute('tabindex', '0');
  }

  // stopsIn lists what can be focused in a picture, most harmful first.
  function stopsIn(figure) {
    const svg = drawingIn(figure);
    if (!svg) return [];
    const rank = (g) => Number(g.dataset.arrow ?? numbersIn(g)[0] ?? END);
    return all(STOPS, svg).sort((a, b) => rank(a) - rank(b));
  }

  function go(g) {
    if (!g) return;
    rove(g);
    g.focus({preventScroll: false});
  }

  const DIRECTIONS = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};

  // nearest is the closest stop in a direction, among those that share an end with this one if there
  // are any: so the keys follow the lines.
  function nearest(g, direction) {
    const here = middle(g);
    const ahead = stopsIn(shownFigure).filter((other) => other !== g).map((other) => ({g: other, ...distance(here, middle(other), direction)}))
      .filter(({along, across}) => along > 0 && across <= along * 2);
    const linked = ahead.filter((other) => shareEnd(g, other.g));
    const candidates = linked.length > 0 ? linked : ahead;
    return candidates.sort((a, b) => (a.along + 2 * a.across) - (b.along + 2 * b.across))[0]?.g;
  }

  function distance(from, to, [x, y]) {
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    return {along: dx * x + dy * y, across: Math.abs(dx * y) + Math.abs(dy * x)};
  }

  function middle(g) {
    const box = g.getBBox();
    return {x: box.x + box.width / 2, y: box.y + box.height / 2};
  }

  function shareEnd(a, b) {
    const ends = [a.dataset.from, a.dataset.to];
    return [b.dataset.from, b.dataset.to].some((end) => end !== undefined && ends.includes(end));
  }

  // roved handles a key in a picture and tells whether it did.
  function roved(e, g) {
    if (DIRECTIONS[e.key]) go(nearest(g, DIRECTIONS[e.key]));
    else if (e.key === 'Home') go(stopsIn(shownFigure)[0]);
    else if (e.key === 'End') go(stopsIn(shownFigure).at(-1));
    else if (e.key === 'Enter' || e.key === ' ') enter(g);
    else return false;
    return true;
  }

  // enter opens the card of a focused arrow, or what a part of an overview stands for.
  function enter(g) {
    if (walk.on) return g.dataset.arrow ? walkTo(Number(g.dataset.arrow)) : undefined;
    if (!g.dataset.arrow) return openPart(g);
    const arrow = arrows.get(Number(g.dataset.arrow));
    pin({arrow: arrow.number}, {silent: true});
    visit(byID(arrow.id));
  }

  // unfold opens everything that something is folded in.
  function unfold(target) {
    for (let outer = target.closest('details'); outer; outer = outer.parentNode.closest('details')) outer.open = true;
  }

  // visit brings something on the page into sight and puts the focus there.
  function visit(target) {
    if (!target) return;
    unfold(target);
    target.scrollIntoView({block: 'start'});
    const head = target.matches('[tabindex]') ? target : target.querySelector('[tabindex], summary, a, button');
    head?.focus({preventScroll: true});
  }

  // Walk: one arrow after another, the question before the answer.

  const walk = {on: false, list: [], at: 0, asked: false, changes: [], moments: [0, END], timer: 0};

  const order = () => byID('walk-order').value;

  // listWalk lists the arrows to walk in the chosen order, without those filtered out.
  function listWalk() {
    const shown = shownArrows();
    if (order() === 'unanswered') return shown.filter((arrow) => !arrow.answered);
    if (!order().startsWith('journey ')) return shown;
    const name = order().slice('journey '.length);
    const steps = facts.journeys.find((journey) => journey.name === name)?.steps;
    if (!steps) return shown.filter((arrow) => arrow.journeys.includes(name));
    return steps.map((number) => arrows.get(number)).filter((arrow) => arrow && shows(arrow));
  }

  function startWalk(number) {
    walk.on = true;
    pin(null);
    stage();
    if (!byID('stage').open) byID('stage').showModal();
    walkAlong(number);
    byID('walk-reveal').focus();
  }

  // leaveWalk goes back to the page, to the card of the arrow that was told last.
  function leaveWalk() {
    if (!walk.on) return;
    const arrow = walk.list[walk.at];
    walk.on = false;
    clearTimeout(walk.timer);
    unstage();
    fit();
    if (byID('stage').open) byID('stage').close();
    if (!arrow) return clear();
    pin({arrow: arrow.number}, {silent: true});
    visit(byID(arrow.id));
  }

  // stage moves the shown picture and the tools to the stage. A mark stays where the tools were.
  function stage() {
    if (!shownFigure || staged()) return;
    byID('picture-tools').before(mark);
    byID('stage-picture').append(byID('picture-tools'), shownFigure);
  }

  const mark = document.createComment('');
  const staged = () => shownFigure?.parentNode === byID('stage-picture');

  // unstage moves them back, the picture behind the one that comes before it.
  function unstage() {
    if (!staged()) return;
    mark.replaceWith(byID('picture-tools'));
    const earlier = figures[figures.indexOf(shownFigure) - 1] ?? byID('picture-tools');
    earlier.after(shownFigure);
  }

  // walkAlong lists the arrows anew and goes to the given one, the one told now, or the first.
  function walkAlong(number = walk.list[walk.at]?.number) {
    walk.list = listWalk();
    goTo(Math.max(0, walk.list.findIndex((arrow) => arrow.number === number)));
  }

  function walkTo(number) {
    const at = walk.list.findIndex((arrow) => arrow.number === number);
    if (at >= 0) goTo(at);
  }

  function step(by) {
    if (!walk.on) return startWalk(pinned?.arrow);
    const at = clamp(walk.at + by, 0, walk.list.length - 1);
    if (at !== walk.at) goTo(at);
  }

  function goTo(at) {
    clearTimeout(walk.timer);
    walk.at = at;
    const arrow = walk.list[at];
    byID('walk-count').textContent = arrow ? `${at + 1} / ${walk.list.length}` : '0 / 0';
    byID('walk-previous').disabled = at === 0;
    byID('walk-next').disabled = at >= walk.list.length - 1;
    if (arrow) ask(arrow);
    else nothingToAsk();
    remember();
  }

  function nothingToAsk() {
    byID('walk-question').textContent = 'There is no arrow to walk in this order.';
    byID('walk-ask').hidden = true;
    byID('walk-answer').hidden = true;
    darken();
  }

  function ask(arrow) {
    walk.asked = false;
    walk.changes = [];
    showArrow(arrow.number);
    byID('walk-question').replaceChildren(`${arrow.number}. What would happen if `, ...unbroken(arrow.name), ` didn't work?`);
    say(byID('walk-question').textContent);
    byID('walk-answer').hidden = true;
    byID('walk-ask').hidden = false;
    byID('stage-words').scrollTop = 0;
    lightArrow(arrow, []);
    frameLit();
    if (byID('walk-tell').checked) reveal();
    else moveFocus(byID('walk-reveal'), byID('walk-next'));
  }

  // unbroken keeps "->" together where a name is wrapped.
  function unbroken(name) {
    return name.split(/(->)/).map((part) => (part === '->' ? element('span', {className: 'unbroken'}, part) : part));
  }

  // moveFocus takes the focus along to where a walk goes on, if it is on the given button, or on
  // something that was hidden or disabled under it.
  function moveFocus(target, from) {
    const active = document.activeElement;
    const lost = active === document.body || active === byID('stage') || active.disabled || active.closest('[hidden]');
    if (lost || active === from) target.focus();
  }

  function reveal() {
    const arrow = walk.list[walk.at];
    if (!arrow || walk.asked) return;
    walk.asked = true;
    walk.changes = spreadOf(arrow);
    walk.moments = momentsOf(walk.changes);
    byID('walk-card').replaceChildren(cardBody(arrow, false));
    byID('walk-ask').hidden = true;
    byID('walk-answer').hidden = false;
    byID('walk-time').hidden = !arrow.spread;
    byID('walk-untimed').hidden = Boolean(arrow.spread);
    byID('time').max = String(walk.moments.length - 1);
    moveFocus(byID('walk-next').disabled ? byID('walk-question') : byID('walk-next'));
    say(byID('walk-card').querySelector('.story')?.textContent ?? '');
    play();
  }

  const say = (text) => { byID('walk-told').textContent = text.replace(/\s+/g, ' ').trim(); };

  // Time: the failure spreads step by step, or as far as the slider says.

  const still = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

  function play() {
    clearTimeout(walk.timer);
    if (still()) return setTime(walk.moments.length - 1, {frame: true});
    playFrom(0);
  }

  // playFrom lights up the changes one wave after another, from the given one on.
  function playFrom(start) {
    const {changes} = walk;
    if (start >= changes.length) return setTime(walk.moments.length - 1, {frame: true});
    let end = start;
    while (end < changes.length && changes[end].time === changes[start].time && changes[end].hops === changes[start].hops) end++;
    const time = changes[start].time;
    showTime(walk.moments.indexOf(time), changes.slice(0, end), time);
    walk.timer = setTimeout(() => playFrom(end), STEP);
  }

  function setTime(index, {frame = false} = {}) {
    clearTimeout(walk.timer);
    const time = walk.moments[index];
    showTime(index, walk.changes.filter((change) => change.time <= time), time);
    if (frame) frameLit();
  }

  const tellTime = () => (walk.asked ? setTime(Number(byID('time').value)) : walk.list[walk.at] && lightArrow(walk.list[walk.at], []));

  function showTime(index, changes, time) {
    const spoken = time === END ? 'end' : time === 0 ? 'at once' : `after ${duration(time)}`;
    byID('time').value = String(index);
    byID('time').setAttribute('aria-valuetext', spoken);
    byID('time-now').value = spoken;
    byID('time-back').disabled = index === 0;
    byID('time-on').disabled = index === walk.moments.length - 1;
    lightArrow(walk.list[walk.at], changes);
    byID('walk-state').replaceChildren(...stateLines(statesOf(changes), walk.list[walk.at].scoped));
  }

  // stateLines tells what is no longer as it should be. What an arrow does for some journeys alone is told of them
  // only: its components are as ever for all others.
  function stateLines(states, scoped) {
    const named = {components: (id) => nameOf(id), arrows: (id) => `arrow ${id}`, journeys: (id) => id};
    const line = (title, kind) => {
      const names = states.filter((s) => s.kind === kind).map((s) => `${named[kind](s.id)} ${s.state}`);
      return [element('dt', {}, title), element('dd', {}, names.length > 0 ? listing(names) : calm(kind))];
    };
    const calm = (kind) => (scoped && kind !== 'journeys' ? 'as ever, but for these journeys' : 'as ever');
    return [...line('Journeys', 'journeys'), ...line('Components', 'components'), ...line('Arrows', 'arrows')];
  }

  function prepareWalk() {
    for (const {name} of journeysToWalk()) byID('walk-order').append(element('option', {value: `journey ${name}`}, `along ${name}`));
    for (const button of all('.walk-start')) {
      button.disabled = facts.arrows.length === 0;
      button.addEventListener('click', () => startWalk(pinned?.arrow));
    }
    byID('walk-previous').addEventListener('click', () => step(-1));
    byID('walk-next').addEventListener('click', () => step(1));
    byID('walk-leave').addEventListener('click', leaveWalk);
    byID('walk-reveal').addEventListener('click', reveal);
    byID('walk-order').addEventListener('change', () => walkAlong());
    byID('walk-tell').checked = recalled('tell') === 'yes';
    byID('walk-tell').addEventListener('change', (e) => {
      memorise('tell', e.target.checked ? 'yes' : 'no');
      if (e.target.checked) reveal();
    });
    byID('time').addEventListener('input', (e) => setTime(Number(e.target.value)));
    byID('time-back').addEventListener('click', () => stepTime(-1));
    byID('time-on').addEventListener('click', () => stepTime(1));
    byID('time-play').addEventListener('click', play);
    byID('stage').addEventListener('cancel', (e) => {
      e.preventDefault();
      leaveWalk();
    });
    byID('stage').addEventListener('close', leaveWalk); // a browser may close it without asking
  }

  function stepTime(by) {
    setTime(clamp(Number(byID('time').value) + by, 0, walk.moments.length - 1));
    moveFocus(byID('time'));
  }

  function journeysToWalk() {
    if (facts.journeys.length > 0) return facts.journeys;
    return distinct('journeys').map(([name]) => ({name}));
  }

  // Address: what is looked at, so that it can be sent to somebody. Its first part is the id of something
  // on the page, which works without a script too.

  const encoded = (text) => encodeURIComponent(text).replace(/%(3D|2F|3A|2C|40)/g, decodeURIComponent);

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  // readAddress splits the address at "&". The longest beginning that is an id is the place: a name may
  // have a "&" in it too.
  function readAddress() {
    const parts = location.hash.slice(1).split('&');
    let target = null;
    let n = parts.length;
    for (; n > 0 && !target; n--) {
      const id = parts.slice(0, n).join('&');
      target = byID(id) ?? byID(decoded(id));
    }
    const rest = parts.slice(target ? n + 1 : 0).map((part) => part.split('='));
    return {target, state: new Map(rest.map(([key, ...value]) => [key, decoded(value.join('='))]))};
  }

  let anchor = '';
  let writing = 0;

  function address() {
    const told = walk.on ? walk.list[walk.at] : arrows.get(pinned?.arrow);
    const parts = [
      ...(told ? [encoded(told.id)] : anchor ? [encoded(anchor)] : []),
      ...(walk.on ? ['walk'] : []),
      ...(walk.on && order() ? [`order=${encoded(order())}`] : []),
      ...inForce().filter((name) => name !== 'only').map((name) => `${name}=${encoded(filters[name])}`), // numbers are not for long
      ...(figures.indexOf(shownFigure) > 0 ? [`picture=${encoded(shownFigure.dataset.picture)}`] : []),
    ];
    return parts.length > 0 ? `#${parts.join('&')}` : location.pathname + location.search;
  }

  // remember writes the address a moment later, because browsers refuse to write it many times a second.
  function remember() {
    clearTimeout(writing);
    writing = setTimeout(() => {
      if (address() !== location.hash) history.replaceState(null, '', address());
    }, 150);
  }

  // recall brings about what the address says.
  function recall() {
    clearTimeout(writing);
    const {target, state} = readAddress();
    const arrow = arrowsByID.get(target?.id);
    if (!target && location.hash.length > 1 && ![...state.keys()].some((key) => key in filters || ['walk', 'order', 'picture'].includes(key))) return;
    anchor = target && !arrow ? target.id : '';
    filterBy(Object.fromEntries(Object.keys(filters).map((name) => [name, state.get(name) ?? ''])));
    showPicture(pictureNamed(state.get('picture')) ?? figures[0]);
    if (state.has('walk')) {
      byID('walk-order').value = state.get('order') ?? '';
      return startWalk(arrow?.number);
    }
    if (walk.on) leaveWalk();
    pin(arrow ? {arrow: arrow.number} : null, {silent: true});
    if (target && location.hash.includes('&')) visit(target);
  }

  // followed goes to a place on the page and keeps the filters in the address.
  function followed(e, link) {
    const id = link.getAttribute('href').slice(1);
    const target = byID(id) ?? byID(decoded(id));
    if (!target || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
    e.preventDefault();
    clearTimeout(writing);
    const arrow = arrowsByID.get(target.id);
    anchor = arrow ? '' : target.id;
    if (walk.on) leaveWalk();
    if (arrow && !shows(arrow)) clearFilters();
    pin(arrow ? {arrow: arrow.number} : null, {silent: true});
    clearTimeout(writing);
    history.pushState(null, '', address());
    visit(target);
  }

  // Keys: single letters are off while something is typed, and can be turned off.

  const letters = {
    n: () => nextFinding(1),
    p: () => nextFinding(-1),
    '.': () => step(1),
    ',': () => step(-1),
    '/': () => walk.on || form.elements.text.focus(),
    f: () => walk.on || openFilters(true),
    '?': () => byID('help').showModal(),
    '+': () => zoom(1.5),
    '=': () => zoom(1.5),
    '-': () => zoom(1 / 1.5),
    0: fit,
  };

  const typing = (target) => target.matches?.('input:not([type=range], [type=checkbox]), select, textarea');

  function pressed(e) {
    if (e.ctrlKey || e.altKey || e.metaKey || byID('help').open) return;
    if (handled(e)) e.preventDefault();
  }

  // handled does what a key stands for and tells whether it stands for anything.
  function handled(e) {
    const g = e.target.closest?.('svg.linewalk .arrow, svg.linewalk .bundle, svg.linewalk .group');
    if (g && roved(e, g)) return true;
    if (e.key === 'Escape') return escaped(e);
    if (typing(e.target)) return false;
    if (walk.on && walked(e)) return true;
    if (!byID('letters').checked || !Object.hasOwn(letters, e.key)) return false;
    letters[e.key]();
    return true;
  }

  // escaped clears what is pinned, closes the filters, or leaves a field. The stage closes by itself.
  function escaped(e) {
    if (walk.on) return false;
    if (!byID('filters-more').hidden && e.target.closest('#filters')) {
      openFilters(false);
      byID('filters-open').focus();
    } else if (typing(e.target)) {
      e.target.blur();
    } else {
      clear();
    }
    return true;
  }

  function walked(e) {
    const onControl = e.target.matches('button, input, summary, a');
    if (e.key === 'Enter' && !onControl) reveal();
    else if (e.key === 'ArrowRight' && !e.target.matches('input')) step(1);
    else if (e.key === 'ArrowLeft' && !e.target.matches('input')) step(-1);
    else return false;
    return true;
  }

  // nextFinding goes to the next row of the findings that is shown, or round to the first.
  function nextFinding(by) {
    if (walk.on) return;
    const list = all('#findings [data-rule]').filter((row) => !row.hidden);
    if (list.length === 0) return;
    const at = list.indexOf(document.activeElement);
    const row = list[at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length];
    row.setAttribute('tabindex', '-1');
    const arrow = arrows.get(Number(row.dataset.arrow));
    pin(arrow ? {arrow: arrow.number} : null, {silent: true});
    unfold(row);
    row.scrollIntoView({block: 'center'});
    row.focus({preventScroll: true});
  }

  function prepareKeys() {
    document.addEventListener('keydown', pressed);
    byID('help-open').addEventListener('click', () => byID('help').showModal());
    byID('help-close').addEventListener('click', () => byID('help').close());
    byID('letters').checked = recalled('letters') !== 'off';
    byID('letters').addEventListener('change', (e) => memorise('letters', e.target.checked ? 'on' : 'off'));
    byID('beside-close').addEventListener('click', clear);
  }

  // Theme: that of the system, or one that is chosen.

  const THEMES = ['system', 'light', 'dark'];

  function setTheme(theme) {
    if (theme === 'system') document.documentElement.removeAttribute('data-theme');
    else document.documentElement.dataset.theme = theme;
    byID('theme').textContent = `Theme: ${theme}`;
  }

  const theme = () => document.documentElement.dataset.theme ?? 'system';

  function prepareTheme() {
    const last = recalled('theme');
    if (THEMES.includes(last)) setTheme(last);
    byID('theme').addEventListener('click', () => {
      const next = THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length];
      setTheme(next);
      memorise('theme', next);
    });
  }

  // Copying: where the browser does not let the script copy, it selects.

  function prepareCopying() {
    for (const yaml of all('pre.yaml')) yaml.before(element('button', {type: 'button', className: 'copy'}, 'Copy'));
    document.addEventListener('click', (e) => {
      const button = e.target.closest?.('button.copy');
      if (button) copy(button, button.nextElementSibling);
    });
  }

  async function copy(button, yaml) {
    try {
      await navigator.clipboard.writeText(yaml.textContent);
      button.textContent = 'Copied';
    } catch {
      getSelection().selectAllChildren(yaml);
      button.textContent = 'Selected: copy it with your keys';
    }
  }

  // Print: everything is open, light and in its place on paper, and as it was afterwards.

  function preparePrinting() {
    let restore = () => {};
    addEventListener('beforeprint', () => {
      const opened = all('details:not([open])');
      for (const details of opened) details.open = true;
      const before = theme();
      document.documentElement.dataset.theme = 'light';
      const zoomed = all('svg.linewalk.zoomed').map((svg) => ({svg, ...seen(svg)}));
      for (const {svg} of zoomed) look(svg, viewOf(svg));
      if (walk.on) unstage();
      darken();
      restore = () => {
        for (const details of opened) details.open = false;
        setTheme(before);
        if (walk.on) stage();
        for (const {svg, ...part} of zoomed) look(svg, part);
        relight();
      };
    });
    addEventListener('afterprint', () => restore());
  }

  function start() {
    for (const part of all('.scripted')) part.hidden = part.id === 'beside' || part.id === 'picture-tools';
    document.documentElement.classList.add('scripting');
    prepareTheme();
    preparePictures();
    preparePanning();
    prepareZooming();
    preparePointing();
    prepareFilters();
    prepareSorting();
    prepareWalk();
    prepareKeys();
    prepareCopying();
    preparePrinting();
    addEventListener('popstate', recall);
    recall();
  }

  start();
})();
