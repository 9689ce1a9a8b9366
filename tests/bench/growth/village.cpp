#include "tests/bench/growth/village.hpp"

#include "bot/commune/setup.hpp"
#include "core/intake/take_in.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>

namespace langnghe::bench {
namespace asio = boost::asio;
namespace {

constexpr std::uint64_t at_once = 256;
constexpr int messages_a_ticket = 4;
constexpr std::uint64_t messages_an_opening = 8;
constexpr int entries_at_once = 1000;
constexpr Duration between_messages = std::chrono::seconds{15};
constexpr Duration keys_kept = std::chrono::days{30};
constexpr std::uint64_t tickets_between_sweeps = 500;
constexpr std::array open_states{Status::received, Status::verified, Status::classified, Status::transferred,
                                 Status::in_progress};

// One coroutine of many that put jobs into the store until none is left.
struct Worker
{
    sql::Store& store;
    const std::function<void(Tx&, std::uint64_t)>& work;
    std::uint64_t& next;
    std::uint64_t end;
    bool& refused;

    asio::awaitable<void> run()
    {
        while (next < end && !refused) {
            auto job = [this, number = next++](Tx& tx) {
                work(tx, number);
                return true;
            };
            const auto done = co_await store.write(std::move(job));
            if (!done)
                refused = true;
        }
    }
};

bool run_all(sql::Store& store, std::uint64_t from, std::uint64_t to,
             const std::function<void(Tx&, std::uint64_t)>& work)
{
    asio::io_context io{1};
    bool refused = false;
    Worker worker{store, work, from, to, refused};
    const auto finished = [&refused](const std::exception_ptr& error) { refused = refused || error != nullptr; };
    for (std::uint64_t i = 0; i < at_once; ++i)
        asio::co_spawn(io, worker.run(), finished);
    io.run();
    return !refused;
}

// The search catches up.
bool follow(sql::Store& store)
{
    auto job = [](Tx& tx) { return tx.search().follow(entries_at_once); };
    auto looked = store.write_now(job);
    while (looked && *looked > 0)
        looked = store.write_now(job);
    return looked.has_value();
}

OutboxFilter waiting()
{
    OutboxFilter filter;
    filter.states = {DeliveryState::queued, DeliveryState::held};
    return filter;
}

int deliver(Tx& tx, const OutboxFilter& which, TimePoint now)
{
    int delivered = 0;
    for (OutboxItem& item : tx.outbox().list(which)) {
        item.state = DeliveryState::sent;
        item.sent_at = now;
        item.message = fmt::format("sent{}", number(item.id));
        tx.outbox().save(item);
        tx.messages().add_sent(item);
        ++delivered;
    }
    return delivered;
}

// What officials were told of the messages goes out, for the store to grow on as it did before.
bool deliver_all(sql::Store& store, TimePoint now)
{
    auto job = [now](Tx& tx) {
        OutboxFilter filter = waiting();
        filter.limit = 1'000;
        return deliver(tx, filter, now);
    };
    auto delivered = store.write_now(job);
    while (delivered && *delivered > 0)
        delivered = store.write_now(job);
    return delivered.has_value();
}

} // namespace

Village::Village(const Commune& commune, sql::Store& store, std::vector<std::string> sentences, TimePoint begun)
    : commune_(commune), store_(store), sentences_(std::move(sentences)), channel_(commune.channels.begin()->first),
      random_(system_random), begun_(begun), serial_(0)
{}

std::string Village::chat_of(std::uint64_t ticket)
{
    return std::to_string(6'093'318'827'000'000'000U + ticket % citizens);
}

bool Village::fill(std::uint64_t from, std::uint64_t to, std::uint64_t open_from)
{
    return fill(from, to, [open_from](Tx& tx, Ticket ticket, std::uint64_t number, TimePoint at) {
        const bool stays_open = number >= open_from;
        ticket.status = stays_open ? open_states[number % open_states.size()] : Status::closed;
        if (!stays_open)
            ticket.closed_at = at;
        tx.tickets().save(ticket);
    });
}

bool Village::fill(std::uint64_t from, std::uint64_t to, const Fate& fate)
{
    serial_ = from * messages_a_ticket;
    const auto work = [this, &fate](Tx& tx, std::uint64_t number) { enter_ticket(tx, number, fate); };
    return quiet(true) && run_all(store_, from, to, work) && quiet(false) && follow(store_);
}

double Village::intake_rate(std::uint64_t to, std::uint64_t messages)
{
    const TimePoint at = begun_ + between_tickets * static_cast<Duration::rep>(to) + std::chrono::hours{1};
    serial_ = (std::uint64_t{1} << 40U) + to; // ids that no ticket's messages have
    const auto work = [this, at, to](Tx& tx, std::uint64_t i) {
        const std::uint64_t opening = i / messages_an_opening;
        // Spread over all the citizens there are, the same ones in each run.
        const std::uint64_t citizen = opening * 2'654'435'761U % std::min(to, citizens);
        enter_message(tx, message(chat_of(citizen)), at + Duration{i});
    };
    const auto begun = std::chrono::steady_clock::now();
    if (!run_all(store_, 0, messages, work) || !follow(store_))
        return 0;
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    return deliver_all(store_, at) ? static_cast<double>(messages) / took.count() : 0;
}

// Whether the officer and the group hear of what comes in.
bool Village::quiet(bool on)
{
    auto job = [on](Tx& tx) {
        for (User& user : tx.people().users()) {
            user.disabled = on;
            tx.people().save_user(user);
        }
        for (Group& group : tx.groups().list()) {
            group.bound = !on;
            tx.groups().save(group);
        }
        return true;
    };
    return store_.write_now(std::move(job)).has_value();
}

Message Village::message(std::string chat)
{
    const std::uint64_t serial = serial_++;
    Message message;
    message.id = fmt::format("{:020x}", 0x1000'0000'0000U + serial);
    message.chat.id = chat;
    message.from.id = std::move(chat);
    message.text = sentences_[serial % sentences_.size()];
    return message;
}

void Village::enter_ticket(Tx& tx, std::uint64_t number, const Fate& fate)
{
    const std::string chat = chat_of(number);
    TimePoint at = begun_ + between_tickets * static_cast<Duration::rep>(number);
    for (int i = 0; i < messages_a_ticket; ++i, at += between_messages)
        enter_message(tx, message(chat), at);
    const auto citizen = tx.people().find(channel_, chat);
    auto ticket = tx.tickets().newest_of(citizen.value().id, channel_, chat).value();
    deliver(tx, ticket.id, at);
    fate(tx, std::move(ticket), number, at);
    if (number % tickets_between_sweeps == 0)
        tx.inbox().forget_before(at - keys_kept, 2 * messages_a_ticket * static_cast<int>(tickets_between_sweeps));
}

void Village::enter_message(Tx& tx, const Message& message, TimePoint at)
{
    Context context{tx, commune_, random_, at};
    const InboundEvent event{channel_, fmt::format("message/{}/{}", message.id, message.from.id), "user_send_text", at,
                             message};
    take_in(context, event, {});
}

void deliver(Tx& tx, TicketId ticket, TimePoint now)
{
    OutboxFilter filter = waiting();
    filter.ticket = ticket;
    deliver(tx, filter, now);
}

} // namespace langnghe::bench
