// What people write, as lines: the first character says who and where, '$' stands for a code that was handed out. The
// whole intake in a store in memory, undone after each input. A repeat changes nothing, one event opens one ticket at
// most, and whatever is said in return the channel can carry.

#include "adapters/sql/memory.hpp"
#include "core/intake/take_in.hpp"
#include "core/people/linking.hpp"
#include "core/text/normalize.hpp"
#include "core/text/utf8.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/support/commune.hpp"

#include <algorithm>
#include <string>

namespace {

using namespace langnghe;
using fuzz::require;

constexpr int most_lines = 8;

template <class Counts>
std::int64_t sum(const Counts& counts)
{
    std::int64_t all = 0;
    for (const auto& [state, count] : counts)
        all += count;
    return all;
}

class Hall
{
public:
    Hall(Tx& tx, const Commune& commune) : tx_(tx), commune_(commune)
    {
        random_ = [drawn = std::uint8_t{0}]() mutable {
            std::array<std::uint8_t, 16> bytes{};
            bytes.fill(++drawn);
            return bytes;
        };
        settle_in();
    }

    void hear(std::string_view line);
    void check_all();

private:
    void settle_in();
    Context context() { return {tx_, commune_, random_, now_}; }
    Message message(char who, std::string words);
    InboundEvent event(char who, std::string words);
    std::int64_t said() { return sum(tx_.outbox().counts("telegram")); }
    std::int64_t tickets() { return sum(tx_.tickets().counts()); }

    Tx& tx_;
    const Commune& commune_;
    Random random_;
    TimePoint now_ = from_millis(1'795'280'000'000);
    std::string code_;
    Message last_;
    int heard_ = 0;
};

void Hall::settle_in()
{
    Context here = context();
    User officer;
    officer.name = "officer";
    officer.roles = {Role::front_officer, Role::keeper};
    officer = tx_.people().add_user(officer);
    Identity identity;
    identity.channel = "telegram";
    identity.external_id = "o";
    identity.user = officer.id;
    identity.last_inbound_at = now_;
    tx_.people().add(identity);
    Group group;
    group.channel = "telegram";
    group.chat = "bound";
    group.bound = true;
    tx_.groups().add(group);
    LinkCode purpose;
    purpose.user = officer.id;
    code_ = issue_code(here, purpose);
}

// 'o' the officer; 'g' in a bound group, 'u' in another; 'e' an edit, 'r' a reply, 'a' with a photo; else a citizen.
Message Hall::message(char who, std::string words)
{
    Message message;
    message.id = std::to_string(++heard_);
    message.from.id = who == 'o' ? "o" : "c";
    message.from.name = "name";
    message.chat.id = message.from.id;
    if (who == 'g' || who == 'u') {
        message.chat.id = who == 'g' ? "bound" : "unbound";
        message.chat.kind = ChatKind::group;
    }
    message.text = std::move(words);
    if (who == 'e' && heard_ > 1) {
        std::swap(message.text, last_.text);
        std::swap(message, last_);
        message.text = last_.text;
        message.edited = true;
    }
    if (who == 'r') {
        message.chat = last_.chat;
        message.reply_to = last_.id;
    }
    if (who == 'a')
        message.attachments.push_back({AttachmentKind::photo, "photo.jpg", "image/jpeg", 10, "file", "unique"});
    return message;
}

InboundEvent Hall::event(char who, std::string words)
{
    InboundEvent event;
    event.channel = "telegram";
    event.type = "message";
    event.at = now_;
    if (who == 'p' || who == 'q') {
        ButtonPress press;
        press.id = std::to_string(++heard_);
        press.from.id = press.chat.id = who == 'q' ? "o" : "c";
        press.message = last_.id;
        press.data = words.substr(0, 64);
        event.content = press;
    } else {
        const Message made = message(who, std::move(words));
        if (!made.edited)
            last_ = made;
        event.content = made;
    }
    event.key = "key/" + std::to_string(heard_);
    return event;
}

void Hall::hear(std::string_view line)
{
    if (line.empty())
        return;
    if (line.front() == 'w') { // a while later
        const std::size_t width = std::min<std::size_t>(line.size(), 60);
        now_ += std::chrono::minutes{width * width};
        return;
    }
    std::string words{line.substr(1)};
    if (const auto mark = words.find('$'); mark != std::string::npos)
        words.replace(mark, 1, code_);
    const InboundEvent heard = event(line.front(), text::clean_inbound(words));
    const std::int64_t before = tickets();
    Context here = context();
    const Intake taken = take_in(here, heard, "{}");
    require(taken != Intake::duplicate, "a new event is new");
    const std::int64_t after = tickets();
    const std::int64_t answers = said();
    require(after == before || after == before + 1, "one event opens one ticket at most");
    require(take_in(here, heard, "{}") == Intake::duplicate, "a repeat is noticed");
    require(tickets() == after && said() == answers, "a repeat changes nothing");
}

void Hall::check_all()
{
    for (const OutboxItem& item : tx_.outbox().list({})) {
        const auto& traits = commune_.channels.at(item.channel).traits;
        require(!item.text.empty() && text::valid_utf8(item.text), "what is said is text");
        require(text::utf16_length(item.text) <= traits.longest_text, "what is said fits into a message");
        require(item.buttons.size() <= traits.buttons, "so many buttons fit");
        for (const Button& button : item.buttons)
            require(button.data.size() <= traits.button_data, "a button's data fit");
        require(item.state == DeliveryState::queued && item.expires_at.has_value(), "it waits");
    }
    for (const Ticket& ticket : tx_.tickets().list({})) {
        require(tx_.tickets().by_code(ticket.code).has_value(), "a ticket is found by its code");
        require(!tx_.messages().of_ticket(ticket.id).empty(), "a ticket has words");
        require(!tx_.journal().of_ticket(ticket.id).empty(), "a ticket has a history");
    }
    std::optional<journal::Entry> previous;
    for (const journal::Entry& entry : tx_.journal().after(0, 1000)) {
        require(journal::find_fault(entry, previous ? &*previous : nullptr).empty(), "the journal is a chain");
        previous = entry;
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const Commune commune = test::luong_son();
    static sql::MemoryStore store;
    const auto evening = [&](Tx& tx) -> Result<void> {
        fuzz::Input input{data, size};
        Hall hall{tx, commune};
        for (int i = 0; i < most_lines && !input.empty(); ++i)
            hall.hear(input.line());
        hall.check_all();
        return Errc::cancelled; // undone
    };
    const auto ended = store.write(evening);
    require(!ended && ended.error() == Errc::cancelled, "the store does as it is told");
    return 0;
}
