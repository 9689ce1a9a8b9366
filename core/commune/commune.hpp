#pragma once
// What the use cases must know of the commune besides its store.

#include "core/channel/traits.hpp"
#include "core/commune/taxonomy.hpp"
#include "core/message/catalogue.hpp"
#include "core/outbox/form_template.hpp"
#include "core/people/privacy_rules.hpp"
#include "core/people/wish.hpp"
#include "core/secret.hpp"
#include "core/store/tx.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace langnghe {

struct Rules
{
    Duration join_window = std::chrono::minutes{30};
    Duration reopen_window = std::chrono::days{30};
    Duration question_life = std::chrono::hours{72};
    int quiet_from = 21 * 60; // minutes of the day in Vietnam
    int quiet_until = 6 * 60;
    int tickets_per_hour = 10; // of one identity; more go to one ticket
    PrivacyRules privacy;
};

struct ChannelInfo
{
    std::string name;  // "zalo"
    std::string label; // "Zalo", as people read it
    ChannelTraits traits;
    bool paid_messages = false;
    bool history = false;              // a message that an event only names can be looked up
    std::vector<FormTemplate> forms{}; // the first that is meant for a kind of message counts
};

struct Commune
{
    std::string slug;
    std::string name;
    std::string letters;    // "LS"
    std::string public_url; // without a slash at the end
    Rules rules;
    Taxonomy taxonomy;
    Catalogue say;
    Wishes wishes;       // as the catalogue has them
    Secret progress_key; // derived from the master key
    std::map<std::string, ChannelInfo, std::less<>> channels;
};

// Randomness is an argument too.
using Random = std::function<std::array<std::uint8_t, 16>()>;

// Everything a use case works with. Lives for one call.
struct Context
{
    Tx& tx;
    const Commune& commune;
    const Random& random;
    TimePoint now;
};

} // namespace langnghe
