#include "bot/daemon/reporter.hpp"

#include "adapters/files/incoming.hpp"
#include "adapters/report/forms.hpp"
#include "bot/log/log.hpp"
#include "core/journal/record.hpp"
#include "core/outbox/post.hpp"
#include "core/report/issue.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include <utility>

namespace langnghe::daemon {
namespace asio = boost::asio;
namespace {

constexpr std::chrono::minutes between{1};

// The last period of this schedule whose report is due by now.
report::Period due_period(const config::ReportSection& section, TimePoint now)
{
    const auto current = report::period_of(section.span, calendar::day_of(now));
    const auto last = report::before(current);
    return now >= calendar::at(current.from, section.minute) ? last : report::before(last);
}

std::string spelled(calendar::Day day) { return to_rfc3339(calendar::at(day, 0)).substr(0, 10); }

// How the store remembers what this schedule did. Another audience or hour is another schedule.
std::string name_of(const config::ReportSection& section)
{
    return fmt::format("report_posted/{}/{}/{}/{}", report::name_of(section.span), section.minute, section.roles.bits(),
                       section.groups ? "groups" : "people");
}

bool is_settled(Tx& tx, const config::ReportSection& section, const report::Period& period)
{
    const auto posted = tx.fact(name_of(section));
    return posted && *posted >= spelled(period.from);
}

void settle(Tx& tx, const config::ReportSection& section, const report::Period& period)
{
    tx.set_fact(name_of(section), spelled(period.from));
}

// Before the first entry there was nothing to report on.
bool is_before_us(Tx& tx, const report::Period& period)
{
    const auto first = tx.journal().after(0, 1);
    return first.empty() || first.front().at >= report::end_of(period);
}

// What takes long, made on the read connection: nobody who writes waits for it.
Reporter::Drafts draft(Context& context, const config::ReportSection& section, const report::Period& period)
{
    Reporter::Drafts drafts;
    if (is_settled(context.tx, section, period) || is_before_us(context.tx, period))
        return drafts;
    if (const auto last = context.tx.journal().last())
        drafts.anchor = journal::anchor(last->seq, last->hash);
    if (!context.tx.issued().find(period, 0))
        drafts.whole = report::make(context, period);
    if (!section.groups)
        return drafts;
    for (const Group& group : context.tx.groups().list())
        if (group.bound && !group.area.empty() && !drafts.areas.contains(group.area))
            drafts.areas[group.area] = report::to_text(context.commune, report::make(context, period, group.area));
    return drafts;
}

// The newest version; a first one is issued. Nothing when there is nothing to post.
std::optional<IssuedReport> prepare(Context& context, const config::ReportSection& section, report::Issuing what)
{
    const report::Period period = what.period;
    if (is_settled(context.tx, section, period))
        return std::nullopt;
    if (is_before_us(context.tx, period)) {
        settle(context.tx, section, period);
        return std::nullopt;
    }
    if (auto issued = context.tx.issued().find(period, 0))
        return issued;
    auto issued = report::issue(context, what, report::to_json);
    if (!issued)
        return std::nullopt;
    return std::move(*issued);
}

Letter letter_with(std::string text)
{
    Letter letter;
    letter.kind = DeliveryKind::push;
    letter.priority = Priority::bulk;
    letter.text = std::move(text);
    return letter;
}

void post_to_people(Context& context, Roles roles, const std::string& text, const std::optional<OutboxFile>& file)
{
    for (const User& user : context.tx.people().users()) {
        if (user.disabled || !user.roles.any_of(roles))
            continue;
        Letter letter = letter_with(text);
        if (file)
            letter.files.push_back(*file);
        post_to_user(context, user, std::move(letter));
    }
}

// A group of one area hears of its area.
void post_to_groups(Context& context, const report::Report& whole, const Reporter::Drafts& drafts)
{
    const bool holds = !drafts.areas.empty() && report::still_holds(context, drafts.anchor);
    const auto text_for = [&](const std::string& area) {
        const auto drafted = drafts.areas.find(area);
        if (holds && drafted != drafts.areas.end())
            return drafted->second;
        return report::to_text(context.commune, area.empty() ? whole : report::make(context, whole.period, area));
    };
    for (const Group& group : context.tx.groups().list()) {
        if (!group.bound || group.unreachable)
            continue;
        Letter letter = letter_with(text_for(group.area));
        letter.channel = group.channel;
        letter.to = ChatRef{.id = group.chat, .kind = ChatKind::group, .title = {}, .thread = {}};
        post(context, std::move(letter));
    }
}

bool post_all(Context& context, const config::ReportSection& section, const report::Report& report,
              const Reporter::Drafts& drafts)
{
    if (is_settled(context.tx, section, report.period))
        return false;
    post_to_people(context, section.roles, report::to_text(context.commune, report), drafts.file);
    if (section.groups)
        post_to_groups(context, report, drafts);
    settle(context.tx, section, report.period);
    return true;
}

std::optional<OutboxFile> keep(const files::Shelf& shelf, const std::string& bytes)
{
    auto incoming = files::Incoming::open(shelf);
    if (!incoming || !(*incoming)->write(bytes))
        return std::nullopt;
    const auto kept = (*incoming)->keep();
    if (!kept)
        return std::nullopt;
    OutboxFile file;
    file.sha256 = kept->sha256;
    file.bytes = kept->bytes;
    return file;
}

// Draws the document and puts it on the shelf. Blocks.
std::optional<OutboxFile> draw(const Commune& commune, const files::Shelf& shelf, const std::string& kind,
                               const std::string& document)
{
    const auto report = report::from_json(document);
    if (!report)
        return std::nullopt;
    const auto paper = report::lay_out(commune, *report);
    const auto bytes = kind == "pdf" ? report::to_pdf(paper) : report::to_xlsx(paper);
    if (!bytes)
        return std::nullopt;
    auto file = keep(shelf, *bytes);
    if (!file)
        return std::nullopt;
    file->name =
        fmt::format("bao-cao-{}-{}.{}", report::name_of(report->period.span), spelled(report->period.from), kind);
    file->mime =
        kind == "pdf" ? "application/pdf" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    return file;
}

} // namespace

Reporter::Reporter(Environment& environment, const CommuneSetup& setup, sql::Store& store, asio::any_io_executor worker,
                   std::function<void()> posted)
    : Chore(environment.executor), environment_(environment), setup_(setup), store_(store), worker_(std::move(worker)),
      posted_(std::move(posted)), shelf_(setup.files)
{}

asio::awaitable<std::chrono::milliseconds> Reporter::once()
{
    const bool posted = co_await look();
    if (posted)
        posted_();
    co_return between;
}

asio::awaitable<bool> Reporter::look()
{
    bool posted = false;
    for (const config::ReportSection& section : setup_.reports) {
        const auto period = due_period(section, environment_.now());
        const auto done = done_.find(name_of(section));
        if (stopping() || (done != done_.end() && done->second >= period.from))
            continue;
        const bool sent = co_await send(section, period);
        posted = posted || sent;
    }
    co_return posted;
}

// What fails is tried again a minute later.
asio::awaitable<bool> Reporter::send(config::ReportSection section, report::Period period)
{
    Drafts drafts = co_await drafts_of(section, period);
    auto preparing = [this, section, period, whole = drafts.whole, now = environment_.now()](Tx& tx) {
        Context context{tx, setup_.facts, environment_.random, now};
        return prepare(context, section, {period, journal::program, setup_.letterhead, {}, whole});
    };
    const auto issued = co_await store_.write(std::move(preparing));
    if (!issued) {
        log::warn("report.not_issued", {{"commune", setup_.facts.slug}, {"why", issued.error().message()}});
        co_return false;
    }
    if (!*issued) {
        done_[name_of(section)] = period.from;
        co_return false;
    }
    if (!section.file.empty() && !section.roles.empty())
        drafts.file = co_await file_of(section.file, (*issued)->document);
    auto posting = [this, section, drafts = std::move(drafts), document = (*issued)->document,
                    now = environment_.now()](Tx& tx) {
        Context context{tx, setup_.facts, environment_.random, now};
        const auto report = report::from_json(document);
        return report && post_all(context, section, *report, drafts);
    };
    const auto posted = co_await store_.write(std::move(posting));
    if (!posted) {
        log::warn("report.not_posted", {{"commune", setup_.facts.slug}, {"why", posted.error().message()}});
        co_return false;
    }
    done_[name_of(section)] = period.from;
    log::info("report.posted", {{"commune", setup_.facts.slug},
                                {"period", report::name_of(period.span)},
                                {"from", spelled(period.from)},
                                {"version", (*issued)->version}});
    co_return *posted;
}

asio::awaitable<Reporter::Drafts> Reporter::drafts_of(config::ReportSection section, report::Period period)
{
    auto drafting = [this, section = std::move(section), period, now = environment_.now()](Tx& tx) {
        Context context{tx, setup_.facts, environment_.random, now};
        return draft(context, section, period);
    };
    auto made = co_await store_.read(std::move(drafting));
    if (!made)
        co_return Drafts{}; // then they are made where they are written
    co_return std::move(*made);
}

// Without it the words go out alone: better than nothing.
asio::awaitable<std::optional<OutboxFile>> Reporter::file_of(std::string kind, std::string document)
{
    auto drawing = [this, kind = std::move(kind),
                    document = std::move(document)]() -> asio::awaitable<std::optional<OutboxFile>> {
        co_return draw(setup_.facts, shelf_, kind, document);
    };
    auto file = co_await asio::co_spawn(worker_, drawing, asio::use_awaitable);
    if (!file)
        log::warn("report.not_drawn", {{"commune", setup_.facts.slug}});
    co_return file;
}

} // namespace langnghe::daemon
