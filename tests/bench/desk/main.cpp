// bench_desk CONFIGURATION TEXTS TICKETS CALLS: a commune with so many tickets, each with its history, and what /viec,
// /quahan and /tim take an official, so many calls each: from the message to the answer in the outbox, committed. Then
// the weekly report on the read connection. One line of JSON. The store is left behind, three officials linked to the
// chats 9000000000000000001 (front), …2 (handler) and …3 (leader).
#include "adapters/report/forms.hpp"
#include "adapters/sql/store.hpp"
#include "bot/commune/setup.hpp"
#include "core/intake/take_in.hpp"
#include "core/report/report.hpp"
#include "tests/bench/desk/years.hpp"
#include "tests/bench/growth/village.hpp"
#include "tests/bench/loadgen/deliveries.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace langnghe;

constexpr std::size_t reports = 20;
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

double cpu_ms()
{
    timespec used{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) * 1e3 + static_cast<double>(used.tv_nsec) / 1e6;
}

struct Timed
{
    std::vector<double> took; // milliseconds, sorted; empty when the store refused
    double cpu = 0;           // of the whole process, for one
    double found = 1;         // the share of answers that name a ticket
};

// `once` says whether it went well.
template <class Once>
Timed repeat(std::size_t count, Once once)
{
    Timed timed;
    const double cpu = cpu_ms();
    for (std::size_t i = 0; i < count; ++i) {
        const auto begun = std::chrono::steady_clock::now();
        if (!once(i))
            return {};
        timed.took.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count());
    }
    timed.cpu = (cpu_ms() - cpu) / static_cast<double>(count);
    std::ranges::sort(timed.took);
    return timed;
}

std::string json_of(std::string_view name, const Timed& timed)
{
    const std::size_t count = timed.took.size();
    return fmt::format(R"("{}":{{"p50_ms":{:.2f},"p99_ms":{:.2f},"cpu_ms":{:.2f},"found":{:.2f}}})", name,
                       timed.took[count / 2], timed.took[count * 99 / 100], timed.cpu, timed.found);
}

class Desk
{
public:
    Desk(const Commune& commune, sql::Store& store, TimePoint now)
        : commune_(commune), store_(store), channel_(commune.channels.begin()->first), random_(system_random), now_(now)
    {}

    // A linked official of each kind.
    bool bring_in()
    {
        auto job = [this](Tx& tx) {
            for (const Roles& roles : {Roles{Role::front_officer}, Roles{Role::handler}, Roles{Role::leader}}) {
                User user;
                user.name = fmt::format("Cán bộ {}", chats_.size() + 1);
                user.roles = roles;
                user.department = roles.has(Role::handler) ? commune_.taxonomy.departments.front().key : "";
                user = tx.people().add_user(user);
                Identity identity;
                identity.channel = channel_;
                identity.external_id = chats_.emplace_back(fmt::format("900000000000000000{}", chats_.size() + 1));
                identity.user = user.id;
                identity.greeted = true;
                tx.people().add(identity);
            }
            return true;
        };
        return store_.write_now(std::move(job)).has_value();
    }

    Timed time(std::string_view what, std::size_t calls)
    {
        Timed timed = repeat(calls, [&](std::size_t i) {
            const std::string words{what == "/tim" ? searches[i % searches.size()] : what};
            return type(chats_[i % chats_.size()], words);
        });
        const Answers answers = take_answers();
        timed.found = static_cast<double>(answers.with_ticket) / static_cast<double>(calls);
        return answers.all == calls ? timed : Timed{};
    }

    // With its form for a group and the one that is kept.
    Timed report(report::Span span)
    {
        return repeat(reports, [&](std::size_t) {
            const auto size = store_.read_now([&](Tx& tx) {
                Context context{tx, commune_, random_, now_};
                const auto made = report::make(context, period_of(span, calendar::day_of(now_)));
                return report::to_text(commune_, made).size() + report::to_json(made).size();
            });
            return size.has_value();
        });
    }

private:
    struct Answers
    {
        std::size_t all = 0;
        std::size_t with_ticket = 0;
    };

    // What waits; then it is as after a successful send.
    Answers take_answers()
    {
        Answers taken;
        auto job = [this, &taken](Tx& tx) {
            const auto waiting = tx.outbox().list({{DeliveryState::queued}, {}, {}, {}, {}, batch});
            for (OutboxItem item : waiting) {
                ++taken.all;
                taken.with_ticket += std::size_t{item.text.find(commune_.letters + "-") != std::string::npos};
                item.state = DeliveryState::sent;
                item.sent_at = now_;
                tx.outbox().save(item);
            }
            return !waiting.empty();
        };
        auto more = store_.write_now(job);
        while (more && *more)
            more = store_.write_now(job);
        return taken;
    }

    bool type(const std::string& chat, const std::string& words)
    {
        Message message;
        message.id = fmt::format("desk{}", ++typed_);
        message.chat.id = chat;
        message.from.id = chat;
        message.text = words;
        now_ += Duration{500};
        const InboundEvent event{channel_, "message/" + message.id, "user_send_text", now_, message};
        auto job = [this, &event](Tx& tx) {
            Context context{tx, commune_, random_, now_};
            take_in(context, event, {});
        };
        return store_.write_now(std::move(job)).has_value();
    }

    const Commune& commune_;
    sql::Store& store_;
    std::string channel_;
    Random random_;
    TimePoint now_;
    std::vector<std::string> chats_;
    std::uint64_t typed_ = 0;
};

// Members of a JSON object; empty when something was refused.
std::string time_all(Desk& desk, std::size_t calls)
{
    std::string members;
    bool good = true;
    const auto add = [&](std::string_view name, const Timed& timed) {
        good = good && !timed.took.empty();
        if (good)
            members += (members.empty() ? "" : ",") + json_of(name, timed);
    };
    for (const std::string_view what : {"/viec", "/quahan", "/tim"})
        add(what, desk.time(what, calls));
    for (const auto span : {report::Span::week, report::Span::quarter})
        add(report::name_of(span), desk.report(span));
    return good ? members : std::string{};
}

int measure(const config::Configuration& configuration, const char* const* words)
{
    const auto tickets = number_in(words[3]);
    const auto calls = number_in(words[4]);
    const config::CommuneSection& section = configuration.communes.front();
    const auto made = set_up(section, configuration.server);
    sql::StoreOptions options;
    options.path = section.store;
    std::string why;
    const auto opened = sql::Store::open(options, &why);
    auto sentences = bench::read_sentences(words[2]);
    if (!made.setup || !opened || sentences.empty() || tickets == 0 || calls == 0)
        return fail(why.empty() ? "bad configuration, texts or numbers" : why);
    const Commune& commune = made.setup->facts;
    sql::Store& store = **opened;
    // The calls end before the present, so that a daemon goes on from there.
    const TimePoint until = system_now() - std::chrono::hours{2};
    bench::Village village{commune, store, std::move(sentences),
                           until - bench::between_tickets * static_cast<Duration::rep>(tickets)};
    bench::Years years{commune};
    if (!village.fill(0, tickets,
                      [&](Tx& tx, const Ticket&, std::uint64_t number, TimePoint at) { years.go_on(tx, number, at); }))
        return fail("the store refused a ticket");
    if (years.refused() > tickets / 100)
        return fail(fmt::format("{} steps were refused", years.refused()));
    Desk desk{commune, store, until};
    if (!desk.bring_in())
        return fail("the store refused an official");
    const std::string timed = time_all(desk, calls);
    if (timed.empty())
        return fail("the store refused a command or a report");
    const auto open = store.read_now([](Tx& tx) {
        std::int64_t count = 0;
        for (const auto& [status, number] : tx.tickets().counts())
            count += is_open(status) ? number : 0;
        return count;
    });
    fmt::print("{{\"tickets\":{},\"open\":{},\"refused\":{},\"took\":{{{}}}}}\n", tickets, open ? *open : 0,
               years.refused(), timed);
    return 0;
}

} // namespace

int main(int count, char** words)
{
    if (count != 5)
        return fail("usage: bench_desk CONFIGURATION TEXTS TICKETS CALLS");
    const auto loaded = config::load(words[1]);
    return loaded.configuration ? measure(*loaded.configuration, words) : fail("the configuration cannot be read");
}
