'use strict';
// The page of the pocket chat platform. Texts are set with textContent only; nothing is loaded from elsewhere.

const world = { id: '', version: 0, people: new Map(), chats: new Map(), messages: new Map() };
const phones = [];

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

const clock = new Intl.DateTimeFormat('vi-VN', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Ho_Chi_Minh' });
const networkName = { zalo: 'Zalo', zalo_bot: 'Zalo Bot', telegram: 'Telegram' };

function messagesOf(chat) {
  if (!world.messages.has(chat)) world.messages.set(chat, new Map());
  return world.messages.get(chat);
}

function authorName(message) {
  if (!message.author) return world.commune || 'Lắng Nghe';
  const person = world.people.get(message.author);
  return person ? person.name : 'Không rõ';
}

async function post(path, body) {
  const answer = await fetch(path, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(String(answer.status));
}

const refusals = {
  400: 'Tin này không gửi được. Xin anh/chị xem lại nội dung.',
  403: 'Người này hiện không nhắn được vào cuộc trò chuyện này.',
  404: 'Không tìm thấy tin nhắn hoặc cuộc trò chuyện. Xin anh/chị tải lại trang.',
  413: 'Tin dài quá. Xin anh/chị chia thành vài tin ngắn hơn.',
};

class Phone {
  constructor(root) {
    this.root = root;
    this.kind = root.dataset.phone;
    root.append(document.getElementById('phone-body').content.cloneNode(true));
    this.talk = root.querySelector('.talk');
    this.talk.setAttribute('aria-label', 'Tin nhắn: ' + root.querySelector('h2').textContent);
    this.box = root.querySelector('textarea');
    this.box.id = 'box-' + this.kind;
    root.querySelector('.compose label').htmlFor = this.box.id;
    this.error = root.querySelector('.error');
    this.replying = root.querySelector('.replying');
    this.personPick = root.querySelector('select[data-role=person]');
    this.chatPick = root.querySelector('select[data-role=chat]');
    this.shown = '';
    this.items = new Map();
    this.replyTo = '';
    this.listen();
  }

  listen() {
    const form = this.root.querySelector('form');
    form.addEventListener('submit', (event) => { event.preventDefault(); this.say(); });
    this.box.addEventListener('keydown', (event) => {
      // Vietnamese typing composes letters: an Enter that ends a word is not a send.
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.say();
    });
    for (const button of this.root.querySelectorAll('[data-act]'))
      button.addEventListener('click', () => this.act('/sandbox/' + button.dataset.act, {}));
    for (const chip of this.root.querySelectorAll('[data-fill]'))
      chip.addEventListener('click', () => this.fill(chip.dataset.fill));
    for (const control of this.root.querySelectorAll('header select, header input'))
      control.addEventListener('change', () => { this.reply(''); this.offer(); this.draw(); });
    this.replying.querySelector('button').addEventListener('click', () => { this.reply(''); this.box.focus(); });
  }

  get network() {
    const picked = this.root.querySelector('input[name=network]:checked');
    return picked ? picked.value : '';
  }

  get person() { return this.personPick.value; }
  get chat() { return this.chatPick ? this.chatPick.value : this.person; }

  fill(text) {
    this.box.value = text;
    this.box.focus();
  }

  // Keeps the lists of people and chats as the world is now.
  offer() {
    const people = [...world.people.values()];
    if (this.kind === 'group') {
      const groups = [...world.chats.values()].filter((chat) => chat.group);
      groups.sort((a, b) => b.network.localeCompare(a.network));
      refill(this.chatPick, groups.map((chat) => [chat.id, chat.title + ' (' + networkName[chat.network] + ')']));
      const chat = world.chats.get(this.chat);
      const members = chat ? chat.members.map((id) => world.people.get(id)).filter(Boolean) : [];
      refill(this.personPick, members.map((person) => [person.id, personTitle(person, false)]));
    } else if (this.kind === 'citizen') {
      const mine = people.filter((person) => person.side === 'citizen' && person.network === this.network);
      refill(this.personPick, mine.map((person) => [person.id, personTitle(person, false)]));
    } else {
      const mine = people.filter((person) => person.side === 'officer');
      mine.sort((a, b) => b.network.localeCompare(a.network));
      refill(this.personPick, mine.map((person) => [person.id, personTitle(person, true)]));
    }
  }

  draw() {
    if (this.shown !== this.chat) {
      this.shown = this.chat;
      this.items.clear();
      this.talk.replaceChildren(element('p', 'blank', 'Chưa có tin nhắn nào.'));
    }
    const down = this.talk.scrollHeight - this.talk.scrollTop - this.talk.clientHeight < 80;
    const seen = new Set();
    for (const message of messagesOf(this.chat).values()) {
      if (message.hidden) continue;
      seen.add(message.id);
      this.place(message);
    }
    for (const [id, item] of this.items)
      if (!seen.has(id)) { item.node.remove(); this.items.delete(id); }
    const blank = this.talk.querySelector('.blank');
    if (blank) blank.hidden = this.items.size > 0;
    if (down) this.talk.scrollTop = this.talk.scrollHeight;
  }

  place(message) {
    const mine = message.author !== '' && message.author === this.person;
    const stamp = message.change + (mine ? 'm' : '');
    const old = this.items.get(message.id);
    if (old && old.stamp === stamp) return;
    const node = this.shape(message, mine);
    if (old) old.node.replaceWith(node); else this.talk.append(node);
    this.items.set(message.id, { stamp, node });
  }

  shape(message, mine) {
    if (message.notice) return element('p', 'message notice', message.text);
    const node = element('article', mine ? 'message mine' : 'message');
    node.append(element('div', 'author', mine ? 'Tôi' : authorName(message)));
    const bubble = element('div', 'bubble');
    const quoted = message.reply_to && messagesOf(message.chat).get(message.reply_to);
    if (quoted) bubble.append(element('span', 'quote', authorName(quoted) + ': ' + brief(quoted)));
    if (message.photo) {
      const image = element('img');
      image.src = message.photo;
      image.alt = 'Ảnh kèm theo';
      image.width = 240;
      image.height = 160;
      bubble.append(image);
    }
    if (message.document) {
      const link = element('a', '', 'Tệp: ' + message.document.name);
      link.href = message.document.href;
      bubble.append(link);
    }
    if (message.place) bubble.append('Vị trí: ' + message.place.latitude + ', ' + message.place.longitude);
    bubble.append(message.text);
    node.append(bubble);
    if (message.rows.length > 0) node.append(this.buttons(message));
    node.append(this.meta(message, mine));
    return node;
  }

  buttons(message) {
    const block = element('div', 'buttons');
    let index = 0;
    for (const row of message.rows) {
      const line = element('div', 'row');
      for (const button of row) {
        const place = index++;
        line.append(button.link ? linkButton(button) : this.tapButton(message, button, place));
      }
      block.append(line);
    }
    return block;
  }

  tapButton(message, button, place) {
    const made = element('button', '', button.title);
    made.type = 'button';
    made.addEventListener('click', async () => {
      made.disabled = true;
      await this.act('/sandbox/tap', { message: message.id, button: place });
      made.disabled = false;
    });
    return made;
  }

  meta(message, mine) {
    const line = element('div', 'meta');
    const time = element('time', '', clock.format(new Date(message.at)));
    time.dateTime = message.at;
    line.append(time);
    if (message.edited) line.append(element('span', '', 'đã sửa'));
    if (mine && message.tick === 'delivered') line.append(element('span', '', '✓✓ đã nhận'));
    if (mine && message.tick === 'none') line.append(element('span', '', '✓ đã gửi'));
    if (mine && message.tick === 'failed') line.append(element('span', 'failed', '! chưa tới nơi'));
    const reply = element('button', '', 'Trả lời');
    reply.type = 'button';
    reply.setAttribute('aria-label', 'Trả lời tin: ' + brief(message));
    reply.addEventListener('click', () => { this.reply(message.id); this.box.focus(); });
    line.append(reply);
    return line;
  }

  reply(id) {
    this.replyTo = id;
    const message = id && messagesOf(this.chat).get(id);
    this.replying.hidden = !message;
    if (message) this.replying.querySelector('span').textContent = 'Trả lời: ' + brief(message);
  }

  async say() {
    const text = this.box.value.trim();
    if (!text) return;
    const sent = await this.act('/sandbox/say', { text, reply_to: this.replyTo });
    if (!sent) return;
    this.box.value = '';
    this.reply('');
    this.talk.scrollTop = this.talk.scrollHeight;
  }

  async act(path, body) {
    this.error.hidden = true;
    try {
      await post(path, { chat: this.chat, person: this.person, ...body });
      return true;
    } catch (problem) {
      this.error.textContent = refusals[problem.message] || 'Chưa gửi được. Xin anh/chị thử lại sau giây lát.';
      this.error.hidden = false;
      return false;
    }
  }
}

function linkButton(button) {
  if (!/^(https?|tel|sms):/.test(button.link)) return element('span', '', button.title);
  const made = element('a', '', button.title);
  made.href = button.link;
  made.target = '_blank';
  made.rel = 'noopener noreferrer';
  return made;
}

function brief(message) {
  const text = message.text || (message.photo ? 'ảnh' : message.document ? 'tệp' : 'vị trí');
  return text.length > 60 ? text.slice(0, 60) + '…' : text;
}

function personTitle(person, withNetwork) {
  const title = person.label ? person.name + ' – ' + person.label : person.name;
  return withNetwork ? title + ' · ' + networkName[person.network] : title;
}

function refill(select, pairs) {
  const before = select.value;
  const now = JSON.stringify(pairs);
  if (select.dataset.now === now) return;
  select.dataset.now = now;
  select.replaceChildren(...pairs.map(([value, title]) => new Option(title, value)));
  if (pairs.some(([value]) => value === before)) select.value = before;
}

function showSamples(samples) {
  const now = JSON.stringify(samples);
  const block = document.getElementById('samples');
  if (block.dataset.now === now) return;
  block.dataset.now = now;
  const citizen = phones.find((phone) => phone.kind === 'citizen');
  block.replaceChildren(...samples.map((sample) => {
    const chip = element('button', 'chip', sample);
    chip.type = 'button';
    chip.addEventListener('click', () => citizen.fill(sample));
    return chip;
  }));
}

function setStatus(id, text, good) {
  const line = document.getElementById(id);
  line.hidden = text === '';
  if (line.textContent !== text) line.textContent = text;
  line.className = good ? 'good' : 'bad';
}

function delivery(name, state) {
  if (!state) return '';
  const waiting = state.pending > 0 ? ', đang chờ ' + state.pending + ' tin' : '';
  if (state.disabled) return name + ': đã ngừng chuyển tin vì gửi lại nhiều lần không được';
  if (!state.last_at) return name + ': chưa có tin nào' + waiting;
  const time = clock.format(new Date(state.last_at));
  if (state.last_status >= 200 && state.last_status < 300) return name + ': đã nhận tin lúc ' + time + waiting;
  const why = state.last_status ? 'trả lời mã ' + state.last_status : 'không trả lời';
  return name + ': chương trình ' + why + ' lúc ' + time + ', sẽ gửi lại' + waiting;
}

function showStatus(status) {
  const ready = { true: 'Chương trình: sẵn sàng', false: 'Chương trình: chưa sẵn sàng', null: 'Đã kết nối' };
  setStatus('status-daemon', ready[String(status.ready)], status.ready !== false);
  for (const name of ['zalo', 'zalo_bot', 'telegram']) {
    const state = status[name];
    const good = !state || (!state.disabled && (!state.last_at || (state.last_status >= 200 && state.last_status < 300)));
    setStatus('status-' + name, delivery(networkName[name], state), good);
  }
}

function take(news) {
  if (news.world !== world.id) world.messages.clear();
  world.id = news.world;
  world.version = news.version;
  world.commune = news.commune;
  world.people = new Map(news.people.map((person) => [person.id, person]));
  world.chats = new Map(news.chats.map((chat) => [chat.id, chat]));
  for (const message of news.messages) messagesOf(message.chat).set(message.id, message);
  document.getElementById('commune').textContent = news.commune || 'Xã của anh/chị';
  showSamples(news.samples);
  showStatus(news.status);
  for (const phone of phones) { phone.offer(); phone.draw(); }
}

async function follow() {
  for (;;) {
    try {
      const query = new URLSearchParams({ world: world.id, since: String(world.version) });
      const answer = await fetch('/sandbox/changes?' + query, { cache: 'no-store' });
      if (!answer.ok) throw new Error(String(answer.status));
      take(await answer.json());
    } catch (problem) {
      setStatus('status-daemon', 'Mất kết nối, đang thử lại…', false);
      await new Promise((again) => setTimeout(again, 2000));
    }
  }
}

for (const root of document.querySelectorAll('.phone')) phones.push(new Phone(root));
follow();
