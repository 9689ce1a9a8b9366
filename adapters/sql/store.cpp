#include "adapters/sql/store.hpp"

#include "adapters/sql/backup.hpp"
#include "adapters/sql/damage.hpp"
#include "adapters/sql/lock.hpp"
#include "adapters/sql/migrate.hpp"
#include "adapters/sql/reader.hpp"
#include "adapters/sql/writer.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/execution/outstanding_work.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include <future>

namespace langnghe::sql {

namespace {

// Resumes a coroutine where it runs; until then its executor has work.
template <class Handler>
class Resume final : public Completion
{
public:
    explicit Resume(Handler handler)
        : handler_(std::move(handler)),
          executor_(asio::prefer(asio::any_io_executor(asio::get_associated_executor(handler_)),
                                 asio::execution::outstanding_work.tracked))
    {}
    void complete() override { asio::post(executor_, std::move(handler_)); }

private:
    Handler handler_;
    asio::any_io_executor executor_;
};

// Ends the wait of somebody who may have gone; until then the executor has work.
struct Wait
{
    explicit Wait(const asio::any_io_executor& executor) : timer(executor) {}

    asio::steady_timer timer;
    bool done = false;
};

class EndWait final : public Completion
{
public:
    explicit EndWait(std::shared_ptr<Wait> wait)
        : wait_(std::move(wait)),
          executor_(asio::prefer(wait_->timer.get_executor(), asio::execution::outstanding_work.tracked))
    {}
    void complete() override
    {
        auto end = [wait = std::move(wait_)] {
            wait->done = true;
            wait->timer.cancel();
        };
        asio::post(executor_, std::move(end));
    }

private:
    std::shared_ptr<Wait> wait_;
    asio::any_io_executor executor_;
};

class Wake final : public Completion
{
public:
    std::future<void> future() { return promise_.get_future(); }
    void complete() override { promise_.set_value(); }

private:
    std::promise<void> promise_;
};

} // namespace

class Store::Impl
{
public:
    Impl(StoreOptions chosen, StoreLock held) : options(std::move(chosen)), lock(std::move(held)) {}

    void start()
    {
        writer.start();
        reader.start();
    }

    JobQueue& queue(Side side) { return side == Side::write ? writer.queue() : reader.queue(); }

    void close()
    {
        if (closed.exchange(true))
            return;
        reader.close();
        writer.close(JobQueue::Clock::now() + options.close_deadline);
        lock.reset();
    }

    const StoreOptions options;
    std::optional<StoreLock> lock;
    Health health{options.observer};
    Writer writer{options, health};
    Reader reader{options, health};
    std::atomic<bool> closed{false};
};

Store::Store(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Store::~Store() { close(); }

Result<std::unique_ptr<Store>> Store::open(StoreOptions options, std::string* why)
{
    std::string unasked;
    std::string& reason = why != nullptr ? *why : unasked;
    const std::string path = options.path.string();
    auto lock = StoreLock::try_acquire(options.path);
    if (!lock) {
        reason = fmt::format("{}.lock: {}", path, lock.error().message());
        return make_error_code(Errc::storage_failed);
    }
    if (!*lock) {
        reason = fmt::format("{} is in use by another process", path);
        return make_error_code(Errc::storage_busy);
    }
    if (auto migrated = migrate(options.path, &reason); !migrated)
        return migrated.error();
    try {
        auto impl = std::make_unique<Impl>(std::move(options), std::move(**lock));
        impl->start();
        return std::unique_ptr<Store>(new Store(std::move(impl)));
    } catch (const std::exception& error) {
        reason = fmt::format("{}: {}", path, error.what());
        return make_error_code(Errc::storage_failed);
    }
}

asio::awaitable<void> Store::run(Side side, std::shared_ptr<Job> job)
{
    auto start = [this, side, &job](auto handler) {
        auto done = std::make_unique<Resume<decltype(handler)>>(std::move(handler));
        impl_->queue(side).push({std::move(job), std::move(done)});
    };
    co_await asio::async_initiate<const asio::use_awaitable_t<>, void()>(start, asio::use_awaitable);
}

asio::awaitable<bool> Store::run_by(std::shared_ptr<Job> job, std::chrono::steady_clock::time_point until)
{
    const auto executor = co_await asio::this_coro::executor;
    auto wait = std::make_shared<Wait>(executor);
    wait->timer.expires_at(until);
    auto done = std::make_unique<EndWait>(wait);
    impl_->queue(Side::write).push({std::move(job), std::move(done)});
    constexpr auto token = asio::as_tuple(asio::use_awaitable);
    co_await wait->timer.async_wait(token);
    co_return wait->done;
}

void Store::run_now(Side side, std::shared_ptr<Job> job)
{
    auto wake = std::make_unique<Wake>();
    const auto woken = wake->future();
    impl_->queue(side).push({std::move(job), std::move(wake)});
    woken.wait();
}

Result<void> Store::backup_to(const std::filesystem::path& target)
{
    if (std::filesystem::exists(target))
        return make_error_code(Errc::storage_refused);
    try {
        Connection source(impl_->options.path, Access::read, {2'048, impl_->options.busy_timeout});
        copy_to(source, target);
        return {};
    } catch (const SQLite::Exception& error) {
        return make_error_code(errc_of(damage_of(code_of(error), 0, true)));
    } catch (const std::exception&) {
        return make_error_code(Errc::storage_failed);
    }
}

bool Store::writable() const { return !impl_->closed && !impl_->health.failed() && !impl_->health.full(); }

bool Store::failed() const { return impl_->health.failed(); }

std::size_t Store::waiting() const { return impl_->writer.queue().size(); }

std::size_t Store::wal_bytes() const { return impl_->writer.wal_bytes(); }

const std::filesystem::path& Store::path() const { return impl_->options.path; }

void Store::close() { impl_->close(); }

} // namespace langnghe::sql
