#include "adapters/zalo_oa/past.hpp"

#include "adapters/zalo_oa/answer.hpp"
#include "adapters/zalo_oa/attachments.hpp"
#include "adapters/zalo_oa/event.hpp"
#include "adapters/zalo_oa/mentions.hpp"
#include "core/text/normalize.hpp"

#include <algorithm>
#include <array>

namespace langnghe::zalo_oa {
namespace {

struct RowKind
{
    std::string_view type;
    AttachmentKind kind;
};

constexpr std::array row_kinds{
    RowKind{"photo", AttachmentKind::photo},     RowKind{"image", AttachmentKind::photo},
    RowKind{"gif", AttachmentKind::photo},       RowKind{"GIF", AttachmentKind::photo},
    RowKind{"voice", AttachmentKind::audio},     RowKind{"audio", AttachmentKind::audio},
    RowKind{"video", AttachmentKind::video},     RowKind{"file", AttachmentKind::document},
    RowKind{"sticker", AttachmentKind::sticker}, RowKind{"link", AttachmentKind::link},
    RowKind{"links", AttachmentKind::link},
};

std::string_view first_of(json::View row, std::initializer_list<std::string_view> keys)
{
    for (const auto key : keys)
        if (const auto text = row.text(key); !text.empty())
            return text;
    return {};
}

std::vector<Attachment> read_files(json::View row)
{
    const auto type = row.text("type");
    const auto kind =
        std::find_if(row_kinds.begin(), row_kinds.end(), [&](const RowKind& k) { return k.type == type; });
    if (kind == row_kinds.end())
        return {};
    auto holders = row.array("links");
    if (holders.empty())
        holders.push_back(row);
    std::vector<Attachment> files;
    for (const auto& holder : holders) {
        Attachment file;
        file.kind = kind->kind;
        file.source = first_of(holder, {"url", "href", "thumb", "thumbnail"});
        file.name = text::clean_inbound(first_of(holder, {"name", "title", "description"}));
        if (!file.source.empty())
            files.push_back(std::move(file));
    }
    return files;
}

// An object, or one written as text.
std::optional<Position> read_place(json::View row)
{
    if (const auto place = position_of(row.object("location")))
        return place;
    const auto written = json::parse(row.text("location"));
    return written ? position_of(written->root()) : std::nullopt;
}

std::vector<json::View> rows_of(json::View body)
{
    auto rows = body.array("data");
    for (const auto* key : {"data", "messages"})
        if (rows.empty())
            rows = body.object("data").array(key);
    return rows;
}

} // namespace

std::optional<PastMessage> read_past_row(json::View row, const PastContext& context)
{
    PastMessage past;
    Message& message = past.message;
    message.id = row.id(row.has("message_id") ? "message_id" : "msg_id");
    message.chat = context.chat;
    message.from.id = row.id("from_id");
    message.from.name = text::clean_inbound(row.text("from_display_name"));
    message.from.is_bot = row.digits("src") == 0 || message.from.id == context.oa_id;
    auto words = strip_mentions(text::clean_inbound(row.text("message")), context.oa_id);
    message.text = text::clean_inbound(words.text);
    message.addressed = words.of_us;
    message.attachments = read_files(row);
    message.position = read_place(row);
    message.reply_to = row.id("quote_msg_id");
    const auto at = read_time(row, "time");
    const bool bare = message.text.empty() && message.attachments.empty() && !message.position;
    if (message.id.empty() || message.from.id.empty() || !at || bare)
        return std::nullopt;
    past.at = *at;
    return past;
}

PastPage read_past_page(const PlatformAnswer& answer, const PastContext& context)
{
    PastPage page;
    page.outcome = read_answer(answer, {}, context.token);
    const auto document = json::parse(answer.body);
    if (page.outcome.kind != Outcome::Kind::accepted || !document)
        return page;
    const auto rows = rows_of(document->root());
    for (const auto& row : rows)
        if (auto past = read_past_row(row, context))
            page.messages.push_back(std::move(*past));
    page.more = rows.size() >= past_page;
    return page;
}

} // namespace langnghe::zalo_oa
