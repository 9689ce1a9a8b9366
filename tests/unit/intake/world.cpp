#include "tests/unit/intake/world.hpp"

#include "core/journal/record.hpp"
#include "tests/support/commune.hpp"
#include "tests/unit/intake/dump.hpp"
#include "tests/unit/intake/speech.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace langnghe::test {
namespace {

std::filesystem::path temporary_folder()
{
    std::string name = (std::filesystem::temp_directory_path() / "langnghe-intake-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr)
        throw std::runtime_error{"no temporary folder"};
    return name;
}

std::string key_of(const EventContent& content, int number)
{
    if (const auto* message = std::get_if<Message>(&content); message != nullptr && !message->edited)
        return fmt::format("message/{}/{}", message->chat.id, message->id);
    return fmt::format("event/{}", number);
}

} // namespace

World::World() : commune(luong_son()), now(from_millis(1'795'000'000'000)), folder_(temporary_folder())
{
    random_ = [this] {
        std::array<std::uint8_t, 16> bytes{};
        for (auto& byte : bytes)
            byte = ++drawn_;
        return bytes;
    };
    open();
}

World::~World()
{
    store_.reset();
    std::filesystem::remove_all(folder_);
}

void World::open()
{
    sql::StoreOptions options;
    options.path = folder_ / "store.db";
    std::string why;
    auto opened = sql::Store::open(std::move(options), &why);
    if (!opened)
        throw std::runtime_error{why};
    store_ = std::move(*opened);
}

void World::restart()
{
    store_.reset();
    open();
}

Message World::message(const std::string& who, const std::string& words)
{
    Message made;
    made.id = std::to_string(next_message_++);
    made.chat.id = who;
    made.from.id = who;
    made.text = words;
    return made;
}

Message World::group_message(const std::string& group, const std::string& who, const std::string& words)
{
    Message made = message(who, words);
    made.chat.id = group;
    made.chat.kind = ChatKind::group;
    made.chat.title = "Nhóm " + group;
    return made;
}

InboundEvent World::event(EventContent content, std::optional<TimePoint> at)
{
    InboundEvent made;
    made.channel = channel;
    made.key = key_of(content, next_message_++);
    made.type = "test";
    made.at = at.value_or(now);
    made.content = std::move(content);
    return made;
}

Intake World::take(const InboundEvent& event, std::string_view raw)
{
    const Intake intake = run([&](Context& context) { return take_in(context, event, raw); });
    for (const OutboxItem& item : after(checked_)) {
        checked_ = number(item.id);
        const auto hearer = store_->read_now([&](Tx& tx) { return tx.people().find(item.channel, item.chat); }).value();
        const bool citizen = item.chat_kind == ChatKind::private_chat && (!hearer || hearer->user == UserId::none);
        CHECK(speech_fault(commune, item, citizen) == "");
    }
    return intake;
}

Intake World::take(EventContent content, std::optional<TimePoint> at) { return take(event(std::move(content), at)); }

Intake World::say(const std::string& who, const std::string& words) { return take(message(who, words)); }

Intake World::press(const std::string& who, const std::string& data)
{
    ButtonPress press;
    press.id = std::to_string(next_message_);
    press.chat.id = who;
    press.from.id = who;
    press.data = data;
    return take(press);
}

std::vector<OutboxItem> World::after(std::int64_t id)
{
    OutboxFilter filter;
    filter.limit = 1000;
    auto items = store_->read_now([&](Tx& tx) { return tx.outbox().list(filter); }).value();
    std::erase_if(items, [&](const OutboxItem& item) { return number(item.id) <= id; });
    std::ranges::sort(items, {}, &OutboxItem::id);
    return items;
}

std::vector<OutboxItem> World::said()
{
    auto items = after(heard_);
    if (!items.empty())
        heard_ = number(items.back().id);
    return items;
}

Texts World::peek(const std::string& chat)
{
    Texts texts;
    for (const OutboxItem& item : after(heard_))
        if (item.channel == channel && item.chat == chat)
            texts.push_back(item.text);
    return texts;
}

Texts World::said_to(const std::string& chat)
{
    Texts texts = peek(chat);
    said();
    return texts;
}

std::vector<OutboxItem> World::send_all()
{
    return run([&](Context& context) {
        OutboxFilter filter;
        filter.states = {DeliveryState::queued};
        filter.limit = 1000;
        auto items = context.tx.outbox().list(filter);
        for (OutboxItem& item : items) {
            item.state = DeliveryState::sent;
            item.message = fmt::format("sent-{}", number(item.id));
            item.sent_at = now;
            context.tx.outbox().save(item);
            context.tx.messages().add_sent(item);
        }
        return items;
    });
}

std::vector<Ticket> World::tickets()
{
    TicketFilter filter;
    filter.limit = 1000;
    auto list = store_->read_now([&](Tx& tx) { return tx.tickets().list(filter); }).value();
    std::ranges::sort(list, {}, &Ticket::id);
    return list;
}

Ticket World::only_ticket()
{
    const auto list = tickets();
    REQUIRE(list.size() == 1);
    return list.front();
}

std::string World::code(const Ticket& ticket) const { return to_text(ticket.code, commune.letters); }

std::vector<MessageRow> World::messages(const Ticket& ticket)
{
    return store_->read_now([&](Tx& tx) { return tx.messages().of_ticket(ticket.id); }).value();
}

std::vector<journal::Entry> World::journal()
{
    return store_->read_now([](Tx& tx) { return tx.journal().after(0, 100'000); }).value();
}

void World::change(const Ticket& ticket, Status status)
{
    run([&](Context& context) {
        Ticket changed = *context.tx.tickets().find(ticket.id);
        journal::record(context,
                        {.ticket = ticket.id,
                         .actor = journal::program,
                         .action = "test",
                         .from = changed.status,
                         .to = status,
                         .facts = is_open(status) ? std::string{} : fmt::format("closed_at={}", to_millis(now))});
        const bool detour = status == Status::needs_info || status == Status::merged;
        if (detour && changed.status != status && changed.status != Status::needs_info)
            changed.returns_to = changed.status;
        else if (!detour && changed.status != status)
            changed.returns_to.reset();
        if (!is_open(status))
            changed.closed_at = now;
        changed.status = status;
        return context.tx.tickets().save(changed);
    });
}

User World::add_user(const std::string& name, Roles roles)
{
    return run([&](Context& context) {
        User user;
        user.name = name;
        user.roles = roles;
        user = context.tx.people().add_user(user);
        Identity identity;
        identity.channel = channel;
        identity.external_id = name;
        identity.user = user.id;
        identity.greeted = true;
        identity.terms = commune.rules.privacy.terms_version;
        identity.last_inbound_at = now;
        context.tx.people().add(identity);
        put_in_.push_back(user.id);
        return user;
    });
}

void World::add_group(const std::string& chat, const std::string& organization, const std::string& area)
{
    run([&](Context& context) {
        Group group;
        group.channel = channel;
        group.chat = chat;
        group.organization = organization;
        group.area = area;
        group.bound = true;
        group = context.tx.groups().add(group);
        put_in_groups_.insert(group.id);
        return group;
    });
}

std::optional<Identity> World::identity(const std::string& who)
{
    return store_->read_now([&](Tx& tx) { return tx.people().find(channel, who); }).value();
}

std::optional<Group> World::group(const std::string& chat)
{
    return store_->read_now([&](Tx& tx) { return tx.groups().find(channel, chat); }).value();
}

std::string World::dump() const { return dump_store(folder_ / "store.db"); }

} // namespace langnghe::test
