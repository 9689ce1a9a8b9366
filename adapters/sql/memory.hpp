#pragma once
// A store in memory for one thread: no file, no lock, no queue, the same tables and repositories. For use cases called
// directly, as in tests and dry runs. A job that refuses or throws is undone, as in the real store.

#include "adapters/sql/job.hpp"

#include <memory>

namespace langnghe::sql {

class MemoryStore
{
public:
    MemoryStore();
    ~MemoryStore();

    template <class F>
    Result<JobValue<F>> write(F job)
    {
        TypedJob<F> typed(std::move(job));
        run(typed);
        return typed.take();
    }

    // Outside of any transaction: every verb stands for itself.
    Tx& tx();

private:
    void run(Job& job);

    class Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace langnghe::sql
