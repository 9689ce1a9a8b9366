// From the options to the store: configuration, commune, and whoever owns the file.

#include "adapters/json/reader.hpp"
#include "adapters/sql/store.hpp"
#include "bot/commands/face.hpp"
#include "bot/control/client.hpp"
#include "bot/control/server.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace langnghe::commands {
namespace {

constexpr std::chrono::seconds quick{60};
constexpr std::chrono::hours slow{6};

operations::Reply refused(std::string what) { return {false, {}, std::move(what)}; }

operations::Reply ask_owner(const Target& target, std::string_view verb, const std::string& arguments)
{
    std::string why;
    const std::chrono::milliseconds deadline = operations::is_slow(verb) ? slow : std::chrono::milliseconds{quick};
    const auto socket = control::socket_of(target.section.store);
    auto reply = control::ask(socket, verb, arguments, deadline, &why);
    if (!reply)
        return refused(fmt::format("{} is in use by another process that does not answer ({}); wait for it or stop it",
                                   target.section.store.string(), why));
    return std::move(*reply);
}

const config::CommuneSection* choose(const config::Configuration& configuration, const std::string& slug)
{
    const auto& communes = configuration.communes;
    if (slug.empty())
        return communes.size() == 1 ? &communes.front() : nullptr;
    const auto found = std::ranges::find(communes, slug, &config::CommuneSection::slug);
    return found == communes.end() ? nullptr : &*found;
}

std::string slugs(const config::Configuration& configuration)
{
    std::string list;
    for (const auto& commune : configuration.communes)
        list += (list.empty() ? "" : ", ") + commune.slug;
    return list;
}

} // namespace

std::optional<config::Configuration> configured(const Face& face)
{
    config::Loaded loaded = config::load(config::locate(face.config));
    for (const config::Problem& problem : loaded.problems)
        complain(to_string(problem), misused);
    return std::move(loaded.configuration);
}

std::optional<Target> target_of(const Face& face)
{
    auto configuration = configured(face);
    if (!configuration)
        return std::nullopt;
    const config::CommuneSection* section = choose(*configuration, face.commune);
    if (section == nullptr) {
        complain(face.commune.empty()
                     ? fmt::format("there are several communes: add --commune, one of {}", slugs(*configuration))
                     : fmt::format("there is no commune \"{}\"; there is {}", face.commune, slugs(*configuration)),
                 misused);
        return std::nullopt;
    }
    Target target{{}, *section, nullptr};
    auto made = set_up(*section, configuration->server);
    for (const config::Problem& problem : made.problems)
        complain(to_string(problem), misused);
    if (!made.setup)
        return std::nullopt;
    target.configuration = std::move(*configuration);
    target.setup = std::move(made.setup);
    return target;
}

operations::Reply operate(const Target& target, std::string_view verb, const Json& arguments)
{
    const std::string text = json::dump(arguments);
    std::string why;
    sql::StoreOptions options;
    options.path = target.section.store;
    auto store = sql::Store::open(std::move(options), &why);
    if (!store && store.error() == make_error_code(Errc::storage_busy))
        return ask_owner(target, verb, text);
    if (!store)
        return refused(why.empty() ? store.error().message() : why);
    const Random random = system_random;
    operations::Scene scene{**store, *target.setup, random, system_now};
    auto reply = operations::run(scene, verb, text);
    (*store)->close();
    return reply;
}

int operate_and_show(const Face& face, std::string_view verb, const Json& arguments, const Show& show)
{
    const auto target = target_of(face);
    if (!target)
        return misused;
    const auto reply = operate(*target, verb, arguments);
    if (!reply.ok)
        return complain(reply.error, failed);
    const Json document = Json::parse(reply.document, nullptr, false);
    if (face.json)
        print_json(document);
    else
        show(*target, document);
    return done;
}

} // namespace langnghe::commands
