// bench_desk CONFIGURATION TEXTS TICKETS [open]: a commune with so many tickets, a fiftieth of them open or all, and
// what /viec, /quahan and /tim take an official, 1,000 calls each: from the message to the answer in the outbox,
// committed. One line of JSON; exit status 1 when a p99 is over 50 ms.
#include "adapters/sql/store.hpp"
#include "bot/commune/setup.hpp"
#include "core/intake/take_in.hpp"
#include "tests/bench/growth/village.hpp"
#include "tests/bench/loadgen/deliveries.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace langnghe;

constexpr std::size_t calls = 1'000;
constexpr double goal_ms = 50;
constexpr int batch = 1'000;
constexpr std::array<std::string_view, 4> searches{"/tim đèn đường", "/tim kênh tưới", "/tim chó thả", "/tim cầu gỗ"};

std::uint64_t number_in(std::string_view text)
{
    std::uint64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

int fail(std::string_view what)
{
    fmt::print(stderr, "bench_desk: {}\n", what);
    return 1;
}

// An official of each kind, linked to a chat of his own.
struct Official
{
    std::string chat;
    Roles roles;
};

const std::array officials{Official{"9000000000000000001", {Role::front_officer}},
                           Official{"9000000000000000002", {Role::handler}},
                           Official{"9000000000000000003", {Role::leader}}};

class Desk
{
public:
    Desk(const Commune& commune, sql::Store& store)
        : commune_(commune), store_(store), channel_(commune.channels.begin()->first), random_(system_random),
          now_(from_millis(1'800'000'000'000) + std::chrono::hours{24 * 365 * 6})
    {}

    bool bring_in()
    {
        auto job = [this](Tx& tx) {
            for (const Official& official : officials) {
                User user;
                user.name = official.chat;
                user.roles = official.roles;
                user.department = commune_.taxonomy.departments.front().key;
                user = tx.people().add_user(user);
                Identity identity;
                identity.channel = channel_;
                identity.external_id = official.chat;
                identity.user = user.id;
                identity.greeted = true;
                tx.people().add(identity);
            }
            return true;
        };
        return store_.write_now(std::move(job)).has_value();
    }

    // What was transferred lies with the departments in turn; what is open has a nature and is due some time.
    bool hand_out(std::uint64_t tickets)
    {
        for (std::uint64_t first = 1; first <= tickets; first += batch) {
            auto job = [this, first, tickets](Tx& tx) {
                for (std::uint64_t id = first; id < std::min<std::uint64_t>(first + batch, tickets + 1); ++id)
                    hand_out(tx, TicketId{static_cast<std::int64_t>(id)});
                return true;
            };
            if (!store_.write_now(std::move(job)))
                return false;
        }
        return true;
    }

    // Milliseconds, sorted; empty when the store refused.
    std::vector<double> time(std::string_view what)
    {
        std::vector<double> took;
        for (std::size_t i = 0; i < calls; ++i) {
            const std::string words{what == "/tim" ? searches[i % searches.size()] : what};
            const auto begun = std::chrono::steady_clock::now();
            if (!type(officials[i % officials.size()].chat, words))
                return {};
            took.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count());
        }
        std::ranges::sort(took);
        return took;
    }

private:
    void hand_out(Tx& tx, TicketId id)
    {
        auto ticket = tx.tickets().find(id);
        if (!ticket || !is_open(ticket->status))
            return;
        const auto& departments = commune_.taxonomy.departments;
        const auto turn = static_cast<std::size_t>(static_cast<std::int64_t>(id));
        if (ticket->status == Status::transferred || ticket->status == Status::in_progress)
            ticket->department = departments[turn % departments.size()].key;
        ticket->nature = Nature::field_report;
        ticket->due_at = now_ + std::chrono::hours{turn % 400} - std::chrono::hours{200};
        tx.tickets().save(*ticket);
    }

    bool type(const std::string& chat, const std::string& words)
    {
        Message message;
        message.id = fmt::format("desk{}", ++typed_);
        message.chat.id = chat;
        message.from.id = chat;
        message.text = words;
        now_ += std::chrono::seconds{61};
        const InboundEvent event{channel_, "message/" + message.id, "user_send_text", now_, message};
        auto job = [this, &event](Tx& tx) {
            Context context{tx, commune_, random_, now_};
            return take_in(context, event, {});
        };
        return store_.write_now(std::move(job)).has_value();
    }

    const Commune& commune_;
    sql::Store& store_;
    std::string channel_;
    Random random_;
    TimePoint now_;
    std::uint64_t typed_ = 0;
};

int measure(const config::Configuration& configuration, std::string_view texts, std::uint64_t tickets, bool all_open)
{
    const config::CommuneSection& section = configuration.communes.front();
    const auto made = set_up(section, configuration.server);
    sql::StoreOptions options;
    options.path = section.store;
    std::string why;
    const auto opened = sql::Store::open(options, &why);
    auto sentences = bench::read_sentences(std::string{texts}.c_str());
    if (!made.setup || !opened || sentences.empty())
        return fail(why.empty() ? "bad configuration or texts" : why);
    sql::Store& store = **opened;
    bench::Village village{made.setup->facts, store, std::move(sentences)};
    const std::uint64_t open_from = all_open ? 0 : tickets - std::max<std::uint64_t>(tickets / 50, 50);
    Desk desk{made.setup->facts, store};
    if (!village.fill(0, tickets, open_from) || !desk.bring_in() || !desk.hand_out(tickets))
        return fail("the store refused a ticket");
    std::string timed;
    bool good = true;
    for (const std::string_view what : {"/viec", "/quahan", "/tim"}) {
        const auto took = desk.time(what);
        if (took.empty())
            return fail("the store refused a command");
        const double p99 = took[calls * 99 / 100];
        good = good && p99 <= goal_ms;
        timed += fmt::format(R"({}"{}":{{"p50_ms":{:.2f},"p99_ms":{:.2f}}})", timed.empty() ? "" : ",", what,
                             took[calls / 2], p99);
    }
    fmt::print("{{\"tickets\":{},\"all_open\":{},\"commands\":{{{}}}}}\n", tickets, all_open, timed);
    return good ? 0 : 1;
}

} // namespace

int main(int count, char** words)
{
    if (count < 4)
        return fail("usage: bench_desk CONFIGURATION TEXTS TICKETS [open]");
    const auto loaded = config::load(words[1]);
    if (!loaded.configuration)
        return fail("the configuration cannot be read");
    return measure(*loaded.configuration, words[2], number_in(words[3]),
                   count > 4 && std::string_view{words[4]} == "open");
}
