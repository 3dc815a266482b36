// The chat page: plays the phones of one or several people against the stand-in. Text is only ever set as text.

const MENU = [
  ["เช็กงาน", "need=offer_check"], ["ขอความช่วยเหลือ", "need=distress_immediate"], ["ตามหาญาติ", "need=family_missing"],
  ["สถานทูต/สายด่วน", "need=embassy_lookup"], ["ไปทำงานให้ถูกกฎหมาย", "need=legal_ways_abroad"], ["ข้อมูลของฉัน", "need=withdraw_or_delete_my_data"],
];
const PLACES = [["ปอยเปต กัมพูชา", 13.657, 102.563], ["เมียวดี เมียนมา", 16.688, 98.51], ["สามเหลี่ยมทองคำ ลาว", 20.353, 100.098], ["แม่สอด ตาก", 16.713, 98.574], ["ดูไบ", 25.2, 55.27]];

const json = (url, body) => fetch(url, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }).then((r) => r.json());
const make = (tag, className = "", text = "") => Object.assign(document.createElement(tag), { className, textContent: text });
const randomId = () => "U" + [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");

class Phone {
  constructor(name, id) {
    this.id = id;
    this.shown = 0;
    const root = document.getElementById("phone").content.cloneNode(true).firstElementChild;
    const find = (selector) => root.querySelector(selector);
    Object.assign(this, { chat: find(".chat"), quick: find(".quick"), box: find("textarea"), rich: find(".rich"), meaning: find(".meaning") });
    find(".who").textContent = name;
    find("form").addEventListener("submit", (event) => { event.preventDefault(); this.typed(); });
    this.box.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); this.typed(); } });
    find(".menu").addEventListener("click", () => { this.rich.hidden = !this.rich.hidden; });
    find(".pin").addEventListener("click", () => this.choosePlace());
    find(".sticker").addEventListener("click", () => this.message({ type: "sticker", id: this.number(), packageId: "446", stickerId: "1988", stickerResourceType: "STATIC", quoteToken: "q", keywords: ["help", "ช่วยด้วย"] }));
    find("input[type=file]").addEventListener("change", (event) => this.picture(event.target.files[0]));
    for (const [label, data] of MENU) this.rich.append(this.tap(label, () => this.postback(label, data)));
    document.getElementById("people").append(root);
    this.send({ type: "follow", follow: { isUnblocked: false } });
    this.listen();
  }

  number() { return String(Math.floor(Math.random() * 1e15)); }
  send(content) { this.quick.replaceChildren(); return json("/sim/events", { events: [{ chat: this.id, content }] }); }
  message(message) { return this.send({ type: "message", message }); }
  postback(label, data) { this.rich.hidden = true; return this.send({ type: "postback", postback: { data }, displayText: label }); }
  tap(label, act, className = "") { const button = make("button", className, label); button.type = "button"; button.addEventListener("click", act); return button; }

  typed() {
    const text = this.box.value.trim();
    if (!text) return;
    this.box.value = "";
    this.message({ type: "text", id: this.number(), text, quoteToken: "q" });
    this.explain(text);
  }

  async picture(file) {
    if (!file) return;
    const { id } = await fetch("/sim/media", { method: "POST", headers: { "Content-Type": file.type }, body: file }).then((r) => r.json());
    this.message({ type: "image", id, quoteToken: "q", contentProvider: { type: "line" } });
  }

  choosePlace() {
    this.quick.replaceChildren(...PLACES.map(([title, latitude, longitude]) => this.tap(title, () =>
      this.message({ type: "location", id: this.number(), title, latitude, longitude }))));
  }

  async explain(text) {
    const seen = await fetch(`/sim/understood?text=${encodeURIComponent(text)}`).then((r) => r.json());
    const rows = { by: seen.by, ...seen.meaning, signs: seen.signs.map((s) => s.id + (s.softened_by ? ` (${s.softened_by})` : "")).join(", "), flags: seen.flags.map((f) => `${f.flag}: ${f.words}`).join(", ") };
    delete rows.red_flags;
    const list = make("dl");
    for (const [name, value] of Object.entries(rows)) list.append(make("dt", "", name), make("dd", "", typeof value === "number" ? String(Math.round(value * 100) / 100) : String(value ?? "–") || "–"));
    this.meaning.replaceChildren(list);
  }

  async listen() {
    for (;;) {
      try {
        const state = await fetch(`/sim/chats/${this.id}?after=${this.shown}&wait=20`).then((r) => r.json());
        state.messages.slice(this.shown).forEach((message) => this.show(message));
        this.shown = state.messages.length;
      } catch { await new Promise((done) => setTimeout(done, 1000)); }
    }
  }

  show(message) {
    const mine = message.from === "person";
    if (mine && message.type === "follow") { this.chat.append(make("div", "note", "เพิ่มเพื่อนแล้ว")); return; }
    const line = make("div", `line ${message.from}`);
    if (!mine) line.append(make("span", "avatar", "✓"));
    line.append(mine ? this.spoken(message) : this.drawn(message));
    line.append(make("time", "", new Date(message.at * 1000).toLocaleTimeString("th-TH", { hour: "2-digit", minute: "2-digit" })));
    this.chat.append(line);
    const items = message.quickReply?.items ?? [];
    if (!mine) this.quick.replaceChildren(...items.map((item) => this.tap(item.action.label, () => this.act(item.action))));
    this.chat.scrollTop = this.chat.scrollHeight;
  }

  spoken({ type, message, postback, displayText }) {
    if (type === "postback") return make("div", "bubble", displayText ?? postback.data);
    if (message?.type === "image") { const bubble = make("div", "bubble"); const image = make("img"); image.src = `/sim/media/${message.id}`; image.alt = "รูปที่ส่ง"; bubble.append(image); return bubble; }
    if (message?.type === "location") return make("div", "bubble", `⌖ ${message.title ?? ""}\n${message.latitude}, ${message.longitude}`);
    if (message?.type === "sticker") return make("div", "bubble", `☺ ${(message.keywords ?? []).join(" ")}`);
    return make("div", "bubble", message?.text ?? type);
  }

  drawn(message) {
    if (message.type === "text") return make("div", "bubble", message.text);
    if (message.type === "flex") { const card = make("div", "card"); for (const part of ["header", "hero", "body", "footer"]) if (message.contents[part]) { const element = this.component(message.contents[part]); element.classList.add(part); card.append(element); } return card; }
    return make("div", "bubble", `[${message.type}]`);
  }

  component(part) {
    if (part.type === "box") { const box = make("div", `box ${part.layout}`); box.append(...part.contents.map((child) => this.component(child))); return box; }
    if (part.type === "button") { const button = this.tap(part.action.label, () => this.act(part.action), part.style); if (part.style === "primary" && part.color) button.style.background = part.color; return button; }
    if (part.type === "text") { const text = make("p", `${part.size ?? "md"} ${part.weight ?? ""}`, part.text); if (part.color) text.style.color = part.color; return text; }
    return make("hr");
  }

  act(action) {
    if (action.type === "postback") return this.postback(action.displayText ?? action.label, action.data);
    if (action.type === "message") { this.message({ type: "text", id: this.number(), text: action.text, quoteToken: "q" }); return this.explain(action.text); }
    if (action.type === "location") return this.choosePlace();
    if (action.uri?.startsWith("tel:")) return this.chat.append(make("div", "note", `กำลังโทร ${action.uri.slice(4)}`));
    return window.open(action.uri, "_blank", "noopener");
  }
}

const NAMES = ["คนหางาน", "คนในต่างประเทศ", "ครอบครัว", "คนที่สี่", "คนที่ห้า"];
const wanted = new URLSearchParams(location.search).get("people");
let count = 0;
const add = () => { new Phone(NAMES[count] ?? `คนที่ ${count + 1}`, randomId()); count += 1; };
document.getElementById("add").addEventListener("click", add);
for (let i = 0; i < Number(wanted ?? 1); i += 1) add();
