#pragma once
// Makes a commune's files ready to leave, on the worker: read, checked against their names. What was made lately is
// kept, because the same picture goes to many. On the I/O thread.

#include "adapters/files/shelf.hpp"
#include "core/channel/files.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <list>
#include <memory>
#include <string>

namespace langnghe::daemon {

class Outgoing
{
public:
    // `worker` runs what blocks.
    Outgoing(std::filesystem::path folder, boost::asio::any_io_executor worker);

    // Without link and handle. Errors: those of Shelf::read.
    boost::asio::awaitable<Result<std::shared_ptr<const OutgoingFile>>> ready(OutboxFile file);

private:
    struct Kept
    {
        OutboxFile of;
        std::shared_ptr<const OutgoingFile> file;
    };
    std::shared_ptr<const OutgoingFile> lately(const OutboxFile& file);
    void keep(const OutboxFile& file, std::shared_ptr<const OutgoingFile> made);

    files::Shelf shelf_;
    boost::asio::any_io_executor worker_;
    std::list<Kept> kept_; // the latest first
    std::size_t kept_bytes_ = 0;
};

} // namespace langnghe::daemon
