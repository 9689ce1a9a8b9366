#pragma once
// Counts that are kept in a table beside what they count. Changes are gathered, and written once before the commit: a
// row for each batch, not one for each message as triggers would.

#include <cstdint>
#include <map>
#include <utility>

namespace langnghe::sql {

template <class Key>
class Tally
{
public:
    void change(const Key& key, std::int64_t by) { changes_[key] += by; }

    // `write(key, by)` for each count that changed.
    template <class Write>
    void settle(Write write)
    {
        for (const auto& [key, by] : std::exchange(changes_, {}))
            if (by != 0)
                write(key, by);
    }

    // After a rollback.
    void forget() { changes_.clear(); }

private:
    std::map<Key, std::int64_t> changes_;
};

} // namespace langnghe::sql
