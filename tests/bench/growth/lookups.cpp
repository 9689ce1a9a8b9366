#include "tests/bench/growth/lookups.hpp"

#include "core/ticket/status.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <random>
#include <string_view>

namespace langnghe::bench {
namespace {

constexpr std::size_t samples = 20'000; // their pages are more than a connection keeps
constexpr std::size_t lists = 2'000;
constexpr int found_at_once = 20;

// Two words that stand together in one message in twenty or fifty.
constexpr std::array<std::string_view, 4> searches{"den duong", "kenh tuoi", "cho tha", "cau go"};

std::vector<Ticket> draw(Tx& tx, std::uint64_t tickets)
{
    std::mt19937_64 random{1};
    std::vector<Ticket> drawn;
    for (std::size_t i = 0; i < samples; ++i)
        if (auto ticket = tx.tickets().find(TicketId{static_cast<std::int64_t>(1 + random() % tickets)}))
            drawn.push_back(std::move(*ticket));
    return drawn;
}

// `ask` answers whether it found what it must find.
template <class Ask>
bool time(std::vector<Lookup>& into, std::string name, std::size_t count, Ask ask)
{
    std::vector<double> took;
    for (std::size_t i = 0; i < count; ++i) {
        const auto begun = std::chrono::steady_clock::now();
        const bool found = ask(i);
        took.push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begun).count());
        if (!found)
            return false;
    }
    std::ranges::sort(took);
    into.push_back({std::move(name), took[count / 2], took[count * 99 / 100]});
    return true;
}

std::vector<Lookup> time_all(Tx& tx, std::uint64_t tickets)
{
    const auto drawn = draw(tx, tickets);
    TicketFilter open;
    for (const Status status : all_statuses)
        if (is_open(status))
            open.statuses.push_back(status);
    std::vector<Lookup> lookups;
    const auto by_code = [&](std::size_t i) { return tx.tickets().by_code(drawn[i].code).has_value(); };
    const auto of_chat = [&](std::size_t i) {
        const Ticket& ticket = drawn[i];
        return tx.tickets().newest_of(ticket.reporter, ticket.channel, ticket.chat).has_value();
    };
    const auto newest_open = [&](std::size_t) { return tx.tickets().list(open).size() == 50; };
    const auto search = [&](std::size_t i) {
        return tx.search().find(searches[i % searches.size()], 0, found_at_once).size() >= found_at_once / 2;
    };
    const bool found = drawn.size() == samples && time(lookups, "ticket by code", samples, by_code) &&
                       time(lookups, "open ticket of a chat", samples, of_chat) &&
                       time(lookups, "newest 50 open", lists, newest_open) &&
                       time(lookups, "search of two words", lists, search);
    return found ? lookups : std::vector<Lookup>{};
}

} // namespace

std::vector<Lookup> time_lookups(sql::Store& store, std::uint64_t tickets)
{
    auto job = [tickets](Tx& tx) { return time_all(tx, tickets); };
    const auto done = store.read_now(std::move(job));
    return done ? *done : std::vector<Lookup>{};
}

} // namespace langnghe::bench
