#include "core/ticket/transitions.hpp"
#include "tests/unit/process/scene.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <random>
#include <set>

using namespace langnghe;
using namespace langnghe::test;

namespace {

constexpr int seeds = 6;
constexpr int steps = 400;
constexpr const char* phone = "0912345678"; // in every citizen's words
constexpr const char* mark = "zqx";         // and this: nobody else says it

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

struct Player
{
    std::string chat;
    Actor actor;
};

// What a step changed must be right whatever came before it.
class Play : public Scene
{
public:
    explicit Play(unsigned seed) : dice_(seed)
    {
        add_official("kiem", {Role::supervisor, Role::front_officer});
        add_official("truong", {Role::leader}, "kinh_te");
        commune.taxonomy.hear_new = {"mttq"};
        add_group("nhom_mttq", "mttq");
        add_group("nhom_kt", "kinh_te");
        for (const char* who : {"an", "binh", "chi", "duc"})
            report(who, fmt::format("Ổ gà ở Khu 3 {} gọi {}", mark, phone));
        report("em", fmt::format("Tôi muốn tố cáo {} gọi {}", mark, phone));
        said();
        players();
    }

    // Whether a step was taken.
    bool turn()
    {
        now += std::chrono::minutes{number_to(180)};
        const auto before = versions();
        const Ticket ticket = stored(tickets()[number_to(tickets().size() - 1)]);
        if (ticket.status == Status::needs_info && number_to(2) == 0)
            return answer(ticket);
        const Action action = some_action(ticket);
        const Player& player = some_player(ticket, action);
        const Step step = some_step(action, ticket);
        INFO(player.chat << ' ' << name_of(action) << " on " << name_of(ticket.status));
        const auto entries = last_entry();
        const auto after = try_act(player.actor, ticket, {step});
        const auto told = said();
        if (!after) {
            REQUIRE(versions() == before);
            REQUIRE(last_entry() == entries);
            REQUIRE(told.empty());
            return false;
        }
        REQUIRE((!step.version || *step.version == ticket.version));
        check_versions(before, ticket, action);
        check_entries(entries, ticket, action);
        check_told(told, player);
        check_kept();
        return true;
    }

private:
    using Versions = std::map<TicketId, std::int64_t>;

    std::size_t number_to(std::size_t most) { return std::uniform_int_distribution<std::size_t>{0, most}(dice_); }

    template <class List>
    auto one_of(const List& list)
    {
        return *(std::begin(list) + static_cast<std::ptrdiff_t>(number_to(std::size(list) - 1)));
    }

    void players()
    {
        for (const User& user : run([](Context& context) { return context.tx.people().users(); }))
            players_.push_back({user.name, actor_of(user)});
        for (const char* who : {"an", "binh", "chi", "duc", "em"})
            players_.push_back({who, actor_of(*identity(who))});
        players_.push_back({"", the_program()});
        players_.push_back({"", the_console()});
    }

    // The reporter writes: the intake takes the step.
    bool answer(const Ticket& ticket)
    {
        say(ticket.chat, fmt::format("Ở gần chợ {}", mark));
        said();
        const Ticket after = stored(ticket);
        REQUIRE(after.due_at.has_value() == (after.status != Status::needs_info));
        return true;
    }

    Versions versions()
    {
        Versions all;
        for (const Ticket& ticket : tickets())
            all[ticket.id] = ticket.version;
        return all;
    }

    std::int64_t last_entry()
    {
        return run([](Context& context) { return context.tx.journal().last()->seq; });
    }

    // Mostly one that the table knows here.
    Action some_action(const Ticket& ticket)
    {
        std::vector<Action> all;
        for (auto each = static_cast<int>(Action::verify); each <= static_cast<int>(Action::let_in); ++each)
            if (find_rule(ticket.status, static_cast<Action>(each)) != nullptr)
                all.push_back(static_cast<Action>(each));
        if (number_to(9) == 0)
            return static_cast<Action>(number_to(static_cast<std::size_t>(Action::let_in) - 1) + 1);
        return one_of(all);
    }

    // Mostly one whose roles the table knows, or the keeper.
    const Player& some_player(const Ticket& ticket, Action action)
    {
        const Rule* rule = find_rule(ticket.status, action);
        for (int tries = 0; tries < 8; ++tries) {
            const Player& player = players_[number_to(players_.size() - 1)];
            if (rule == nullptr || player.actor.roles.any_of(rule->who))
                return player;
        }
        return players_[number_to(players_.size() - 1)];
    }

    Step some_step(Action action, const Ticket& ticket)
    {
        constexpr std::array natures{Nature::field_report, Nature::petition,     Nature::question,
                                     Nature::complaint,    Nature::field_report, Nature::denunciation};
        constexpr std::array<const char*, 4> departments{"kinh_te", "tram_y_te", "van_phong", "kinh_te"};
        constexpr std::array<const char*, 4> fields{"giao_thong", "tthc", "thai_do", ""};
        Step step;
        step.action = action;
        step.text = number_to(7) == 0 ? "" : "Lời của cán bộ";
        step.field = one_of(fields);
        step.department = one_of(departments);
        if (number_to(5) == 0)
            step.urgency = Urgency::urgent;
        if (action == Action::set_nature)
            step.nature = one_of(natures);
        if (action == Action::let_in || action == Action::keep_out || (action == Action::verify && number_to(5) == 0))
            step.kept_from = some_party(action, ticket);
        step.person = number_to(1) == 0 ? handler.id : keeper.id;
        step.master = one_of(tickets()).id;
        step.days = static_cast<int>(number_to(4));
        if (number_to(3) != 0)
            step.files = {photo()};
        if (number_to(19) == 0)
            step.version = ticket.version - 1;
        return step;
    }

    // Somebody whom the step may be about; most are let in again soon, so that the rest of the play goes on.
    Party some_party(Action action, const Ticket& ticket)
    {
        const KeptFrom kept = course(ticket).kept_from;
        if (action == Action::let_in && !kept.empty())
            return kept[number_to(kept.size() - 1)];
        if (number_to(2) == 0)
            return {number_to(1) == 0 ? "kinh_te" : "van_phong", UserId::none};
        return {{}, UserId{static_cast<std::int64_t>(number_to(9))}};
    }

    // Whom a ticket is kept from neither has it nor sees it, whatever was done.
    void check_kept()
    {
        for (const Ticket& ticket : tickets())
            for (const Party& party : course(ticket).kept_from) {
                REQUIRE((!is_open(ticket.status) || party.department.empty() || ticket.department != party.department));
                REQUIRE((party.person == UserId::none || ticket.assignee != party.person));
                for (const Player& player : players_)
                    if (is_kept_from({party}, player.actor.user, player.actor.department))
                        REQUIRE_FALSE(run([&](Context& context) { return may_see(context, player.actor, ticket); }));
            }
    }

    // By exactly one; of others only where they hang together.
    void check_versions(const Versions& before, const Ticket& ticket, Action action)
    {
        const bool others = action == Action::merge || action == Action::unmerge || action == Action::set_nature;
        for (const auto& [id, version] : versions()) {
            const auto grown = version - before.at(id);
            if (id == ticket.id)
                REQUIRE(grown == 1);
            else
                REQUIRE((grown == 0 || (others && grown == 1)));
        }
    }

    void check_entries(std::int64_t before, const Ticket& ticket, Action action)
    {
        const auto entries = run([&](Context& context) { return context.tx.journal().after(before, 100); });
        const auto of_it = [&](const journal::Entry& entry) { return entry.ticket == ticket.id; };
        REQUIRE(std::ranges::count_if(entries, of_it) == 1);
        const auto entry = std::ranges::find_if(entries, of_it);
        REQUIRE(entry->action == name_of(action));
        REQUIRE(entry->from == ticket.status);
        REQUIRE(entry->to == stored(ticket).status);
    }

    void check_told(const std::vector<OutboxItem>& told, const Player& player)
    {
        std::set<std::string> heard;
        for (const OutboxItem& item : told) {
            INFO("to " << item.chat << ": " << item.text);
            REQUIRE(item.chat != player.chat);
            if (!item.text.empty())
                REQUIRE(heard.insert(item.chat).second);
            REQUIRE(!has(item.text, phone));
            check_hearer(item);
        }
    }

    void check_hearer(const OutboxItem& item)
    {
        run([&](Context& context) {
            const Ticket ticket = *context.tx.tickets().find(item.ticket);
            const bool hidden = ticket.sealed() || ticket.suspected;
            if (item.chat_kind == ChatKind::group) {
                REQUIRE_FALSE(hidden);
                REQUIRE_FALSE(has(item.text, mark));
                return true;
            }
            const Identity hearer = *context.tx.people().find(item.channel, item.chat);
            if (const auto user = context.tx.people().find_user(hearer.user)) {
                REQUIRE(may_see(context, actor_of(*user), ticket));
                REQUIRE((!has(item.text, mark) || !ticket.discreet()));
            } else {
                REQUIRE(is_reporter(context, hearer.id, ticket));
            }
            return true;
        });
    }

    std::mt19937 dice_;
    std::vector<Player> players_;
};

} // namespace

TEST_CASE("whatever is done in whatever order, journal and tables agree and nobody hears what he may not")
{
    for (unsigned seed = 1; seed <= seeds; ++seed) {
        INFO("seed " << seed);
        Play play(seed);
        int taken = 0;
        for (int i = 0; i < steps; ++i)
            taken += play.turn() ? 1 : 0;
        CHECK(taken > steps / 20);
        const auto faults = play.faults();
        INFO((faults.empty() ? std::string{} : faults.front()));
        CHECK(faults.empty());
    }
}
