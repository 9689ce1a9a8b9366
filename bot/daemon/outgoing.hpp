#pragma once
// Makes a commune's files ready to leave, on the worker: read, checked against their names, images drawn anew in a
// process of their own. What was made lately is kept, because the same picture goes to many. On the I/O thread.

#include "adapters/files/shelf.hpp"
#include "adapters/images/scrubber.hpp"
#include "core/channel/files.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <string>

namespace langnghe::daemon {

class Outgoing
{
public:
    // What is kept of somebody, as it is now, under its title; not_found when nobody is there any more.
    struct Copy
    {
        std::string title;
        std::string text;
    };
    using Copies = std::function<boost::asio::awaitable<Result<Copy>>(IdentityId)>;

    // `worker` runs what blocks.
    Outgoing(std::filesystem::path folder, std::filesystem::path helper, boost::asio::any_io_executor worker,
             Copies copies = {});

    // Without link and handle. An image has at most `most_bytes`. Errors: not_found, malformed and too_large are final;
    // others pass.
    boost::asio::awaitable<Result<std::shared_ptr<const OutgoingFile>>> ready(OutboxFile file, std::int64_t most_bytes);

private:
    // Never kept: it is somebody's own.
    boost::asio::awaitable<Result<std::shared_ptr<const OutgoingFile>>> draw_copy(OutboxFile file, IdentityId person);

    struct Kept
    {
        OutboxFile of;
        std::int64_t most_bytes = 0;
        std::shared_ptr<const OutgoingFile> file;
    };
    std::shared_ptr<const OutgoingFile> lately(const OutboxFile& file, std::int64_t most_bytes);
    void keep(Kept kept);

    files::Shelf shelf_;
    images::Scrubber scrubber_;
    boost::asio::any_io_executor worker_;
    Copies copies_;
    std::list<Kept> kept_; // the latest first
    std::size_t kept_bytes_ = 0;
};

} // namespace langnghe::daemon
