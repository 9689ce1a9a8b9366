#include "core/process/followers.hpp"

#include "core/journal/record.hpp"
#include "core/store/courses.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <utility>

namespace langnghe::process {
namespace {

constexpr int longest_chain = 8;

} // namespace

std::vector<Ticket> with_followers(Context& context, const Ticket& ticket)
{
    std::vector<Ticket> all{ticket};
    for (std::size_t i = 0; i < all.size(); ++i)
        for (const TicketId id : context.tx.courses().followers(all[i].id))
            if (auto follower = context.tx.tickets().find(id))
                all.push_back(std::move(*follower));
    return all;
}

void close_questions(Context& context, const Ticket& ticket)
{
    auto& questions = context.tx.questions();
    for (const Ticket& each : with_followers(context, ticket)) {
        const TimePoint since = context.now - context.commune.rules.question_life;
        const auto open = each.in_group ? std::nullopt : questions.newest_open(each.channel, each.chat, since);
        if (open && open->ticket == ticket.id && open->kind == Question::Kind::information)
            questions.close(open->id);
    }
}

void add_voices(Context& context, TicketId master, std::int64_t voices, const Ticket& of, const std::string& actor)
{
    for (int i = 0; voices != 0 && master != TicketId::none && i < longest_chain; ++i) {
        auto ticket = context.tx.tickets().find(master);
        if (!ticket)
            return;
        ticket->voices += voices;
        context.tx.tickets().save(*ticket);
        journal::record(context, {.ticket = ticket->id,
                                  .actor = actor,
                                  .action = "voices",
                                  .facts = fmt::format("voices={};of={}", ticket->voices, number(of.id))});
        master = ticket->merged_into;
    }
}

} // namespace langnghe::process
