#include "adapters/sql/migrate.hpp"
#include "adapters/sql/verify.hpp"
#include "bot/archive/archive.hpp"
#include "bot/commands/commands.hpp"
#include "bot/commands/restore.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include <charconv>

namespace langnghe::commands {
namespace {

// Gone at the end, whatever happens.
class Scratch
{
public:
    explicit Scratch(std::filesystem::path path) : path_(std::move(path)) {}
    ~Scratch()
    {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

archive::Facts facts_of(const Target& target, const sql::VerifyReport& report)
{
    archive::Facts facts;
    facts.program = LANGNGHE_VERSION;
    facts.commune = target.section.slug;
    facts.schema = sql::migrations().back().number;
    facts.created_at = system_now();
    const auto colon = report.anchor.find(':');
    if (colon == std::string::npos)
        return facts;
    std::from_chars(report.anchor.data(), report.anchor.data() + colon, facts.journal_seq);
    facts.journal_hash = report.anchor.substr(colon + 1);
    return facts;
}

void show(const Face& face, const std::string& out, const archive::Summary& summary, const std::string& anchor)
{
    if (face.json)
        return print_json(Json{{"out", out},
                               {"entries", summary.entries},
                               {"bytes", summary.bytes},
                               {"anchor", anchor.empty() ? Json(nullptr) : Json(anchor)}});
    if (out != "-")
        print(fmt::format("{}: {} files, {} bytes, journal at {}", out, summary.entries, summary.bytes,
                          anchor.empty() ? "its beginning" : anchor));
}

int backup(const Face& face, const std::string& out)
{
    const auto target = target_of(face);
    if (!target)
        return misused;
    std::error_code unknown;
    const auto store = std::filesystem::absolute(target->section.store, unknown);
    const Scratch copy(fmt::format("{}.backup-{}", store.string(), ::getpid()));
    const auto reply = operate(*target, "store.snapshot", {{"path", copy.path().string()}});
    if (!reply.ok)
        return complain(reply.error, failed);
    // The copy is nobody else's: it is checked here, and says where the journal stood.
    const auto report = sql::verify(copy.path());
    if (!report)
        return complain(fmt::format("{}: the copy cannot be read", copy.path().string()), failed);
    const auto written = archive::write_backup(copy.path(), target->section.files, out, facts_of(*target, *report));
    if (!written)
        return complain(written.error().what, failed);
    show(face, out, *written, report->anchor);
    if (!report->faults.empty())
        return complain(fmt::format("the backup was written, but the store is not sound: {}; run langnghe verify",
                                    report->faults.front().what),
                        failed);
    return done;
}

} // namespace

void add_backup(CLI::App& app, Face& face)
{
    const auto out = std::make_shared<std::string>();
    CLI::App& command = leaf(app, face, "backup", "Write the store and its files into one tar, while the daemon runs",
                             "langnghe backup --out /backup/luong-son.tar");
    command.add_option("--out", *out, "A new file, or - for standard output")->required()->type_name("FILE");
    command.callback([&face, out] {
        if (*out == "-" && face.json)
            throw CLI::ValidationError("--json", "cannot go with --out -: both write to standard output");
        face.run = [&face, out] { return backup(face, *out); };
    });

    const auto from = std::make_shared<std::string>();
    CLI::App& restoring =
        leaf(app, face, "restore", "Put a backup where no store is; nothing is sent until outbox release",
             "langnghe restore /backup/luong-son.tar");
    restoring.add_option("file", *from, "The backup, or - for standard input")->required()->type_name("FILE");
    restoring.callback([&face, from] { face.run = [&face, from] { return restore(face, *from); }; });
}

} // namespace langnghe::commands
