#include "tests/bench/desk/years.hpp"

#include "bot/commune/setup.hpp"
#include "core/clock/keep.hpp"
#include "core/store/scores.hpp"
#include "core/store/wakes.hpp"
#include "tests/bench/growth/village.hpp"

#include <array>
#include <chrono>

namespace langnghe::bench {
namespace {

constexpr std::uint64_t thousand = 1'000;
constexpr std::uint64_t between_looks = 64;
constexpr int slice = 64;

// Tickets that came in meanwhile: 20 minutes, 3 hours, a day, two, a week.
constexpr std::uint64_t until_sorted = 8;
constexpr std::uint64_t until_accepted = 69;
constexpr std::uint64_t until_extended = 550;
constexpr std::uint64_t until_resolved = 1'100;
constexpr std::uint64_t until_finished = 3'850;

// Of a thousand tickets, up to here: what becomes of them.
constexpr std::uint64_t stays_received = 3;
constexpr std::uint64_t sealed = 13;
constexpr std::uint64_t rejected = 63;
constexpr std::uint64_t asked = 73;
constexpr std::uint64_t stays_transferred = 83;
constexpr std::uint64_t stays_in_progress = 100;
constexpr std::uint64_t extended = 150;
constexpr std::uint64_t published = 500;
constexpr std::uint64_t closed_by_hand = 800; // the others by the clock

constexpr std::array kinds{ResultKind::solved, ResultKind::solved, ResultKind::partly, ResultKind::answered,
                           ResultKind::impossible};

// The same in each run, and not in step with fields or areas.
std::uint64_t fate_of(std::uint64_t ticket) { return (ticket * 0x9E37'79B9'7F4A'7C15U >> 32U) % thousand; }

TicketId id_of(std::uint64_t ticket) { return TicketId{static_cast<std::int64_t>(ticket + 1)}; }

template <class T>
const T& turn(const std::vector<T>& all, std::uint64_t ticket)
{
    return all[ticket % all.size()];
}

OutboxFile photo()
{
    OutboxFile file;
    file.sha256 = std::string(64, 'a');
    file.bytes = 120'000;
    file.name = "anh.jpg";
    file.mime = "image/jpeg";
    return file;
}

// One in two answers.
void answer(Tx& tx, TicketId ticket, TimePoint now)
{
    const auto number = static_cast<std::uint64_t>(static_cast<std::int64_t>(ticket));
    for (Score& score : tx.scores().of_ticket(ticket)) {
        if (score.score != 0 || number % 2 == 0)
            continue;
        score.score = 1 + static_cast<int>(fate_of(number) % 5);
        score.answered_at = now;
        tx.scores().save(score);
    }
}

} // namespace

Years::Years(const Commune& commune) : commune_(commune), random_(system_random) {}

void Years::go_on(Tx& tx, std::uint64_t number, TimePoint now)
{
    if (officer_ == UserId::none)
        employ(tx);
    Context context{tx, commune_, random_, now};
    const auto when = [&](std::uint64_t later, void (Years::*what)(Context&, std::uint64_t)) {
        if (number >= later)
            (this->*what)(context, number - later);
    };
    when(until_sorted, &Years::front);
    when(until_accepted, &Years::accept);
    when(until_extended, &Years::extend);
    when(until_resolved, &Years::resolve);
    when(until_finished, &Years::finish);
    if (number % between_looks == 0)
        keep_time(context);
}

void Years::employ(Tx& tx)
{
    const auto add = [&tx](std::string name, Roles roles, std::string department) {
        User user;
        user.name = std::move(name);
        user.roles = roles;
        user.department = std::move(department);
        return tx.people().add_user(user).id;
    };
    officer_ = add("Nguyễn Thị Mặt Trận", {Role::front_officer}, {});
    leader_ = add("Trần Văn Chủ Tịch", {Role::leader}, {});
    for (const auto& department : commune_.taxonomy.departments)
        handlers_.push_back(add("Cán bộ " + department.name, {Role::handler}, department.key));
}

void Years::front(Context& context, std::uint64_t ticket)
{
    const std::uint64_t fate = fate_of(ticket);
    const Taxonomy& taxonomy = commune_.taxonomy;
    Step step;
    step.field = turn(taxonomy.fields, ticket).key;
    if (!taxonomy.areas.empty())
        step.area = turn(taxonomy.areas, ticket / 3).key;
    if (fate < stays_received)
        return;
    if (fate < sealed) {
        step = {.action = Action::set_nature, .nature = Nature::denunciation};
        return take(context, ticket, officer_, step);
    }
    if (fate < rejected) {
        step.action = Action::reject;
        step.text = "Nội dung không rõ địa điểm và không liên hệ được với người gửi";
    } else if (fate < asked) {
        step.action = Action::ask;
        step.text = "Anh/chị cho biết cụ thể ở đoạn nào?";
    } else {
        step.action = Action::transfer;
        step.department = turn(taxonomy.departments, ticket).key;
        take(context, ticket, officer_, {.action = Action::set_nature, .nature = Nature::field_report});
    }
    take(context, ticket, officer_, step);
}

void Years::accept(Context& context, std::uint64_t ticket)
{
    if (fate_of(ticket) >= stays_transferred)
        take(context, ticket, handler_of(context, ticket), {.action = Action::accept});
}

void Years::extend(Context& context, std::uint64_t ticket)
{
    if (fate_of(ticket) < stays_in_progress || fate_of(ticket) >= extended)
        return;
    take(context, ticket, handler_of(context, ticket),
         {.action = Action::ask_extension, .text = "Chờ vật tư", .days = 3});
    if (ticket % 2 == 0)
        take(context, ticket, leader_, {.action = Action::approve_extension});
}

void Years::resolve(Context& context, std::uint64_t ticket)
{
    if (fate_of(ticket) < stays_in_progress)
        return;
    Step step{.action = Action::resolve, .text = "Tổ đã kiểm tra và sửa xong trong ngày"};
    step.kind = kinds[ticket % kinds.size()];
    step.files = {photo()};
    take(context, ticket, handler_of(context, ticket), step);
}

void Years::finish(Context& context, std::uint64_t ticket)
{
    const std::uint64_t fate = fate_of(ticket);
    if (fate < stays_in_progress || fate >= closed_by_hand)
        return;
    const Action action = fate < published ? Action::publish : Action::close;
    take(context, ticket, officer_, {.action = action, .text = "Đã xử lý xong theo phản ánh của bà con"});
}

void Years::take(Context& context, std::uint64_t ticket, UserId who, const Step& step)
{
    const auto user = context.tx.people().find_user(who);
    const auto found = context.tx.tickets().find(id_of(ticket));
    // What may be a denunciation is its keeper's.
    if (!user || !found || found->suspected || found->sealed())
        return;
    if (!act(context, actor_of(*user), *found, with_implied(context, *found, step)))
        ++refused_;
    deliver(context.tx, found->id, context.now);
}

void Years::keep_time(Context& context)
{
    while (clock::follow(context, slice) >= slice)
        ;
    for (const TicketId ticket : context.tx.wakes().due(context.now, 10 * slice)) {
        clock::look_at(context, ticket);
        deliver(context.tx, ticket, context.now);
        answer(context.tx, ticket, context.now);
    }
}

UserId Years::handler_of(Context& context, std::uint64_t ticket) const
{
    const auto found = context.tx.tickets().find(id_of(ticket));
    for (std::size_t i = 0; found && i < handlers_.size(); ++i)
        if (commune_.taxonomy.departments[i].key == found->department)
            return handlers_[i];
    return leader_;
}

} // namespace langnghe::bench
