#include "core/journal/fold.hpp"

#include <algorithm>

namespace langnghe::journal {
namespace {

bool is_detour(Status status) { return status == Status::needs_info || status == Status::merged; }

std::string_view take_fact(std::string_view& facts)
{
    const auto end = std::min(facts.find(';'), facts.size());
    const auto fact = facts.substr(0, end);
    facts.remove_prefix(std::min(end + 1, facts.size()));
    return fact;
}

} // namespace

std::optional<std::string_view> fact_in(std::string_view facts, std::string_view key)
{
    while (!facts.empty()) {
        const auto fact = take_fact(facts);
        if (fact.size() > key.size() && fact.starts_with(key) && fact[key.size()] == '=')
            return fact.substr(key.size() + 1);
    }
    return std::nullopt;
}

void TicketFold::take(const Entry& entry)
{
    ++entries_;
    last_ = entry.seq;
    Done& done = actions_[entry.action];
    done.seq = entry.seq;
    done.text = entry.text;
    ++done.count;
    if (entry.action == name_of(Action::receive))
        opened_ = entry.seq;
    if (entry.to) {
        // As enter() of the transitions leaves it.
        const bool from_question = entry.from == Status::needs_info;
        if (is_detour(*entry.to) && entry.from != entry.to && !from_question)
            returns_to_ = entry.from;
        else if (!is_detour(*entry.to) && entry.from != entry.to)
            returns_to_.reset();
        status_ = entry.to;
        status_seq_ = entry.seq;
    }
    std::string_view facts = entry.facts;
    while (!facts.empty()) {
        const auto fact = take_fact(facts);
        const auto equals = fact.find('=');
        if (equals != std::string_view::npos)
            facts_[std::string{fact.substr(0, equals)}] = {std::string{fact.substr(equals + 1)}, entry.seq};
    }
}

const Told* TicketFold::told(std::string_view key) const
{
    const auto found = facts_.find(key);
    return found == facts_.end() ? nullptr : &found->second;
}

std::int64_t TicketFold::seq_of(std::string_view action) const
{
    const auto found = actions_.find(action);
    return found == actions_.end() ? 0 : found->second.seq;
}

int TicketFold::count_of(std::string_view action) const
{
    const auto found = actions_.find(action);
    return found == actions_.end() ? 0 : found->second.count;
}

std::optional<std::string> TicketFold::text_of(std::string_view action) const
{
    const auto found = actions_.find(action);
    return found == actions_.end() ? std::nullopt : found->second.text;
}

} // namespace langnghe::journal
