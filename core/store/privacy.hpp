#pragma once
// What is a person's own: the contact details they gave, and how their words leave the store again.

#include "core/ids.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe {

// Never logged; shown masked to whoever handles the ticket.
struct ContactDetails
{
    std::string name;
    std::string phone;
    std::string address;
    TimePoint at; // when they were given
};

// The tickets on which somebody's words stand.
struct Written
{
    std::int64_t seq = 0;
    TicketId ticket = TicketId::none;
};

class Privacy
{
public:
    virtual ~Privacy() = default;
    virtual std::optional<ContactDetails> details(IdentityId person) = 0;
    virtual void save_details(IdentityId person, const ContactDetails& details) = 0;
    virtual void drop_details(IdentityId person) = 0;

    // Every message of this author, also one that somebody passed on. It looks at all messages: for rare use.
    virtual std::vector<Written> written_by(IdentityId author) = 0;
    // The message's words and all their versions: out of the journal and the search index. Its name, place and files
    // go too; that there was a message stays. Returns how many journal entries lost words.
    virtual int erase_message(const Written& message) = 0;
    // Raw events that name this id.
    virtual int erase_parked(std::string_view channel, std::string_view external_id) = 0;
};

} // namespace langnghe
