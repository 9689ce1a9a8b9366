#pragma once
// A piece of work inside a transaction, with its type forgotten: what the storage threads carry.
// A job is `R(Tx&)` or `Result<R>(Tx&)`; R may be void. An error or an exception undoes this job alone. A write may be
// undone and run a second time: it reads what it was given, and gives nothing away but its answer.

#include "core/result.hpp"
#include "core/store/tx.hpp"

#include <concepts>
#include <optional>
#include <type_traits>
#include <utility>

namespace langnghe::sql {

namespace detail {

template <class T>
struct Flat
{
    using Value = T;
};
template <class T>
struct Flat<Result<T>>
{
    using Value = T;
};

} // namespace detail

template <class F>
using JobValue = typename detail::Flat<std::invoke_result_t<F&, Tx&>>::Value;

class Job
{
public:
    virtual ~Job() = default;
    // Keeps the answer; returns why the job refuses, if it does. May throw.
    virtual boost::system::error_code run(Tx& tx) = 0;

    // What the store has to say: it outdoes whatever the job itself answered.
    void fail(boost::system::error_code failure) { failure_ = failure; }

protected:
    boost::system::error_code failure_;
};

template <class F>
class TypedJob final : public Job
{
public:
    using Value = JobValue<F>;

    explicit TypedJob(F job) : job_(std::move(job)) {}

    boost::system::error_code run(Tx& tx) override
    {
        using Returned = std::invoke_result_t<F&, Tx&>;
        if constexpr (std::is_void_v<Returned>) {
            job_(tx);
            answer_.emplace(boost::system::in_place_value);
        } else if constexpr (std::is_same_v<Returned, Result<Value>>)
            answer_.emplace(job_(tx));
        else
            answer_.emplace(boost::system::in_place_value, job_(tx));
        return answer_->has_error() ? answer_->error() : boost::system::error_code{};
    }

    // Once, after completion.
    Result<Value> take()
    {
        if (failure_)
            return Result<Value>{boost::system::in_place_error, failure_};
        return std::move(*answer_);
    }

private:
    F job_;
    std::optional<Result<Value>> answer_;
};

} // namespace langnghe::sql
