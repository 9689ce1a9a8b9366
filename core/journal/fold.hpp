#pragma once
// What the journal says that a ticket's row must be: its entries in order, the last word on each column counts. Of a
// column that no entry speaks of, nothing is said.

#include "core/journal/entry.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace langnghe::journal {

// The value behind a key in an entry's facts; nothing when it is not there.
std::optional<std::string_view> fact_in(std::string_view facts, std::string_view key);

struct Told
{
    std::string value;
    std::int64_t seq = 0; // of the entry
};

class TicketFold
{
public:
    // Salt and hashes are not looked at.
    void take(const Entry& entry);

    bool opened() const { return opened_ != 0; }
    std::int64_t entries() const { return entries_; }
    std::int64_t last() const { return last_; }
    std::optional<Status> status() const { return status_; }
    std::int64_t status_seq() const { return status_seq_; }
    // Where a detour comes back to; nothing when it is on none.
    std::optional<Status> returns_to() const { return returns_to_; }
    // The last value that an entry gave to this key.
    const Told* told(std::string_view key) const;
    // The last entry of this action, and how many there are.
    std::int64_t seq_of(std::string_view action) const;
    int count_of(std::string_view action) const;
    // The last of its words; nothing when it had none, or they are erased.
    std::optional<std::string> text_of(std::string_view action) const;

private:
    std::int64_t opened_ = 0;
    std::int64_t entries_ = 0;
    std::int64_t last_ = 0;
    std::int64_t status_seq_ = 0;
    std::optional<Status> status_;
    std::optional<Status> returns_to_;
    std::map<std::string, Told, std::less<>> facts_;
    struct Done
    {
        std::int64_t seq = 0;
        int count = 0;
        std::optional<std::string> text;
    };
    std::map<std::string, Done, std::less<>> actions_;
};

} // namespace langnghe::journal
