#include "core/score/ask.hpp"

#include "core/journal/record.hpp"
#include "core/message/say.hpp"
#include "core/outbox/post.hpp"
#include "core/score/reopen.hpp"
#include "core/store/courses.hpp"
#include "core/text/numbers.hpp"
#include "core/text/utf8.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace langnghe::score {
namespace {

constexpr Duration patience = std::chrono::hours{24}; // until the one reminder
constexpr int low = 2;                                // and below: why is asked
constexpr std::array levels{Say::score_1, Say::score_2, Say::score_3, Say::score_4, Say::score_5};

int closure_of(Context& context, const Ticket& ticket)
{
    const auto course = context.tx.courses().find(ticket.id);
    return course ? 1 + course->reopened : 1;
}

void put_question(Context& context, const Ticket& ticket, const Score& asked, Say what)
{
    Letter letter;
    letter.channel = asked.channel;
    letter.to.id = asked.chat;
    letter.ticket = ticket.id;
    letter.kind = DeliveryKind::status;
    letter.text = context.commune.say(what, {{"code", code_of(context, ticket)}});
    for (std::size_t i = 0; i < levels.size(); ++i)
        letter.buttons.push_back({context.commune.say(levels[i]),
                                  fmt::format("ln:score:{}:{}:{}", number(ticket.id), asked.closure, i + 1),
                                  {}});
    post(context, std::move(letter));
    Question question;
    question.channel = asked.channel;
    question.chat = asked.chat;
    question.ticket = ticket.id;
    question.kind = Question::Kind::score;
    question.asked_at = context.now;
    context.tx.questions().ask(question);
}

// The question is open from when it was put last.
bool is_open_for(const Context& context, const Score& asked)
{
    return context.now < asked.reminded_at.value_or(asked.asked_at) + context.commune.rules.question_life;
}

// What comes next in the chat is the reason: it joins the ticket like any answer.
void ask_why(Context& context, const Identity& identity, const Ticket& ticket, int score)
{
    Letter letter = letter_to(
        identity, ticket, DeliveryKind::reply,
        context.commune.say(Say::score_low, {{"code", code_of(context, ticket)}, {"score", std::to_string(score)}}));
    letter.buttons.push_back(reopen_button(context, ticket));
    post(context, std::move(letter));
    Question question;
    question.channel = identity.channel;
    question.chat = identity.external_id;
    question.ticket = ticket.id;
    question.kind = Question::Kind::information;
    question.asked_at = context.now;
    context.tx.questions().ask(question);
}

void take(Context& context, const Identity& identity, const Ticket& ticket, Score asked, int score)
{
    journal::record(context, {.ticket = ticket.id,
                              .actor = journal::actor(ticket, identity.id),
                              .action = "score",
                              .facts = fmt::format("closure={};score={}", asked.closure, score)});
    close_question(context, identity, ticket.id);
    asked.score = score;
    asked.answered_at = context.now;
    context.tx.scores().save(asked);
    if (score <= low)
        return ask_why(context, identity, ticket, score);
    post(context, letter_to(identity, ticket, DeliveryKind::reply,
                            context.commune.say(Say::score_thanks, {{"code", code_of(context, ticket)},
                                                                    {"score", std::to_string(score)}})));
}

void take_score_press(Context& context, const Identity& identity, const std::array<std::int64_t, 3>& numbers)
{
    const auto [id, closure, score] = numbers;
    const auto ticket = context.tx.tickets().find(TicketId{id});
    if (!ticket || ticket->reporter != identity.id || score < 1 || score > 5 || closure < 1 || closure > 1000)
        return;
    const auto asked = context.tx.scores().find(ticket->id, static_cast<int>(closure));
    if (!asked)
        return;
    if (is_scored(*ticket) && asked->closure == closure_of(context, *ticket) && is_open_for(context, *asked))
        return take(context, identity, *ticket, *asked, static_cast<int>(score));
    post(context, letter_to(identity, *ticket, DeliveryKind::reply,
                            context.commune.say(Say::score_late, {{"code", code_of(context, *ticket)}})));
}

} // namespace

bool is_scored(const Ticket& ticket)
{
    return is_finished(ticket.status) && ticket.result && !ticket.sealed() && !ticket.suspected &&
           ticket.reporter != IdentityId::none;
}

bool can_ask(Context& context, const Ticket& ticket)
{
    const auto reporter = is_scored(ticket) ? context.tx.people().find(ticket.reporter) : std::nullopt;
    return reporter && (!ticket.in_group || is_within_reach(context.commune, *reporter, context.now));
}

std::optional<Score> present(Context& context, const Ticket& ticket)
{
    return context.tx.scores().find(ticket.id, closure_of(context, ticket));
}

void ask(Context& context, const Ticket& ticket)
{
    const auto reporter = context.tx.people().find(ticket.reporter);
    if (!reporter || !can_ask(context, ticket) || present(context, ticket))
        return;
    Score asked;
    asked.ticket = ticket.id;
    asked.closure = closure_of(context, ticket);
    asked.channel = reporter->channel;
    asked.chat = reporter->external_id;
    asked.asked_at = context.now;
    context.tx.scores().save(asked);
    put_question(context, ticket, asked, ticket.in_group ? Say::score_ask_group : Say::score_ask);
}

std::optional<TimePoint> reminder_at(const Score& score)
{
    if (score.score != 0 || score.reminded_at)
        return std::nullopt;
    return score.asked_at + patience;
}

void remind(Context& context, const Ticket& ticket)
{
    auto asked = present(context, ticket);
    if (!asked || !is_scored(ticket) || !reminder_at(*asked))
        return;
    asked->reminded_at = context.now;
    context.tx.scores().save(*asked);
    put_question(context, ticket, *asked, Say::score_remind);
}

bool take_number(Context& context, const Identity& identity, std::string_view words)
{
    words = text::trim(words);
    if (words.size() != 1 || words[0] < '1' || words[0] > '5')
        return false;
    const auto question = context.tx.questions().newest_open(identity.channel, identity.external_id,
                                                             context.now - context.commune.rules.question_life);
    const auto ticket = question ? context.tx.tickets().find(question->ticket) : std::nullopt;
    const auto asked = ticket ? present(context, *ticket) : std::nullopt;
    const bool for_score = question && (question->kind == Question::Kind::score ||
                                        (question->kind == Question::Kind::information && asked && asked->score != 0));
    if (!for_score || !asked || !is_scored(*ticket) || ticket->reporter != identity.id)
        return false;
    take(context, identity, *ticket, *asked, words[0] - '0');
    return true;
}

bool take_press(Context& context, const Identity& identity, std::string_view data)
{
    if (data.starts_with("score:")) {
        if (const auto numbers = text::numbers_in<3>(data.substr(6)))
            take_score_press(context, identity, *numbers);
        return true;
    }
    if (!data.starts_with("reopen:"))
        return false;
    if (const auto numbers = text::numbers_in<1>(data.substr(7)))
        if (const auto ticket = context.tx.tickets().find(TicketId{(*numbers)[0]});
            ticket && ticket->reporter == identity.id)
            reopen(context, identity, *ticket);
    return true;
}

void take_comment(Context& context, const Identity& identity, const Ticket& ticket)
{
    auto asked = is_finished(ticket.status) ? present(context, ticket) : std::nullopt;
    if (!asked || ticket.reporter != identity.id || asked->score == 0 || asked->score > low || asked->comment_seq != 0)
        return;
    for (const MessageRow& message : context.tx.messages().of_ticket(ticket.id))
        if (message.author == identity.id)
            asked->comment_seq = message.seq; // the last of them
    context.tx.scores().save(*asked);
}

} // namespace langnghe::score
