#include "bot/commune/setup.hpp"

#include "adapters/telegram/platform.hpp"
#include "adapters/zalo_bot/platform.hpp"
#include "adapters/zalo_oa/platform.hpp"
#include "bot/config/taxonomy_loader.hpp"
#include "core/hash/hash.hpp"
#include "core/message/say.hpp"
#include "core/text/normalize.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <iterator>
#include <utility>

namespace langnghe {
namespace {

using config::PlatformKind;
using config::Problem;

// What a mention may call the bot: a bot's name begins with "Bot", and its name's page says no more.
std::vector<std::string> names_of_bot(const config::ChannelSection& section, const std::string& commune)
{
    if (!section.bot_name.empty())
        return {text::nfc(section.bot_name)};
    return {text::nfc("Bot " + commune)};
}

// What the bots of both platforms are made of.
template <class Options>
Options bot_options(const config::ChannelSection& section)
{
    Options options;
    options.channel = section.name;
    options.token = section.token;
    options.webhook_secret = section.webhook_secret;
    options.older_secret = section.older_webhook_secret;
    options.api_base = section.api_base;
    options.polling = section.receive == config::Receive::polling;
    return options;
}

std::unique_ptr<Platform> make_telegram(const config::ChannelSection& section)
{
    auto options = bot_options<telegram::TelegramOptions>(section);
    options.proxy = section.proxy;
    return std::make_unique<telegram::TelegramPlatform>(std::move(options));
}

std::unique_ptr<Platform> make_zalo_bot(const config::ChannelSection& section, const std::string& commune)
{
    auto options = bot_options<zalo_bot::ZaloBotOptions>(section);
    options.names = names_of_bot(section, commune);
    return std::make_unique<zalo_bot::ZaloBotPlatform>(std::move(options));
}

void add_zalo_oa(Channel& channel)
{
    const config::ChannelSection& section = channel.section;
    zalo_oa::ZaloOaOptions options;
    options.channel = section.name;
    options.app_id = section.app_id;
    options.oa_id = section.oa_id;
    options.oa_secret_key = section.oa_secret_key;
    options.older_secret_key = section.older_oa_secret_key;
    options.app_secret_key = section.app_secret_key;
    options.access_token = section.access_token;
    options.prove_secret = section.prove_secret;
    options.api_base = section.api_base;
    options.oauth_base = section.oauth_base;
    auto platform = std::make_unique<zalo_oa::ZaloOaPlatform>(std::move(options));
    channel.history = platform.get();
    channel.renewing = platform.get();
    channel.backlog = platform.get();
    channel.care = platform.get();
    channel.platform = std::move(platform);
}

Channel make_channel(const config::ChannelSection& section, const std::string& commune)
{
    Channel channel;
    channel.section = section;
    switch (section.platform) {
    case PlatformKind::telegram:
        channel.platform = make_telegram(section);
        break;
    case PlatformKind::zalo_bot:
        channel.platform = make_zalo_bot(section, commune);
        break;
    case PlatformKind::zalo_oa:
        add_zalo_oa(channel);
        break;
    }
    channel.files = dynamic_cast<const FileSender*>(channel.platform.get());
    channel.source = dynamic_cast<const FileSource*>(channel.platform.get());
    if (section.receive == config::Receive::polling)
        channel.polling = dynamic_cast<const PollingPlatform*>(channel.platform.get());
    channel.connectable = dynamic_cast<const ConnectablePlatform*>(channel.platform.get());
    channel.menus = dynamic_cast<const MenuPlatform*>(channel.platform.get());
    channel.presses = dynamic_cast<const PressPlatform*>(channel.platform.get());
    return channel;
}

std::string_view label_of(PlatformKind platform)
{
    switch (platform) {
    case PlatformKind::zalo_oa:
        return "Zalo";
    case PlatformKind::telegram:
        return "Telegram";
    case PlatformKind::zalo_bot:
        return "Zalo Bot";
    }
    return "";
}

void take_sentences(Catalogue& catalogue, config::LoadedMessages loaded, const std::string& file,
                    std::vector<Problem>& problems)
{
    std::move(loaded.problems.begin(), loaded.problems.end(), std::back_inserter(problems));
    for (const auto& [key, sentence] : loaded.sentences)
        if (const auto problem = catalogue.set(key, sentence.text))
            problems.push_back({file, sentence.line, fmt::format("\"{}\": {}", problem->key, problem->what),
                                "see messages.vi.toml as it is shipped"});
}

void load_messages(Catalogue& catalogue, const config::CommuneSection& section, std::vector<Problem>& problems)
{
    take_sentences(catalogue, config::default_messages(), "messages.vi.toml", problems);
    if (!section.messages.empty())
        take_sentences(catalogue, config::load_messages(section.messages), section.messages.string(), problems);
    for (const std::string& key : catalogue.missing())
        problems.push_back({"messages.vi.toml", 0, fmt::format("the sentence \"{}\" is missing", key), "add it"});
}

} // namespace

CommuneSetupResult set_up(const config::CommuneSection& section, const config::ServerSection& server)
{
    CommuneSetupResult result;
    auto setup = std::make_unique<CommuneSetup>();
    setup->vault = secrets::Vault{server.master_key, section.slug};
    Commune& facts = setup->facts;
    setup->files = section.files;
    setup->letterhead = section.letterhead;
    setup->reports = section.reports;
    facts.slug = section.slug;
    facts.name = section.name;
    facts.letters = section.code;
    facts.public_url = server.public_url;
    facts.rules = section.rules;
    facts.progress_key =
        Secret{std::string{hash::bytes_of(hash::hmac_sha256(server.master_key.reveal(), "progress/" + section.slug))}};

    auto taxonomy = section.taxonomy.empty() ? config::default_taxonomy() : config::load_taxonomy(section.taxonomy);
    std::move(taxonomy.problems.begin(), taxonomy.problems.end(), std::back_inserter(result.problems));
    facts.taxonomy = std::move(taxonomy.taxonomy).value_or(Taxonomy{});
    prepare(facts.taxonomy);
    load_messages(facts.say, section, result.problems);
    facts.wishes = Wishes{facts.say};

    for (const config::ChannelSection& channel : section.channels) {
        Channel made = make_channel(channel, section.name);
        if (made.platform)
            facts.channels[channel.name] = {channel.name,
                                            std::string{label_of(channel.platform)},
                                            made.platform->traits(),
                                            channel.paid_messages,
                                            made.history != nullptr,
                                            channel.forms};
        setup->channels[channel.name] = std::move(made);
    }
    if (result.problems.empty())
        result.setup = std::move(setup);
    return result;
}

std::string webhook_of(const Commune& commune, const Channel& channel)
{
    if (channel.section.receive == config::Receive::polling)
        return {};
    return fmt::format("{}/{}/hook/{}", commune.public_url, commune.slug, channel.section.name);
}

std::string advice_without_answer(const Channel& channel)
{
    if (channel.section.platform != PlatformKind::telegram)
        return fmt::format("look at the network and at api_base ({})", channel.section.api_base);
    if (!channel.section.proxy.empty())
        return fmt::format("look at the proxy ({})", channel.section.proxy);
    return fmt::format("Telegram may be blocked in Vietnam: set proxy, or api_base to a relay (now {})",
                       channel.section.api_base);
}

TimePoint system_now() { return std::chrono::floor<Duration>(std::chrono::system_clock::now()); }

std::array<std::uint8_t, 16> system_random()
{
    std::array<std::uint8_t, 16> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

} // namespace langnghe
