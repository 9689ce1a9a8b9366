#include "bot/daemon/outgoing.hpp"

#include "adapters/report/forms.hpp"
#include "core/attachment/content_type.hpp"
#include "core/people/copy.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace langnghe::daemon {
namespace asio = boost::asio;
namespace {

constexpr std::size_t most_kept = 32'000'000; // bytes
constexpr std::size_t name_digits = 12;
constexpr std::size_t longest_extension = 6; // with its dot

// "a.heic" becomes "a.jpg": whoever saves it is told what it is.
std::string name_for(const OutboxFile& from, std::string_view extension)
{
    const std::string name = from.name.empty() ? from.sha256.substr(0, name_digits) : from.name;
    const auto dot = name.rfind('.');
    const bool has_one = dot != std::string::npos && dot > 0 && name.size() - dot <= longest_extension;
    return fmt::format("{}.{}", name.substr(0, has_one ? dot : name.size()), extension);
}

// An image that cannot be drawn anew does not leave: nobody knows what it tells.
Result<std::shared_ptr<const OutgoingFile>> make(const files::Shelf& shelf, const images::Scrubber& scrubber,
                                                 const OutboxFile& from, std::int64_t most_bytes)
{
    auto content = shelf.read(from.sha256);
    if (content && attachment::content_type(*content).image)
        content = scrubber.scrub(*content, most_bytes);
    if (!content)
        return content.error();
    const auto type = attachment::content_type(*content);
    OutgoingFile file;
    file.kind = from.kind == AttachmentKind::photo && !type.image ? AttachmentKind::document : from.kind;
    file.mime = type.mime;
    file.name = name_for(from, type.extension);
    file.content = std::move(*content);
    return std::make_shared<const OutgoingFile>(std::move(file));
}

Result<std::shared_ptr<const OutgoingFile>> drawn(const Outgoing::Copy& copy, const OutboxFile& from)
{
    auto content = report::text_to_pdf(copy.title, copy.text);
    if (!content)
        return content.error();
    OutgoingFile file;
    file.kind = from.kind;
    file.mime = from.mime;
    file.name = from.name;
    file.content = std::move(*content);
    return std::make_shared<const OutgoingFile>(std::move(file));
}

} // namespace

Outgoing::Outgoing(std::filesystem::path folder, std::filesystem::path helper, asio::any_io_executor worker,
                   Copies copies)
    : shelf_(std::move(folder)), scrubber_(std::move(helper)), worker_(std::move(worker)), copies_(std::move(copies))
{}

asio::awaitable<Result<std::shared_ptr<const OutgoingFile>>> Outgoing::ready(OutboxFile file, std::int64_t most_bytes)
{
    if (auto known = lately(file, most_bytes))
        co_return known;
    if (const auto person = copied_person(file); person && copies_)
        co_return co_await draw_copy(std::move(file), *person);
    auto job = [this, &file, most_bytes]() -> asio::awaitable<Result<std::shared_ptr<const OutgoingFile>>> {
        co_return make(shelf_, scrubber_, file, most_bytes);
    };
    auto made = co_await asio::co_spawn(worker_, job, asio::use_awaitable);
    if (made)
        keep({std::move(file), most_bytes, *made});
    co_return made;
}

asio::awaitable<Result<std::shared_ptr<const OutgoingFile>>> Outgoing::draw_copy(OutboxFile file, IdentityId person)
{
    const auto copy = co_await copies_(person);
    if (!copy)
        co_return copy.error();
    auto job = [&copy, &file]() -> asio::awaitable<Result<std::shared_ptr<const OutgoingFile>>> {
        co_return drawn(*copy, file);
    };
    co_return co_await asio::co_spawn(worker_, job, asio::use_awaitable);
}

std::shared_ptr<const OutgoingFile> Outgoing::lately(const OutboxFile& file, std::int64_t most_bytes)
{
    const auto same = [&](const Kept& kept) { return kept.of == file && kept.most_bytes == most_bytes; };
    const auto found = std::ranges::find_if(kept_, same);
    if (found == kept_.end())
        return nullptr;
    kept_.splice(kept_.begin(), kept_, found);
    return found->file;
}

void Outgoing::keep(Kept kept)
{
    kept_bytes_ += kept.file->content.size();
    kept_.push_front(std::move(kept));
    while (kept_bytes_ > most_kept) {
        kept_bytes_ -= kept_.back().file->content.size();
        kept_.pop_back();
    }
}

} // namespace langnghe::daemon
