#include "core/officer/synthesis.hpp"

#include "core/message/say.hpp"
#include "core/outbox/post.hpp"
#include "core/report/issue.hpp"
#include "core/text/fold.hpp"

#include <algorithm>
#include <array>
#include <climits>
#include <utility>

namespace langnghe::officer {
namespace {

constexpr int most_waiting = INT_MAX; // each official asks for few

struct Spoken
{
    std::string_view folded;
    report::Span span;
};

constexpr std::array spans{Spoken{"ngay", report::Span::day}, Spoken{"tuan", report::Span::week},
                           Spoken{"thang", report::Span::month}, Spoken{"quy", report::Span::quarter}};

report::Span span_in(std::string_view words)
{
    const std::string folded = text::fold_words(words);
    const auto* spoken = std::ranges::find_if(
        spans, [&](const Spoken& each) { return each.folded == folded || report::name_of(each.span) == folded; });
    return spoken == spans.end() ? report::Span::day : spoken->span;
}

bool still_may(Context& context, const Identity& identity)
{
    const auto user = context.tx.people().find_user(identity.user);
    return user && !user->disabled && may_report(*user);
}

void post_privately(Context& context, const Identity& identity, const std::string& text)
{
    Letter letter;
    letter.channel = identity.channel;
    letter.to = ChatRef{.id = identity.external_id, .kind = ChatKind::private_chat, .title = {}, .thread = {}};
    letter.text = text;
    post(context, std::move(letter));
}

} // namespace

bool may_report(const User& user) { return langnghe::may(user.roles, Right::read_masked, {}); }

void ask_report(Talk& talk, std::string_view words)
{
    const auto side = private_side(talk);
    if (!side)
        return tell_here(talk, talk.say()(Say::desk_open_private));
    const auto period = report::period_of(span_in(words), calendar::day_of(talk.context.now));
    talk.context.tx.issued().ask({side->id, period});
    if (talk.in_group())
        tell_here(talk, talk.say()(Say::desk_in_private));
}

void hand_out(Context& context, const report::Period& period, const std::optional<report::Report>& made)
{
    const std::string text = made ? report::to_text(context.commune, report::current(context, period, made))
                                  : context.commune.say(Say::desk_no_report);
    for (const AskedReport& asked : context.tx.issued().asked(most_waiting)) {
        if (asked.period != period)
            continue;
        context.tx.issued().answered(asked);
        if (const auto identity = context.tx.people().find(asked.by); identity && still_may(context, *identity))
            post_privately(context, *identity, text);
    }
}

} // namespace langnghe::officer
