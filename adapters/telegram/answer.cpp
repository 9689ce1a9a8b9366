#include "adapters/telegram/answer.hpp"

#include "adapters/json/reader.hpp"
#include "core/channel/retry_after.hpp"
#include "core/text/line.hpp"
#include "core/text/normalize.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace langnghe::telegram {
namespace {

using Kind = Outcome::Kind;
using Adjustment = Outcome::Adjustment;

constexpr std::size_t longest_error = 200;
constexpr std::chrono::hours longest_pause{24};
constexpr std::chrono::seconds default_pause{30}; // a 429 that does not say how long

struct Phrase
{
    std::string_view part; // lower case
    Kind kind;
    Adjustment adjustment = Adjustment::none;
};

// Parts of the description of a 400, in the order of asking.
constexpr std::array phrases{
    Phrase{"upgraded to a supergroup", Kind::adjust, Adjustment::new_chat},
    Phrase{"message thread not found", Kind::adjust, Adjustment::drop_thread},
    Phrase{"topic_closed", Kind::adjust, Adjustment::drop_thread},
    Phrase{"topic_deleted", Kind::adjust, Adjustment::drop_thread},
    Phrase{"topic_id_invalid", Kind::adjust, Adjustment::drop_thread},
    Phrase{"message to be replied not found", Kind::adjust, Adjustment::drop_reply},
    Phrase{"message to reply not found", Kind::adjust, Adjustment::drop_reply},
    Phrase{"reply message not found", Kind::adjust, Adjustment::drop_reply},
    Phrase{"replied message not found", Kind::adjust, Adjustment::drop_reply},
    Phrase{"reply_message_id_invalid", Kind::adjust, Adjustment::drop_reply},
    Phrase{"button_", Kind::adjust, Adjustment::drop_buttons},
    Phrase{"inline keyboard", Kind::adjust, Adjustment::drop_buttons},
    Phrase{"photo_", Kind::adjust, Adjustment::drop_files},
    Phrase{"image_process_failed", Kind::adjust, Adjustment::drop_files},
    Phrase{"media_", Kind::adjust, Adjustment::drop_files},
    Phrase{"file must be non-empty", Kind::adjust, Adjustment::drop_files},
    Phrase{"file is too big", Kind::adjust, Adjustment::drop_files},
    Phrase{"wrong file identifier", Kind::adjust, Adjustment::drop_files},
    Phrase{"caption is too long", Kind::adjust, Adjustment::drop_files},
    Phrase{"message is not modified", Kind::accepted},
    Phrase{"message_not_modified", Kind::accepted},
    Phrase{"query is too old", Kind::accepted},
    Phrase{"query_id_invalid", Kind::accepted},
    Phrase{"chat not found", Kind::chat_gone},
    Phrase{"peer_id_invalid", Kind::chat_gone},
    Phrase{"group is deactivated", Kind::chat_gone},
    Phrase{"group chat was deleted", Kind::chat_gone},
    Phrase{"user is deactivated", Kind::chat_gone},
    Phrase{"not enough rights", Kind::chat_gone},
    Phrase{"have no rights to send", Kind::chat_gone},
    Phrase{"chat_write_forbidden", Kind::chat_gone},
    Phrase{"chat_restricted", Kind::chat_gone},
    Phrase{"chat_admin_required", Kind::chat_gone},
    Phrase{"chat_send_plain_forbidden", Kind::chat_gone},
    Phrase{"need administrator rights", Kind::chat_gone},
    Phrase{"channel_private", Kind::chat_gone},
    Phrase{"user_is_blocked", Kind::chat_gone},
    Phrase{"input_user_deactivated", Kind::chat_gone},
    Phrase{"user not found", Kind::chat_gone},
};

std::string lower_ascii(std::string_view text)
{
    std::string lower{text};
    for (auto& c : lower)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

std::string words_of(unsigned code, std::string_view description, std::string_view token)
{
    auto words = description.empty() ? fmt::format("HTTP {}", code) : std::string{description};
    words = text::clean_inbound(words); // first: what is invisible could hide the token
    for (auto at = words.find(token); !token.empty() && at != std::string::npos; at = words.find(token, at + 3))
        words.replace(at, token.size(), "***");
    return text::on_one_line(words, longest_error);
}

// The body knows better than the header.
Duration pause_of(json::View body, const PlatformAnswer& answer)
{
    constexpr std::int64_t most = std::chrono::seconds{longest_pause}.count();
    if (const auto seconds = body.object("parameters").digits("retry_after"))
        return std::chrono::seconds{std::clamp<std::int64_t>(*seconds, 1, most)};
    return read_retry_after(answer.retry_after, answer.at, longest_pause).value_or(default_pause);
}

// An adjustment that changes nothing would be repeated for ever.
bool can_adjust(Adjustment adjustment, const OutboxItem& item, const std::string& new_chat)
{
    switch (adjustment) {
    case Adjustment::new_chat:
        return !new_chat.empty() && new_chat != item.chat;
    case Adjustment::drop_thread:
        return !item.thread.empty();
    case Adjustment::drop_reply:
        return !item.reply_to.empty();
    case Adjustment::drop_buttons:
        return !item.buttons.empty();
    case Adjustment::drop_files:
        return !item.files.empty();
    case Adjustment::other_shape:
    case Adjustment::none:
        break;
    }
    return false;
}

void judge_bad_request(Outcome& outcome, json::View body, const OutboxItem& item)
{
    const auto description = lower_ascii(body.text("description"));
    const auto names = [&](const Phrase& p) { return description.find(p.part) != std::string::npos; };
    const auto phrase = std::find_if(phrases.begin(), phrases.end(), names);
    outcome.kind = phrase == phrases.end() ? Kind::permanent : phrase->kind;
    const auto new_chat = body.object("parameters").id("migrate_to_chat_id");
    const auto adjustment = !new_chat.empty()         ? Adjustment::new_chat
                            : phrase == phrases.end() ? Adjustment::none
                                                      : phrase->adjustment;
    if (can_adjust(adjustment, item, new_chat)) {
        outcome.kind = Kind::adjust;
        outcome.adjustment = adjustment;
        outcome.new_chat = adjustment == Adjustment::new_chat ? new_chat : std::string{};
    } else if (adjustment == Adjustment::new_chat)
        outcome.kind = Kind::chat_gone;
    else if (outcome.kind == Kind::adjust)
        outcome.kind = Kind::permanent;
}

void judge(Outcome& outcome, unsigned code, json::View body, const PlatformAnswer& answer, const OutboxItem& item)
{
    switch (code) {
    case 400:
        return judge_bad_request(outcome, body, item);
    case 401:
    case 404: // an unknown method and a wrong token look alike, and neither gets better by itself
    case 409:
        outcome.kind = Kind::channel_paused;
        return;
    case 403:
        outcome.kind = body ? Kind::chat_gone : Kind::temporary;
        return; // without a body: a proxy said so
    case 413:
        outcome.kind = item.files.empty() ? Kind::permanent : Kind::adjust;
        outcome.adjustment = item.files.empty() ? Adjustment::none : Adjustment::drop_files;
        return;
    case 429:
        outcome.kind = Kind::retry_at;
        outcome.retry_after = pause_of(body, answer);
        return;
    default:
        break;
    }
    outcome.kind = code >= 200 && code < 300 ? Kind::ambiguous : Kind::temporary;
    if (code >= 500 && !answer.retry_after.empty())
        outcome.retry_after = pause_of(body, answer);
}

} // namespace

Outcome read_answer(const PlatformAnswer& answer, const OutboxItem& item, std::string_view token)
{
    Outcome outcome;
    if (answer.stage != PlatformAnswer::Stage::answered) {
        const bool written = answer.stage == PlatformAnswer::Stage::written;
        outcome.kind = written ? Kind::ambiguous : Kind::temporary;
        outcome.error = words_of(0, answer.error.empty() ? "no connection" : answer.error, token);
        return outcome;
    }
    const auto document = json::parse(answer.body);
    const auto body = document ? document->root() : json::View{};
    const auto ok = body.flag("ok");
    if (ok.value_or(false)) {
        outcome.kind = Kind::accepted;
        outcome.message = body.object("result").id("message_id");
        for (const auto photo : body.array("result")) {
            auto id = photo.id("message_id");
            if (outcome.message.empty())
                outcome.message = std::move(id);
            else if (!id.empty())
                outcome.others.push_back(std::move(id));
        }
        return outcome;
    }
    const auto told = body.integer("error_code").value_or(answer.status);
    const auto code = ok && told >= 400 && told < 600 ? static_cast<unsigned>(told) : answer.status;
    judge(outcome, code, ok ? body : json::View{}, answer, item);
    if (outcome.kind != Kind::accepted)
        outcome.error = words_of(code, ok ? body.text("description") : "", token);
    return outcome;
}

} // namespace langnghe::telegram
