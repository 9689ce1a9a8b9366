#include "bot/daemon/outgoing.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <utility>

namespace langnghe::daemon {
namespace asio = boost::asio;
namespace {

constexpr std::size_t most_kept = 32'000'000; // bytes
constexpr std::size_t name_digits = 12;

Result<std::shared_ptr<const OutgoingFile>> make(const files::Shelf& shelf, const OutboxFile& from)
{
    auto content = shelf.read(from.sha256);
    if (!content)
        return content.error();
    OutgoingFile file;
    file.kind = from.kind;
    file.mime = from.mime.empty() ? "application/octet-stream" : from.mime;
    file.name = from.name.empty() ? from.sha256.substr(0, name_digits) : from.name;
    file.content = std::move(*content);
    return std::make_shared<const OutgoingFile>(std::move(file));
}

} // namespace

Outgoing::Outgoing(std::filesystem::path folder, asio::any_io_executor worker)
    : shelf_(std::move(folder)), worker_(std::move(worker))
{}

asio::awaitable<Result<std::shared_ptr<const OutgoingFile>>> Outgoing::ready(OutboxFile file)
{
    if (auto known = lately(file))
        co_return known;
    auto job = [this, &file]() -> asio::awaitable<Result<std::shared_ptr<const OutgoingFile>>> {
        co_return make(shelf_, file);
    };
    auto made = co_await asio::co_spawn(worker_, job, asio::use_awaitable);
    if (made)
        keep(file, *made);
    co_return made;
}

std::shared_ptr<const OutgoingFile> Outgoing::lately(const OutboxFile& file)
{
    const auto found = std::ranges::find(kept_, file, &Kept::of);
    if (found == kept_.end())
        return nullptr;
    kept_.splice(kept_.begin(), kept_, found);
    return found->file;
}

void Outgoing::keep(const OutboxFile& file, std::shared_ptr<const OutgoingFile> made)
{
    kept_bytes_ += made->content.size();
    kept_.push_front({file, std::move(made)});
    while (kept_bytes_ > most_kept) {
        kept_bytes_ -= kept_.back().file->content.size();
        kept_.pop_back();
    }
}

} // namespace langnghe::daemon
