#pragma once
// What became of one attempt to send, in the only words that matter: what to do next.

#include "core/time.hpp"

#include <optional>
#include <string>
#include <vector>

namespace langnghe {

// What a message cost, as far as the platform says.
enum class Charge
{
    none,    // nothing is ever charged there, or nothing was said
    free,    // an answer within the free time
    package, // from the account's allowance
    money
};

struct Outcome
{
    enum class Kind
    {
        accepted,       // done; `message` is the platform's id
        retry_at,       // the platform said when
        temporary,      // provably not sent, or refused for now: back off
        permanent,      // refused for good: dead letter
        chat_gone,      // refused for good, and so is everything else for this chat until it writes again
        window_closed,  // the platform's reply window has passed for this chat
        adjust,         // send again at once with what `adjustment` says
        ambiguous,      // written, no answer
        channel_paused, // token, quota or account: nothing of this channel can go out; a person must act
    };
    enum class Adjustment
    {
        none,
        new_chat,
        drop_thread,
        drop_reply,
        drop_buttons,
        drop_files,
        other_shape // the platform writes it differently the next time
    };

    Kind kind = Kind::temporary;
    std::string message;
    std::vector<std::string> others;     // ids of the further messages that the platform made of it: an album's
    std::optional<Duration> retry_after; // of retry_at, and of a pause that a person cannot end
    Adjustment adjustment = Adjustment::none;
    std::string new_chat;
    std::string error;          // the platform's words, safe to show an administrator
    bool token_refused = false; // the access token is not good any more; another one may be
    Charge charge = Charge::none;
    bool whole_channel = false; // the delay concerns the channel, not this chat alone
};

} // namespace langnghe
