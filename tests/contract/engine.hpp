#pragma once
// The engines that every repository verb is run on. A second kind of database is one more maker.

#include "adapters/sql/job.hpp"
#include "tests/contract/temp_dir.hpp"

#include <catch2/catch.hpp>

#include <memory>
#include <string>
#include <vector>

namespace langnghe::test {

class Engine
{
public:
    virtual ~Engine() = default;
    virtual void run_write(sql::Job& job) = 0;
    virtual void run_read(sql::Job& job) = 0;
    // Closes and opens again, where there is something to close.
    virtual void reopen() = 0;

    template <class F>
    Result<sql::JobValue<F>> try_write(F job)
    {
        sql::TypedJob<F> typed(std::move(job));
        run_write(typed);
        return typed.take();
    }
    template <class F>
    sql::JobValue<F> write(F job)
    {
        return try_write(std::move(job)).value();
    }
    template <class F>
    sql::JobValue<F> read(F job)
    {
        sql::TypedJob<F> typed(std::move(job));
        run_read(typed);
        return typed.take().value();
    }
};

struct EngineMaker
{
    std::string name;
    std::unique_ptr<Engine> (*make)() = nullptr;
};

const std::vector<EngineMaker>& engines();

inline constexpr TimePoint noon = from_millis(1'795'000'000'000); // 2026-11-18

Ticket some_ticket(IdentityId reporter = IdentityId{7}, std::string channel = "zalo", std::string chat = "c1");
journal::Entry some_entry(std::string action, TicketId ticket = TicketId::none, std::string text = {});
OutboxItem some_item(std::string chat, std::string channel = "zalo");
// Its journal entry too.
MessageRow add_message(Tx& tx, TicketId ticket, const std::string& id, const std::string& text = "cau hong");

} // namespace langnghe::test

// Boost's operator<< for results wants a printable value.
namespace Catch {
template <class T>
struct StringMaker<boost::system::result<T>>
{
    static std::string convert(const boost::system::result<T>& result)
    {
        return result.has_value() ? "a value" : result.error().message();
    }
};
} // namespace Catch
