#pragma once
// Issues the reports of the schedule after each period's end and posts them: as text to groups, with a file to people.
// What was posted is noted in the transaction that posts it, so that a restart repeats nothing and leaves out nothing.
// On the I/O thread; drawing goes to the worker.

#include "adapters/files/shelf.hpp"
#include "adapters/sql/store.hpp"
#include "bot/commune/setup.hpp"
#include "bot/daemon/chore.hpp"
#include "bot/daemon/environment.hpp"
#include "core/report/report.hpp"
#include "core/store/issued.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>

namespace langnghe::daemon {

class Reporter : public Chore
{
public:
    // `posted` is called when something waits in the outbox.
    Reporter(Environment& environment, const CommuneSetup& setup, sql::Store& store,
             boost::asio::any_io_executor worker, std::function<void()> posted);

    // What was made before anything is written.
    struct Drafts
    {
        std::optional<report::Report> whole;      // where none was issued yet
        std::map<std::string, std::string> areas; // the form for a group, by area
        std::string anchor;                       // the journal's head then
        std::optional<OutboxFile> file{};
    };

    // Everything that is due now; true when something was posted.
    boost::asio::awaitable<bool> look();

private:
    boost::asio::awaitable<std::chrono::milliseconds> once() override;
    boost::asio::awaitable<Drafts> drafts_of(config::ReportSection section, report::Period period);
    boost::asio::awaitable<bool> send(config::ReportSection section, report::Period period);
    boost::asio::awaitable<std::optional<OutboxFile>> file_of(std::string kind, std::string document);

    Environment& environment_;
    const CommuneSetup& setup_;
    sql::Store& store_;
    boost::asio::any_io_executor worker_;
    std::function<void()> posted_;
    files::Shelf shelf_;
    std::map<std::string, calendar::Day> done_; // by schedule: first day of the newest period that is settled
};

} // namespace langnghe::daemon
