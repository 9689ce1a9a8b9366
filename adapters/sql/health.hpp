#pragma once
// What the storage threads know of the file, and the observer behind it.

#include "adapters/sql/store.hpp"

#include <atomic>

namespace langnghe::sql {

class Health
{
public:
    explicit Health(StoreObserver observer) : observer_(std::move(observer)) {}

    bool failed() const { return failed_.load(std::memory_order_acquire); }
    bool full() const { return full_.load(std::memory_order_relaxed); }

    void fatal(int code, std::string_view what)
    {
        if (!failed_.exchange(true, std::memory_order_acq_rel) && observer_.on_fatal)
            observer_.on_fatal(code, what);
    }
    void set_full(bool full)
    {
        if (full_.exchange(full, std::memory_order_relaxed) != full && observer_.on_writable)
            observer_.on_writable(!full);
    }
    void committed(const BatchFacts& facts) const
    {
        if (observer_.on_commit)
            observer_.on_commit(facts);
    }
    void refused(Errc code, std::string_view what) const
    {
        if (observer_.on_refused)
            observer_.on_refused(code, what);
    }

private:
    StoreObserver observer_;
    std::atomic<bool> failed_{false};
    std::atomic<bool> full_{false};
};

} // namespace langnghe::sql
