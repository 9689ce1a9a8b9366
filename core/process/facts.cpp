#include "core/process/facts.hpp"

#include <fmt/format.h>

#include <utility>

namespace langnghe::process {
namespace {

// Gathers "key=value;key=value".
class Facts
{
public:
    void add(std::string_view key, std::string_view value)
    {
        text_ += fmt::format("{}{}={}", text_.empty() ? "" : ";", key, value.empty() ? "none" : value);
    }
    void note(std::string_view key, const std::string& before, const std::string& after)
    {
        if (before != after)
            add(key, after);
    }
    template <class T>
    void note_number(std::string_view key, T before, T after)
    {
        if (before != after)
            add(key, std::to_string(after));
    }
    void note_id(std::string_view key, std::int64_t before, std::int64_t after)
    {
        if (before != after)
            add(key, after == 0 ? std::string{} : std::to_string(after));
    }
    void note(std::string_view key, std::optional<TimePoint> before, std::optional<TimePoint> after)
    {
        if (before != after)
            add(key, after ? std::to_string(to_millis(*after)) : std::string{});
    }
    std::string take() { return std::move(text_); }

private:
    std::string text_;
};

std::string kind_of(const Ticket& ticket) { return ticket.result ? std::string{name_of(ticket.result->kind)} : ""; }

void note_ticket(Facts& facts, const Ticket& before, const Ticket& after)
{
    facts.note("nature", std::string{name_of(before.nature)}, std::string{name_of(after.nature)});
    facts.note("urgency", std::string{name_of(before.urgency)}, std::string{name_of(after.urgency)});
    facts.note("field", before.field, after.field);
    facts.note("area", before.area, after.area);
    facts.note("department", before.department, after.department);
    facts.note_id("assignee", number(before.assignee), number(after.assignee));
    facts.note_number("in_group", int{before.in_group}, int{after.in_group});
    facts.note_number("suspected", int{before.suspected}, int{after.suspected});
    facts.note("due_at", before.due_at, after.due_at);
    facts.note("closed_at", before.closed_at, after.closed_at);
    facts.note_number("voices", before.voices, after.voices);
    facts.note_id("merged_into", number(before.merged_into), number(after.merged_into));
    facts.note("result", kind_of(before), kind_of(after));
}

void note_step(Facts& facts, const Change& change)
{
    const Step& step = change.step;
    if (step.action == Action::ask_extension)
        facts.add("asked_days", std::to_string(step.days));
    if (step.action == Action::approve_extension)
        facts.add("extended_days", std::to_string(change.course.extended_days));
    const bool lets_in = step.action == Action::let_in;
    if (lets_in || (may_keep_out(step.action) && !change.course.kept_from.empty()))
        facts.add("kept_from", to_text(change.course.kept_from));
    std::string files;
    for (const OutboxFile& file : step.files)
        files += (files.empty() ? "" : "+") + file.sha256;
    if (!files.empty())
        facts.add("files", files);
}

} // namespace

std::string difference(const Ticket& before, const Ticket& after)
{
    Facts facts;
    note_ticket(facts, before, after);
    return facts.take();
}

std::string facts_of(const Change& change)
{
    Facts facts;
    note_ticket(facts, change.before, change.after);
    note_step(facts, change);
    return facts.take();
}

} // namespace langnghe::process
