'use strict';
// How a line of chat looks. All text goes in as text, never as markup.

const SVG = 'http://www.w3.org/2000/svg';

// h makes an element: h('p', {class: 'x', onclick: f}, 'text', child …). Empty children are left out.
function h(tag, props, ...children) {
  const el = document.createElement(tag);
  for (const [key, value] of Object.entries(props || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) el.addEventListener(key.slice(2), value);
    else el.setAttribute(key, value === true ? '' : value);
  }
  el.append(...children.flat().filter(c => c !== '' && c !== undefined && c !== null && c !== false));
  return el;
}

function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  const use = document.createElementNS(SVG, 'use');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  use.setAttribute('href', '#i-' + name);
  svg.append(use);
  return svg;
}

// initial is the character that stands for a person: the first of the organisation that tells it from others.
function initial(p) {
  if (p.kind === 'office') return '办';
  const name = p.kind === 'chief' ? p.name : p.org || p.name;
  return [...name.replace(/^(区委|区级|区|市)(?=..)/, '')][0] || '？';
}

// avatar shows who speaks; the colour tells the kind.
function avatar(person) {
  if (!person) return h('span', {class: 'avatar bot', 'aria-hidden': 'true'}, icon('tree'));
  return h('span', {class: 'avatar ' + person.kind, 'aria-hidden': 'true'}, initial(person));
}

// safeLink admits web addresses and our own pages only.
function safeLink(url) {
  return /^https?:\/\//i.test(url) || /^\/(?!\/)/.test(url) ? url : '';
}

// mentions colours the names in a person's words that call the bot.
function words(text, bot) {
  const parts = text.split('@' + bot);
  return parts.flatMap((part, i) => i ? [h('b', {class: 'at'}, '@' + bot), part] : [part]);
}

// buttons puts a card's buttons below it. A press comes back through act.press.
function buttons(line, act) {
  const list = line.card.buttons || [];
  if (!list.length) return '';
  return h('div', {class: 'card-buttons'}, list.map(b => {
    const look = 'btn' + (b.primary ? ' primary' : '');
    const url = b.url && safeLink(b.url);
    if (url) return h('a', {class: look, href: url, target: '_blank', rel: 'noopener noreferrer'}, b.label);
    return h('button', {type: 'button', class: look, disabled: !b.command || act.watching, onclick: e => act.press(line, b, e.currentTarget)}, b.label);
  }));
}

// card is what the bot says.
function card(line, act) {
  const c = line.card;
  const calls = (c.mention || []).map(id => '@' + act.name(id)).join(' ');
  const fields = (c.fields || []).flatMap(f => [h('dt', {}, f.name), h('dd', {}, f.value)]);
  return h('article', {class: 'card ' + (c.tone || 'notice')},
    h('h3', {}, c.title),
    h('div', {class: 'card-body'},
      calls && h('p', {class: 'at'}, calls),
      c.text && h('p', {class: 'text'}, c.text),
      line.picture && h('img', {class: 'picture', src: '/api/chat/picture/' + line.seq, alt: c.title + '（图）', loading: 'lazy'}),
      fields.length > 0 && h('dl', {}, fields),
      c.next && h('p', {class: 'next'}, c.next),
      line.file && h('a', {class: 'btn file', href: '/api/chat/file/' + line.seq, download: line.file}, icon('file'), h('span', {}, line.file)),
      c.article && h('p', {class: 'article'}, '依据：' + c.article)),
    buttons(line, act));
}

// lineItem is one line of a chat as a list item.
function lineItem(line, act) {
  const person = line.from && act.person(line.from);
  const mine = line.from === act.me;
  if (line.kind === 'pressed') return h('li', {class: 'note'}, (mine ? '您' : act.name(line.from)) + '按了“' + line.text + '”');
  if (line.kind === 'recalled') return h('li', {class: 'note'}, (mine ? '您' : act.name(line.from)) + '撤回了一条消息');
  if (line.card) {
    return h('li', {class: 'line theirs', 'data-id': line.id}, avatar(null),
      h('div', {class: 'said wide'}, h('p', {class: 'meta'}, act.bot + ' ' + line.time), card(line, act)));
  }
  return h('li', {class: 'line ' + (mine ? 'mine' : 'theirs'), 'data-id': line.id}, avatar(person),
    h('div', {class: 'said'},
      h('p', {class: 'meta'}, (mine ? '我' : act.name(line.from)) + ' ' + (line.time || '')),
      h('div', {class: 'bubble'}, words(line.text || '', act.bot),
        line.photo && h('span', {class: 'snap'}, icon('photo'), h('span', {}, line.photo))),
      mine && line.fresh && h('button', {type: 'button', class: 'plain tap undo', onclick: () => act.recall(line)}, '撤回')));
}
