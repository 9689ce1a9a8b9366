#include "bot/commands/restore.hpp"

#include "adapters/sql/lock.hpp"
#include "adapters/sql/store.hpp"
#include "bot/archive/archive.hpp"
#include "bot/commune/register_file.hpp"
#include "bot/commune/tokens.hpp"
#include "core/journal/record.hpp"
#include "core/outbox/decide.hpp"
#include "core/people/retention.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace langnghe::commands {
namespace {

struct Restored
{
    std::int64_t seq = 0; // the journal's head in the backup
    int held = 0;
    int erased = 0; // people whom the backup brought back
    bool with_register = false;
    std::string error;
};

// Nobody knows whether what was being sent went out; what is to be sent once more is held with the rest.
void recover_claimed(Context& context)
{
    for (const auto& [name, info] : context.commune.channels)
        for (OutboxItem& item : context.tx.outbox().orphans(name, std::nullopt))
            context.tx.outbox().save(outbox::recover(std::move(item), info.traits, context.now));
}

// What the world has seen since the backup is unknown: nothing goes out by itself, and no code opens anything.
Restored mark(Tx& tx, const CommuneSetup& setup, const std::string& backup_made, const Register& erased)
{
    const Random random = system_random;
    Context context{tx, setup.facts, random, system_now()};
    Restored restored;
    const auto last = tx.journal().last();
    restored.seq = last ? last->seq : 0;
    recover_claimed(context);
    restored.erased = erase_again(context, erased.lines);
    restored.held = tx.outbox().hold_all();
    tx.people().burn_all_codes();
    doubt_grants(tx, setup, context.now);
    tx.set_fact("restored_at_seq", std::to_string(restored.seq));
    journal::record(context,
                    {.actor = "console",
                     .action = "restore",
                     .facts = fmt::format("at={};held={};backup={}", restored.seq, restored.held, backup_made)});
    return restored;
}

// What was erased again leaves the search index for good.
void settle_index(sql::Store& store)
{
    for (bool more = true; more;) {
        const auto merging = store.write_now([](Tx& tx) {
            tx.search().follow(1'000);
            return is_merging(tx);
        });
        more = merging && *merging;
    }
}

// Before it is put in place, so that no daemon ever finds it unmarked.
Restored mark_store(const std::filesystem::path& unpacked, const Target& target, const archive::Summary& summary)
{
    const auto path = unpacked / "store.db";
    Restored restored;
    const RegisterFile file(target.section.store);
    const auto erased = file.read();
    if (!erased) {
        restored.error = fmt::format("{} cannot be read: who was erased would be back", file.path().string());
        return restored;
    }
    sql::StoreOptions options;
    options.path = path;
    auto store = sql::Store::open(std::move(options), &restored.error);
    if (!store) {
        if (restored.error.empty())
            restored.error = store.error().message();
        return restored;
    }
    const std::string made = to_rfc3339(summary.facts.created_at);
    auto marked = (*store)->write_now([&](Tx& tx) { return mark(tx, *target.setup, made, *erased); });
    settle_index(**store);
    (*store)->close();
    std::error_code failed;
    if (!marked || std::filesystem::exists(path.string() + "-wal", failed))
        restored.error = fmt::format("{}: the outbox could not be held back", path.string());
    if (marked)
        marked->with_register = file.exists();
    return marked && restored.error.empty() ? *marked : restored;
}

std::string wrong_commune(const Target& target, const archive::Summary& summary)
{
    if (summary.facts.commune == target.section.slug)
        return {};
    return fmt::format("the backup is of the commune \"{}\", not of \"{}\": choose with --commune",
                       summary.facts.commune, target.section.slug);
}

// Everything between an unpacked backup and a store in its place; the reason when it does not come to that.
Restored put_in_place(const Target& target, const std::filesystem::path& unpacked, const archive::Summary& summary)
{
    Restored restored;
    restored.error = wrong_commune(target, summary);
    if (restored.error.empty())
        restored = mark_store(unpacked, target, summary);
    if (!restored.error.empty())
        return restored;
    const auto placed = archive::place(unpacked, target.section.store, target.section.files, summary);
    if (!placed)
        restored.error = placed.error().what;
    return restored;
}

std::string taken(const config::CommuneSection& section)
{
    std::error_code failed;
    for (const auto& path : {section.store, section.files})
        if (std::filesystem::exists(std::filesystem::symlink_status(path, failed)))
            return fmt::format("{} is there already; move it away first", path.string());
    return {};
}

int report(const Face& face, const Target& target, const Restored& restored)
{
    Json reconnect = Json::array();
    for (const auto& [name, channel] : target.setup->channels)
        if (channel.renewing != nullptr)
            reconnect.push_back(name);
    if (face.json) {
        print_json(Json{{"store", target.section.store.string()},
                        {"restored_at_seq", restored.seq},
                        {"held", restored.held},
                        {"erased_again", restored.erased},
                        {"reconnect", reconnect}});
        return done;
    }
    print(fmt::format("Restored {} at journal entry {}. {} deliveries are held: look at them with langnghe outbox "
                      "list --state held, then run langnghe outbox release.",
                      target.section.store.string(), restored.seq, restored.held));
    if (restored.with_register)
        print(fmt::format("{} people of the register of erasures were erased again.", restored.erased));
    else
        print(
            fmt::format("There is no register of erasures ({0}.erased): if you have it elsewhere, put it there before "
                        "you start the daemon.",
                        target.section.store.string()));
    for (const Json& name : reconnect)
        print(fmt::format("The tokens of {0} may be spent since: run langnghe channel connect {0}.",
                          name.get<std::string>()));
    return done;
}

} // namespace

int restore(const Face& face, const std::string& file)
{
    const auto target = target_of(face);
    if (!target)
        return misused;
    const auto& store = target->section.store;
    std::error_code ignored;
    std::filesystem::create_directories(store.parent_path(), ignored);
    const auto lock = sql::StoreLock::try_acquire(store);
    if (!lock)
        return complain(fmt::format("{}.lock: {}", store.string(), lock.error().message()), failed);
    if (!*lock)
        return complain(fmt::format("{} is in use; stop the daemon first", store.string()), failed);
    if (const auto path = taken(target->section); !path.empty())
        return complain(path, failed);
    const std::filesystem::path unpacked = fmt::format("{}.restore-{}", store.string(), ::getpid());
    const auto summary = archive::read_backup(file, unpacked);
    if (!summary)
        return complain(summary.error().what, failed);
    const auto restored = put_in_place(*target, unpacked, *summary);
    std::filesystem::remove_all(unpacked, ignored);
    return restored.error.empty() ? report(face, *target, restored) : complain(restored.error, failed);
}

} // namespace langnghe::commands
