#pragma once
// Port: what people thought of the results. One row for each time a ticket was finished and its reporter was asked.

#include "core/ids.hpp"
#include "core/time.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe {

struct Score
{
    TicketId ticket = TicketId::none;
    int closure = 1; // which time it was finished
    std::string channel;
    std::string chat;
    TimePoint asked_at;
    std::optional<TimePoint> reminded_at;
    int score = 0; // 1 to 5; 0: no answer yet
    std::optional<TimePoint> answered_at;
    std::int64_t comment_seq = 0; // the journal entry with the words; 0: none
    std::string comment;          // when read; empty once erased
};

// Never shown without both numbers.
struct ScoreFigures
{
    std::int64_t asked = 0;
    std::int64_t answered = 0;
    std::array<std::int64_t, 5> of{}; // how many gave 1, 2… 5
    std::int64_t sum() const { return of[0] + 2 * of[1] + 3 * of[2] + 4 * of[3] + 5 * of[4]; }
    // Nothing where nobody answered.
    std::optional<double> average() const
    {
        if (answered == 0)
            return std::nullopt;
        return static_cast<double>(sum()) / static_cast<double>(answered);
    }
    double response_rate() const
    {
        return asked == 0 ? 0.0 : static_cast<double>(answered) / static_cast<double>(asked);
    }
};

class Scores
{
public:
    virtual ~Scores() = default;
    virtual std::optional<Score> find(TicketId ticket, int closure) = 0;
    virtual void save(const Score& score) = 0; // adds or replaces; the comment's words are in the journal
    virtual std::vector<Score> of_ticket(TicketId ticket) = 0; // in order
    // The one that was asked last in this chat, not before that.
    virtual std::optional<Score> newest_in(std::string_view channel, std::string_view chat, TimePoint since) = 0;
    // Of what was asked from < until about tickets of this area, or of all where it is empty. What has become sealed or
    // suspected since is not counted.
    virtual ScoreFigures figures(TimePoint from, TimePoint until, std::string_view area) = 0;
};

} // namespace langnghe
