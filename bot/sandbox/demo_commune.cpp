#include "bot/sandbox/demo_commune.hpp"

#include "adapters/json/reader.hpp"
#include "bot/commune/setup.hpp"
#include "bot/secrets/secrets.hpp"
#include "core/hash/hash.hpp"

#include "embedded/langnghe_defaults.hpp"
#include "embedded/langnghe_demo.hpp"
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace langnghe::sandbox_run {
namespace asio = boost::asio;
namespace {

using nlohmann::json;

const json& facts()
{
    static const json document = json::parse(embedded::commune_json());
    return document;
}

std::string random_hex()
{
    const auto bytes = system_random();
    return hash::to_hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

// Kept beside the store, so that the links of a kept sandbox stay good.
Secret master_key(const std::filesystem::path& data)
{
    const auto file = data / "master_key";
    std::string text;
    if (std::ifstream in{file}; in && std::getline(in, text))
        return secrets::master_key(text);
    text = secrets::fresh_key();
    std::ofstream{file} << text << '\n';
    std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    return secrets::master_key(text);
}

// The lists built in, but that the demo's group hears of every new ticket: whoever tries it wants to see that.
std::filesystem::path taxonomy_in(const std::filesystem::path& data)
{
    constexpr std::string_view quiet = "hear_new = []";
    std::string text{embedded::taxonomy_toml()};
    const auto place = text.find('\n' + std::string{quiet}) + 1;
    text.replace(place, quiet.size(),
                 fmt::format("hear_new = [\"{}\"]", facts().at("organization").get<std::string>()));
    auto file = data / "taxonomy.toml";
    std::ofstream{file} << text;
    return file;
}

config::ChannelSection zalo_channel(const std::string& platform, const Accounts& accounts)
{
    config::ChannelSection channel;
    channel.name = "zalo";
    channel.platform = config::PlatformKind::zalo_oa;
    channel.api_base = platform;
    channel.app_id = accounts.zalo_app;
    channel.oa_id = accounts.zalo_oa;
    channel.oa_secret_key = accounts.zalo_secret;
    channel.app_secret_key = accounts.zalo_app_secret;
    channel.access_token = accounts.zalo_access;
    channel.refresh_token = accounts.zalo_refresh;
    channel.oauth_base = platform;
    return channel;
}

config::ChannelSection telegram_channel(const std::string& platform, const Accounts& accounts)
{
    config::ChannelSection channel;
    channel.name = "telegram";
    channel.platform = config::PlatformKind::telegram;
    channel.api_base = platform;
    channel.token = accounts.telegram_token;
    channel.webhook_secret = accounts.telegram_secret;
    return channel;
}

config::ChannelSection zalo_bot_channel(const std::string& platform, const Accounts& accounts)
{
    config::ChannelSection channel;
    channel.name = "zalobot";
    channel.platform = config::PlatformKind::zalo_bot;
    channel.api_base = platform;
    channel.token = accounts.zalo_bot_token;
    channel.webhook_secret = accounts.zalo_bot_secret;
    return channel;
}

// What an operation gave out, or why it refused.
struct Issued
{
    std::string code;
    std::string refusal;
};

asio::awaitable<Issued> issue(daemon::Service& service, std::string verb, json arguments)
{
    const std::string text = langnghe::json::dump(arguments);
    auto reply = co_await service.operate(std::move(verb), text);
    Issued issued;
    issued.refusal = std::move(reply.error);
    const json document = json::parse(reply.document, nullptr, false);
    if (reply.ok && document.is_object())
        issued.code = document.value("code", std::string{});
    co_return issued;
}

asio::awaitable<std::string> add_user(daemon::Service& service, const sandbox::DemoPerson& person)
{
    json user;
    user["name"] = person.name;
    user["roles"] = facts().at("roles").at(person.key);
    const std::string department = facts().at("departments").value(person.key, std::string{});
    if (!department.empty())
        user["department"] = department;
    const auto added = co_await issue(service, "user.add", std::move(user));
    co_return added.refusal;
}

asio::awaitable<std::string> link(daemon::Service& service, sandbox::Pocket& pocket, const sandbox::DemoPerson& person)
{
    json who;
    who["user"] = person.name;
    const auto link = co_await issue(service, "user.link-code", std::move(who));
    if (link.refusal.empty() && !pocket.person_says(person.id, person.id, "/lienket " + link.code))
        co_return std::string{"the pocket platform took no /lienket"};
    co_return link.refusal;
}

asio::awaitable<std::string> bind(daemon::Service& service, sandbox::Pocket& pocket, const sandbox::DemoGroup& group,
                                  const sandbox::DemoPerson& officer, json whose)
{
    const auto binding = co_await issue(service, "group.code", std::move(whose));
    if (binding.refusal.empty() && !pocket.person_says(group.id, officer.id, "/ketnoi " + binding.code))
        co_return std::string{"the pocket platform took no /ketnoi"};
    co_return binding.refusal;
}

// What was typed so far has been answered.
asio::awaitable<bool> answered(sandbox::Pocket& pocket, const std::string& chat)
{
    const auto last_is_ours = [&pocket, chat] {
        const auto messages = pocket.messages(chat);
        return !messages.empty() && messages.back().author.empty();
    };
    constexpr std::chrono::seconds patience{10};
    co_return co_await pocket.wait_for(last_is_ours, patience);
}

// On both networks, as an official of a commune would be; on the last one last, so that it is where news reach them.
asio::awaitable<std::string> bring_in_officer(daemon::Service& service, sandbox::Pocket& pocket,
                                              std::vector<const sandbox::DemoPerson*> phones)
{
    auto refusal = co_await add_user(service, *phones.back());
    for (const auto* phone : phones) {
        if (!refusal.empty())
            break;
        refusal = co_await link(service, pocket, *phone);
        co_await answered(pocket, phone->id);
    }
    co_return refusal;
}

} // namespace

Accounts make_accounts()
{
    Accounts accounts;
    accounts.telegram_token = Secret{"7012345678:AA" + random_hex()};
    accounts.telegram_secret = Secret{random_hex()};
    accounts.zalo_bot_token = Secret{"1459232241454765289:" + random_hex()};
    accounts.zalo_bot_secret = Secret{random_hex()};
    accounts.zalo_secret = Secret{random_hex()};
    accounts.zalo_app_secret = Secret{random_hex()};
    accounts.zalo_access = Secret{random_hex()};
    accounts.zalo_refresh = Secret{random_hex()};
    accounts.zalo_app = "3186720551293846017";
    accounts.zalo_oa = "2741853096128840375";
    return accounts;
}

sandbox::ZaloSide zalo_side(const Accounts& accounts)
{
    sandbox::ZaloSide side;
    side.app_id = accounts.zalo_app;
    side.oa_id = accounts.zalo_oa;
    side.secret = accounts.zalo_secret;
    side.app_secret = accounts.zalo_app_secret;
    side.access_token = accounts.zalo_access;
    side.refresh_token = accounts.zalo_refresh;
    return side;
}

std::string commune_name() { return facts().at("name"); }
std::string commune_slug() { return facts().at("slug"); }

config::Configuration demo_configuration(const std::filesystem::path& data, const std::string& platform,
                                         const Accounts& accounts)
{
    config::Configuration configuration;
    configuration.server.listen = "127.0.0.1:0";
    configuration.server.admin_listen = "127.0.0.1:0";
    configuration.server.public_url = "http://127.0.0.1";
    configuration.server.master_key = master_key(data);
    config::CommuneSection commune;
    commune.slug = commune_slug();
    commune.name = commune_name();
    commune.code = facts().at("code");
    commune.store = data / (commune.slug + ".db");
    commune.files = data / (commune.slug + ".files");
    commune.taxonomy = taxonomy_in(data);
    commune.rules.quiet_until = commune.rules.quiet_from; // whoever tries it at night wants to see it
    commune.channels = {zalo_channel(platform, accounts), telegram_channel(platform, accounts)};
    if (!accounts.zalo_bot_token.empty())
        commune.channels.push_back(zalo_bot_channel(platform, accounts));
    configuration.communes.push_back(std::move(commune));
    return configuration;
}

asio::awaitable<std::string> bring_in(daemon::Service& service, sandbox::Pocket& pocket, const sandbox::Demo& demo)
{
    using sandbox::Network;
    const auto* officer = demo.person("mai", Network::zalo);
    const auto* officer_too = demo.person("mai", Network::telegram);
    const auto* handler = demo.person("hung", Network::telegram);
    const auto* handler_too = demo.person("hung", Network::zalo);
    const auto* women = demo.group("women");
    const auto* area = demo.group("area5");
    if (officer == nullptr || officer_too == nullptr || handler == nullptr || handler_too == nullptr ||
        women == nullptr || area == nullptr)
        co_return std::string{"somebody is missing in the demo"};
    std::vector<const sandbox::DemoPerson*> phones{officer_too, officer};
    auto refusal = co_await bring_in_officer(service, pocket, phones);
    phones = {handler_too, handler};
    if (refusal.empty())
        refusal = co_await bring_in_officer(service, pocket, phones);
    if (!refusal.empty())
        co_return refusal;
    json organization;
    organization["organization"] = facts().at("organization");
    refusal = co_await bind(service, pocket, *women, *officer, std::move(organization));
    if (!refusal.empty())
        co_return refusal;
    json place;
    place["area"] = facts().at("area");
    co_return co_await bind(service, pocket, *area, *handler, std::move(place));
}

asio::awaitable<std::string> bring_in_all(daemon::Service& service, sandbox::Pocket& pocket, const sandbox::Demo& demo)
{
    auto refusal = co_await bring_in(service, pocket, demo);
    for (const char* key : {"thanh", "hoa"}) {
        const auto* watching = demo.person(key, sandbox::Network::zalo);
        if (!refusal.empty() || watching == nullptr)
            break;
        std::vector<const sandbox::DemoPerson*> phones{watching};
        refusal = co_await bring_in_officer(service, pocket, std::move(phones));
    }
    co_return refusal;
}

} // namespace langnghe::sandbox_run
