#include "adapters/files/shelf.hpp"
#include "adapters/sql/verify.hpp"
#include "bot/operations/arguments.hpp"
#include "bot/operations/terms.hpp"
#include "core/journal/anchor.hpp"
#include "core/store/attachments.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <filesystem>

namespace langnghe::operations {
namespace {

constexpr std::size_t most_faults = 200;

// A copy of the store as one file, for a backup; the caller removes it.
Answer snapshot(Scene& scene, Arguments& arguments)
{
    const std::filesystem::path path = arguments.text("path");
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    if (!path.is_absolute())
        return Refusal{"the copy needs an absolute path"};
    if (const auto copied = scene.store.backup_to(path); !copied)
        return Refusal{copied.error() == make_error_code(Errc::storage_refused)
                           ? fmt::format("{} is there already", path.string())
                           : fmt::format("{}: {}", path.string(), explain(copied.error()))};
    std::error_code failed;
    return Json{{"path", path.string()}, {"bytes", std::filesystem::file_size(path, failed)}};
}

// What the journal says against an anchor that was kept outside; empty when nothing.
Result<std::string> compare(Scene& scene, const journal::Anchor& anchor)
{
    const auto held = scene.store.read_now([&anchor](Tx& tx) { return journal::compare(tx, anchor); });
    if (!held)
        return held.error();
    if (*held == journal::Held::gone)
        return fmt::format(
            "the journal has no entry {}, which the anchor knows: its tail was cut off, or an old copy was put back",
            anchor.seq);
    if (*held == journal::Held::broken)
        return fmt::format("entry {} is not the one of the anchor: the journal was rewritten before or at it",
                           anchor.seq);
    return std::string{};
}

Json to_json(const sql::VerifyReport& report, const std::vector<std::string>& damage)
{
    Json faults = Json::array();
    for (const std::string& what : damage)
        faults.push_back({{"seq", nullptr}, {"what", "the file is damaged: " + what}});
    for (const sql::Fault& fault : report.faults)
        faults.push_back({{"seq", fault.seq == 0 ? Json(nullptr) : Json(fault.seq)}, {"what", fault.what}});
    return {{"sound", faults.empty()},
            {"entries", report.entries},
            {"anchor", or_null(report.anchor)},
            {"faults", std::move(faults)}};
}

// Every file that a message has is there and is what its name says.
void check_files(Scene& scene, sql::VerifyReport& report)
{
    constexpr int page = 500;
    const files::Shelf shelf(scene.setup.files);
    std::string after;
    for (bool more = true; more;) {
        const auto names =
            scene.store.read_now([&after](Tx& tx) { return tx.attachments().stored_after(after, page); });
        if (!names)
            return report.faults.push_back({0, "the names of the files cannot be read"});
        more = names->size() == static_cast<std::size_t>(page);
        for (const FileName& name : *names) {
            after = name.sha256;
            if (const auto sound = shelf.check(name.sha256); !sound && report.faults.size() < most_faults)
                report.faults.push_back(
                    {name.seq, fmt::format("the file {} {}", name.sha256.substr(0, 12),
                                           sound.error() == Errc::not_found ? "is missing" : "was altered")});
        }
    }
}

Answer verify(Scene& scene, Arguments& arguments)
{
    auto texts = arguments.list("anchors");
    if (auto one = arguments.text("anchor"); !one.empty())
        texts.push_back(std::move(one));
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    std::vector<journal::Anchor> anchors;
    for (const std::string& text : texts) {
        auto anchor = journal::anchor_from(text);
        if (!anchor)
            return Refusal{"an anchor is the number of an entry and 32 hex digits: "
                           "42:0123456789abcdef0123456789abcdef"};
        anchors.push_back(std::move(*anchor));
    }
    const auto damage = sql::quick_check(scene.store.path());
    if (!damage)
        return Refusal{explain(damage.error())};
    auto report = sql::verify(scene.store.path());
    if (!report)
        return Refusal{explain(report.error())};
    check_files(scene, *report);
    for (const journal::Anchor& anchor : anchors) {
        const auto against = compare(scene, anchor);
        if (!against)
            return Refusal{explain(against.error())};
        if (!against->empty())
            report->faults.push_back({anchor.seq, *against});
    }
    return to_json(*report, *damage);
}

Answer head(Scene& scene, Arguments& arguments)
{
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    return read(scene, [](Context& context) -> Answer {
        const auto last = context.tx.journal().last();
        if (!last)
            return Json{{"seq", 0}, {"anchor", nullptr}, {"at", nullptr}};
        return Json{{"seq", last->seq},
                    {"anchor", journal::anchor(last->seq, last->hash)},
                    {"hash", hash::to_hex(hash::bytes_of(last->hash))},
                    {"at", to_rfc3339(last->at)}};
    });
}

Json outbox_counts(Context& context)
{
    Json channels = Json::object();
    for (const auto& [name, info] : context.commune.channels) {
        Json counts = Json::object();
        for (const auto& [state, count] : context.tx.outbox().counts(name))
            counts[std::string{name_of(state)}] = count;
        channels[name] = std::move(counts);
    }
    return channels;
}

Answer info(Scene& scene, Arguments& arguments)
{
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    return read(scene, [&scene](Context& context) -> Answer {
        Json tickets = Json::object();
        for (const auto& [status, count] : context.tx.tickets().counts())
            tickets[std::string{name_of(status)}] = count;
        const auto last = context.tx.journal().last();
        const auto restored = context.tx.fact("restored_at_seq");
        return Json{
            {"commune", context.commune.slug},    {"store", scene.store.path().string()},
            {"writable", scene.store.writable()}, {"journal", last ? last->seq : 0},
            {"tickets", std::move(tickets)},      {"parked", context.tx.inbox().parked_count()},
            {"outbox", outbox_counts(context)},   {"restored_at_seq", restored ? Json(*restored) : Json(nullptr)}};
    });
}

constexpr std::array all{Verb{"store.snapshot", snapshot, true}, Verb{"store.verify", verify, true},
                         Verb{"store.head", head}, Verb{"store.info", info}};

} // namespace

std::span<const Verb> store_verbs() { return all; }

} // namespace langnghe::operations
