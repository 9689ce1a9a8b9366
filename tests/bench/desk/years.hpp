#pragma once
// What the officials of a village make of its tickets over the years: each goes the standard process or a side way,
// through the real steps, days after it came in; the clock reminds, asks for scores and closes. One ticket in twenty
// is stuck somewhere, so that lists and reports have something to find.

#include "core/process/act.hpp"

#include <cstdint>
#include <vector>

namespace langnghe::bench {

class Years
{
public:
    explicit Years(const Commune& commune);

    // What officials and the clock do after ticket `number` came in. Tickets have the ids 1, 2… in their order. A
    // village's fate, on the storage thread.
    void go_on(Tx& tx, std::uint64_t number, TimePoint now);

    std::uint64_t refused() const { return refused_; } // steps that the process did not let happen

private:
    void employ(Tx& tx);
    void front(Context& context, std::uint64_t ticket);
    void accept(Context& context, std::uint64_t ticket);
    void extend(Context& context, std::uint64_t ticket);
    void resolve(Context& context, std::uint64_t ticket);
    void finish(Context& context, std::uint64_t ticket);
    void take(Context& context, std::uint64_t ticket, UserId who, const Step& step);
    void keep_time(Context& context);
    UserId handler_of(Context& context, std::uint64_t ticket) const;

    const Commune& commune_;
    Random random_;
    std::vector<UserId> handlers_; // one of each department, in their order
    UserId officer_ = UserId::none;
    UserId leader_ = UserId::none;
    std::uint64_t refused_ = 0;
};

} // namespace langnghe::bench
