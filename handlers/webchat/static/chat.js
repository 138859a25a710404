'use strict';
// The page's behaviour: who I am, the chats, sending, pressing, and the clock.

const $ = id => document.getElementById(id);
const PHOTOS = ['巡林现场.jpg', '整改前.jpg', '整改后.jpg', '公示牌.jpg'];
const RECALL_WITHIN = 2 * 3600; // seconds of the bot's clock

let state = null;   // the server's answer to /state
let rooms = [];     // [{chat, el, list, scroll, unread, day, callBot, photo …}]
let shown = '';     // the chat a phone shows
let turn = 0;       // grows with every change of person; older loops end

const keep = {
  get(key) { try { return localStorage.getItem('linzhang.' + key) || ''; } catch { return ''; } },
  set(key, value) { try { localStorage.setItem('linzhang.' + key, value); } catch { /* a private window forgets */ } },
};

async function call(path, body) {
  const options = body ? {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)} : {};
  let answer;
  try { answer = await fetch('/api/chat/' + path, options); } catch { throw new Error('连不上服务，请检查网络后再试。'); }
  const data = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(data.error || '系统繁忙，请稍后再试。');
  return data;
}

let toastTimer;
function toast(text) {
  $('toast').textContent = text;
  $('toast').hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { $('toast').hidden = true; }, 6000);
}

// ---- who I am ----

async function become(code) {
  const mine = ++turn;
  const got = await call('state?as=' + encodeURIComponent(code));
  if (mine !== turn) return;
  state = got;
  keep.set('me', state.me);
  const me = person(state.me);
  $('me-name').textContent = me ? me.name : '请选择';
  document.title = state.title;
  buildRooms();
  showClock(state.clock);
  follow(mine);
}

const person = code => state.people.find(p => p.code === code);
const nameOf = code => (person(code) || {name: code}).name;

function listPeople() {
  const want = $('me-search').value.trim().toLowerCase();
  const fits = p => !want || [p.name, p.org, p.post, p.code].some(s => (s || '').toLowerCase().includes(want));
  const groups = state.kinds.map(k => [k.name, state.people.filter(p => p.kind === k.kind && fits(p))]).filter(g => g[1].length);
  const choice = p => h('button', {type: 'button', class: 'person', 'aria-pressed': String(p.code === state.me), 'data-code': p.code, onclick: () => pick(p.code)},
    avatar(p), h('span', {}, p.name));
  $('me-list').replaceChildren(...groups.map(([name, list]) => h('section', {}, h('h3', {}, name), h('div', {class: 'people'}, list.map(choice)))));
  if (!groups.length) $('me-list').append(h('p', {class: 'hint'}, '没有找到，换个字试试。'));
}

function pick(code) {
  $('me-dialog').close();
  if (code !== state.me) become(code).catch(e => toast(e.message));
}

// ---- the chats ----

function buildRooms() {
  rooms = state.chats.map(buildRoom);
  $('chats').replaceChildren(...rooms.map(r => r.el));
  $('chats').style.setProperty('--columns', rooms.length);
  $('tabs').replaceChildren(...rooms.map(r => r.tab));
  const last = rooms.find(r => key(r) === keep.get('tab')) || rooms[0];
  show(last);
}

const key = r => r.chat.group ? r.chat.id : 'private';

function buildRoom(chat) {
  const el = $('chat-template').content.firstElementChild.cloneNode(true);
  const q = s => el.querySelector(s);
  const r = {chat, el, list: q('.lines'), scroll: q('.scroll'), input: q('textarea'), badge: q('.badge'), newer: q('.newer'), unread: 0, day: '', callBot: chat.group, photo: '', pending: [], report: ''};
  el.dataset.chat = chat.id;
  q('.room-head use').setAttribute('href', '#i-' + (!chat.group ? 'person' : chat.watch ? 'home' : 'group'));
  q('h2').textContent = chat.name;
  el.setAttribute('aria-label', chat.name);
  r.list.setAttribute('aria-label', chat.name + '的消息');
  r.input.setAttribute('aria-label', '在' + chat.name + '里写');
  r.input.placeholder = chat.group ? '写给大家或@' + state.bot : '想问什么，直接写';
  q('.watching').hidden = !chat.watch;
  q('.composer').hidden = chat.watch;
  fillChips(r, q('.chips'));
  q('form').addEventListener('submit', e => { e.preventDefault(); send(r); });
  r.input.addEventListener('keydown', e => { if (e.key === 'Enter' && !e.shiftKey && !e.isComposing) { e.preventDefault(); send(r); } });
  r.input.addEventListener('input', () => grow(r));
  q('.photo').addEventListener('click', () => askPhoto(r));
  q('.attached button').addEventListener('click', () => attach(r, ''));
  r.scroll.addEventListener('scroll', () => { if (atEnd(r)) read(r); }, {passive: true});
  r.newer.addEventListener('click', () => toEnd(r));
  r.tabBadge = h('span', {class: 'badge', hidden: true});
  r.tab = h('button', {type: 'button', class: 'tab', onclick: () => show(r)}, h('span', {class: 'tab-icon'}, icon(!chat.group ? 'person' : chat.watch || chat.id === 'office' ? 'home' : 'group'), r.tabBadge), h('span', {}, chat.short));
  return r;
}

function fillChips(r, box) {
  if (r.chat.group) {
    const toggle = h('button', {type: 'button', class: 'chip call', 'aria-pressed': 'true', onclick: () => {
      r.callBot = !r.callBot;
      toggle.setAttribute('aria-pressed', String(r.callBot));
    }}, '@' + state.bot);
    box.append(toggle);
  }
  for (const c of state.chips) {
    box.append(h('button', {type: 'button', class: 'chip', onclick: () => c.fill ? fill(r, c.text) : say(r, c.text, '')}, c.label));
  }
}

function fill(r, text) {
  r.input.value = text.replace('{report}', r.report);
  r.input.focus();
  grow(r);
}

function grow(r) {
  r.input.style.height = 'auto';
  r.input.style.height = Math.min(r.input.scrollHeight + 3, 160) + 'px';
}

function show(r) {
  shown = r.chat.id;
  keep.set('tab', key(r));
  for (const other of rooms) {
    other.el.classList.toggle('shown', other === r);
    other.tab.setAttribute('aria-current', String(other === r));
  }
  toEnd(r);
}

const visible = r => r.el.offsetParent !== null && !document.hidden;
const atEnd = r => r.scroll.scrollHeight - r.scroll.scrollTop - r.scroll.clientHeight < 80;

function toEnd(r) {
  r.scroll.scrollTop = r.scroll.scrollHeight;
  read(r);
}

function read(r) {
  if (visible(r)) { r.unread = 0; badges(r); }
}

function badges(r) {
  for (const b of [r.badge, r.tabBadge]) {
    b.hidden = !r.unread;
    b.textContent = r.unread > 99 ? '99+' : r.unread;
    b.setAttribute('aria-label', r.unread + '条未读');
  }
  r.newer.hidden = !r.unread;
}

// ---- lines ----

async function follow(mine) {
  let next = 0;
  let opening = true;
  while (mine === turn) {
    try {
      const got = await call('lines?as=' + encodeURIComponent(state.me) + '&after=' + next + (opening ? '' : '&wait=1'));
      if (mine !== turn) return;
      add(got.lines, opening, got.clock);
      next = got.next;
      if (opening) rooms.forEach(r => r.list.setAttribute('role', 'log'));
      opening = false;
    } catch (e) {
      if (mine !== turn) return;
      toast(e.message);
      await new Promise(done => setTimeout(done, 3000));
    }
  }
}

function add(lines, opening, clock) {
  showClock(clock);
  const wasAtEnd = new Map(rooms.map(r => [r, atEnd(r)]));
  for (const line of lines) {
    const r = rooms.find(x => x.chat.id === line.chat);
    if (r) addLine(r, line, clock, !opening && line.from !== state.me);
  }
  for (const r of rooms) {
    if (opening || visible(r) && wasAtEnd.get(r)) toEnd(r);
    if (opening) r.unread = 0;
    if (opening && !r.list.children.length) r.list.append(h('li', {class: 'note nothing'}, '还没有消息。' + (r.chat.watch ? '' : '点下面的常用话试试。')));
    badges(r);
  }
}

function addLine(r, line, clock, counts) {
  line.fresh = clock.at - line.at < RECALL_WITHIN;
  r.list.querySelector('.nothing')?.remove();
  if (line.kind === 'recalled') markRecalled(r, line.text);
  if (line.day !== r.day) r.list.append(h('li', {class: 'day'}, line.day));
  r.day = line.day;
  if (line.from === state.me) dropPending(r, line);
  if (line.card && line.card.refs && line.card.refs.report) r.report = line.card.refs.report;
  r.list.append(lineItem(line, actions(r)));
  if (counts) r.unread++;
}

function markRecalled(r, id) {
  const old = r.list.querySelector('[data-id="' + CSS.escape(id) + '"]');
  if (old) old.classList.add('recalled');
}

const actions = r => ({
  me: state.me, bot: state.bot, watching: r.chat.watch, person, name: nameOf,
  press: (line, button, el) => press(r, line, button, el),
  recall: line => call('recall', {id: line.id}).catch(e => toast(e.message)),
});

// ---- saying and pressing ----

function send(r) {
  const text = r.input.value.trim();
  if (!text && !r.photo) return;
  say(r, text, r.photo);
  r.input.value = '';
  attach(r, '');
  grow(r);
}

function say(r, text, photo) {
  const called = r.callBot && !text.includes('@' + state.bot);
  const full = called ? ('@' + state.bot + ' ' + text).trim() : text;
  const el = lineItem({kind: 'said', from: state.me, text: full, photo, id: ''}, actions(r));
  el.classList.add('pending');
  r.pending.push({text: full, photo, el});
  r.list.append(el);
  toEnd(r);
  call('say', {chat: r.chat.id, from: state.me, text: full, photo}).catch(e => {
    dropPending(r, {text: full, photo});
    toast(e.message);
    if (!r.input.value) { r.input.value = text; grow(r); }
  });
}

// dropPending takes away the forerunner of a line that has arrived.
function dropPending(r, line) {
  const i = r.pending.findIndex(p => p.text === (line.text || '') && p.photo === (line.photo || ''));
  if (i >= 0) r.pending.splice(i, 1)[0].el.remove();
}

async function press(r, line, button, el) {
  if (button.confirm && !await ask(button.confirm)) return;
  el.disabled = true;
  try {
    await call('press', {chat: line.chat, from: state.me, label: button.label, code: line.card.code, seq: line.seq});
  } catch (e) {
    toast(e.message);
  }
  el.disabled = false;
}

function ask(question) {
  $('ask-text').textContent = question;
  $('ask-dialog').showModal();
  return new Promise(done => {
    const yes = () => { $('ask-dialog').close('yes'); };
    $('ask-dialog').returnValue = '';
    $('ask-yes').addEventListener('click', yes, {once: true});
    $('ask-dialog').addEventListener('close', () => { $('ask-yes').removeEventListener('click', yes); done($('ask-dialog').returnValue === 'yes'); }, {once: true});
  });
}

let photoFor = null;
function askPhoto(r) {
  photoFor = r;
  $('photo-own').value = '';
  $('photo-dialog').showModal();
}

function attach(r, name) {
  r.photo = name;
  const box = r.el.querySelector('.attached');
  box.hidden = !name;
  box.querySelector('span').textContent = name;
}

function attachPicked(name) {
  $('photo-dialog').close();
  if (photoFor && name) { attach(photoFor, name); photoFor.input.focus(); }
}

// ---- the clock ----

function showClock(clock) {
  state.clock = clock;
  const [date, weekday, time] = clock.text.split(' ');
  $('clock-text').replaceChildren(h('span', {class: 'year'}, date.slice(0, 5)), date.slice(5) + ' ', h('span', {}, weekday), ' ', h('b', {}, time));
}

function openClock() {
  const c = state.clock;
  $('clock-now').textContent = c.text;
  $('clock-date').value = $('clock-date').min = c.date;
  $('clock-time').value = c.time;
  $('clock-marks').replaceChildren(...c.marks.map(m => h('button', {type: 'button', class: 'btn', disabled: m.past, onclick: () => moveTo(m.to)}, m.label)));
  $('clock-dialog').showModal();
}

async function moveTo(to) {
  $('clock-dialog').close();
  $('busy').hidden = false;
  try {
    showClock((await call('clock', {to})).clock);
  } catch (e) {
    toast(e.message);
  }
  $('busy').hidden = true;
}

// ---- start ----

function wire() {
  for (const b of document.querySelectorAll('[data-close]')) b.addEventListener('click', () => b.closest('dialog').close());
  for (const d of document.querySelectorAll('dialog')) d.addEventListener('click', e => { if (e.target === d) d.close(); });
  $('me-open').addEventListener('click', () => { if (!state) return; $('me-search').value = ''; listPeople(); $('me-dialog').showModal(); });
  $('me-search').addEventListener('input', listPeople);
  $('clock-open').addEventListener('click', () => { if (state) openClock(); });
  $('clock-form').addEventListener('submit', e => { e.preventDefault(); moveTo($('clock-date').value + 'T' + $('clock-time').value); });
  $('photo-names').append(...PHOTOS.map(name => h('button', {type: 'button', class: 'btn', onclick: () => attachPicked(name)}, name)));
  $('photo-form').addEventListener('submit', e => { e.preventDefault(); attachPicked($('photo-own').value.trim()); });
  document.addEventListener('visibilitychange', () => rooms.forEach(r => { if (atEnd(r)) read(r); }));
  addEventListener('resize', () => rooms.forEach(r => { if (!r.unread) toEnd(r); }));
}

wire();
become(keep.get('me')).catch(e => toast(e.message));
