#include "tests/unit/process/scene.hpp"

#include <catch2/catch.hpp>

#include <utility>

namespace langnghe::test {

Scene::Scene()
{
    now = from_millis(1'795'399'200'000); // Monday 2026-11-23 09:00 in Vietnam
    front = add_official("mai", {Role::front_officer});
    handler = add_official("tuan", {Role::handler}, "kinh_te");
    other = add_official("hoa", {Role::handler}, "tram_y_te");
    leader = add_official("lanh", {Role::leader});
    supervisor = add_official("giam", {Role::supervisor});
    keeper = add_official("kin", {Role::keeper});
}

User Scene::add_official(const std::string& name, Roles roles, const std::string& department)
{
    User user = add_user(name, roles);
    user.department = department;
    run([&](Context& context) {
        context.tx.people().save_user(user);
        return true;
    });
    return user;
}

Ticket Scene::report(const std::string& who, const std::string& words)
{
    say(who, words);
    said();
    return tickets().back();
}

Ticket Scene::stored(const Ticket& ticket)
{
    return run([&](Context& context) { return *context.tx.tickets().find(ticket.id); });
}

Course Scene::course(const Ticket& ticket)
{
    return run([&](Context& context) { return course_of(context, ticket); });
}

Result<Ticket> Scene::try_act(const Actor& actor, const Ticket& ticket, const std::vector<Step>& steps)
{
    // A refusal leaves the transaction as it was, by itself.
    std::optional<Result<Ticket>> after;
    run([&](Context& context) {
        after = langnghe::act(context, actor, ticket, steps);
        return true;
    });
    return *after;
}

Result<Ticket> Scene::try_act(const User& user, const Ticket& ticket, const Step& step)
{
    return try_act(actor_of(user), ticket, std::vector<Step>{step});
}

Ticket Scene::act(const Actor& actor, const Ticket& ticket, const std::vector<Step>& steps)
{
    const auto after = try_act(actor, ticket, steps);
    INFO(name_of(steps.back().action) << " on " << name_of(ticket.status));
    REQUIRE((after ? "" : after.error().message()) == "");
    return *after;
}

Ticket Scene::act(const User& user, const Ticket& ticket, const Step& step)
{
    return act(actor_of(user), ticket, std::vector<Step>{step});
}

Ticket Scene::lead(Ticket ticket, Status to)
{
    const Step result = [] {
        Step step = resolve("Đã vá xong");
        step.files = {photo()};
        return step;
    }();
    const std::vector<std::pair<Status, std::pair<User, Step>>> way{
        {Status::verified, {front, step(Action::verify)}},
        {Status::classified, {front, classify("giao_thong", "khu_3")}},
        {Status::transferred, {front, transfer("kinh_te")}},
        {Status::in_progress, {handler, step(Action::accept)}},
        {Status::resolved, {handler, result}},
        {to == Status::closed ? Status::closed : Status::published,
         {front, step(to == Status::closed ? Action::close : Action::publish, "Đã vá ổ gà ở Khu 3")}}};
    for (const auto& [status, taken] : way) {
        if (ticket.status == to)
            break;
        ticket = act(taken.first, ticket, taken.second);
        REQUIRE(ticket.status == status);
    }
    REQUIRE(ticket.status == to);
    said();
    return ticket;
}

std::string Scene::last_to(const std::string& chat)
{
    const auto texts = said_to(chat);
    return texts.empty() ? std::string{} : texts.back();
}

bool sees(Scene& scene, const User& user, const Ticket& ticket)
{
    return scene.run([&](Context& context) { return may_see(context, actor_of(user), ticket); });
}

Step step(Action action, std::string text)
{
    Step step;
    step.action = action;
    step.text = std::move(text);
    return step;
}

Step classify(std::string field, std::string area, std::optional<Urgency> urgency)
{
    Step made = step(Action::classify);
    made.field = std::move(field);
    made.area = std::move(area);
    made.urgency = urgency;
    return made;
}

Step transfer(std::string department)
{
    Step made = step(Action::transfer);
    made.department = std::move(department);
    return made;
}

Step resolve(std::string text, ResultKind kind)
{
    Step made = step(Action::resolve, std::move(text));
    made.kind = kind;
    return made;
}

Step nature(Nature nature)
{
    Step made = step(Action::set_nature);
    made.nature = nature;
    return made;
}

OutboxFile photo(std::string sha256) { return {std::move(sha256), "anh.jpg", AttachmentKind::photo, "image/jpeg", 9}; }

} // namespace langnghe::test
