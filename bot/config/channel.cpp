#include "bot/config/reader.hpp"
#include "bot/config/suggest.hpp"
#include "bot/config/values.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>

namespace langnghe::config {
namespace {

constexpr std::size_t shortest_bot_secret = 8; // setWebhook's page
constexpr std::size_t longest_bot_secret = 256;

constexpr std::array<std::string_view, 3> platforms{"zalo-oa", "telegram", "zalo-bot"};

std::optional<PlatformKind> read_platform(Table& table)
{
    const std::string typed = table.required("platform", "\"zalo-oa\"");
    for (std::size_t i = 0; i < platforms.size(); ++i)
        if (typed == platforms[i])
            return static_cast<PlatformKind>(i);
    if (typed.empty())
        return std::nullopt;
    const std::string_view meant = nearest(typed, platforms);
    table.problem("platform", "this platform is not known",
                  meant.empty() ? "write " + enumerate(platforms) : fmt::format("write \"{}\"", meant));
    return std::nullopt;
}

// What Zalo gives only after the address is saved may stand empty until then.
std::string read_later(Table& table, std::string_view key, std::string_view where)
{
    if (!table.has(key))
        return table.required(key, fmt::format("\"…\": {}", where));
    std::string value = table.text(key);
    if (value.empty())
        table.warn(key, fmt::format("{} is not filled in: the channel cannot work yet", key), std::string(where));
    return value;
}

// What a value that names a secret leads to.
Secret find_secret(Reader& reader, Table& table, std::string_view key, const std::string& text, Absence absence)
{
    secrets::Read read = secrets::read(text, reader.source);
    const std::string what = fmt::format("{}: {}", key, read.what);
    if (read.state == secrets::Read::State::missing && absence == Absence::warning)
        table.warn(key, what, read.instead);
    else if (read.state != secrets::Read::State::found)
        table.problem(key, what, read.instead);
    else if (!read.warning.empty())
        table.warn(key, fmt::format("{}: {}", key, read.warning), "write \"file:PATH\" with mode 600");
    return std::move(read.secret);
}

// One secret that the platform bears, or two while it is being changed: the first is the one to come, the other is
// accepted as well.
struct Pair
{
    Secret now;
    Secret older;
};

Pair read_two_secrets(Reader& reader, Table& table, std::string_view key)
{
    const auto problems = reader.notes.problems.size();
    const auto texts = table.texts(key);
    if (texts.empty() || texts.size() > 2 || texts.front().empty() || texts.back().empty()) {
        if (reader.notes.problems.size() == problems)
            table.problem(key, fmt::format("{} is a list of {} secrets", key, texts.size()),
                          fmt::format("write {} = [\"file:secrets/new\", \"file:secrets/old\"]", key));
        return {};
    }
    Pair pair;
    pair.now = find_secret(reader, table, key, texts.front(), Absence::problem);
    if (texts.size() == 1)
        return pair;
    pair.older = find_secret(reader, table, key, texts.back(), Absence::problem);
    table.warn(key, fmt::format("two secrets are accepted as {}", key),
               "take out the second once the platform uses the first");
    return pair;
}

Secret read_secret_later(Reader& reader, Table& table, std::string_view key, std::string_view where, Absence absence)
{
    const auto warnings = reader.notes.warnings.size();
    if (read_later(table, key, where).empty() || reader.notes.warnings.size() != warnings)
        return {};
    return read_secret(reader, table, key, absence);
}

// The first pair of tokens; later ones live in the store.
Secret read_first_token(Reader& reader, Table& table, std::string_view key)
{
    return table.text(key).empty() ? Secret{} : read_secret(reader, table, key, Absence::problem);
}

Pair read_webhook_secret(Reader& reader, Table& table)
{
    if (table.has_list("webhook_secret"))
        return read_two_secrets(reader, table, "webhook_secret");
    return {read_secret(reader, table, "webhook_secret", Absence::problem), {}};
}

Pair read_oa_secret_key(Reader& reader, Table& table)
{
    if (table.has_list("oa_secret_key"))
        return read_two_secrets(reader, table, "oa_secret_key");
    return {read_secret_later(reader, table, "oa_secret_key", "Zalo shows it once the webhook address is saved",
                              Absence::warning),
            {}};
}

void read_zalo_oa(Reader& reader, Table& table, ChannelSection& channel)
{
    channel.app_id = read_later(table, "app_id", "copy it from developers.zalo.me");
    channel.oa_id = read_later(table, "oa_id", "copy it from oa.zalo.me");
    auto [signing, signed_before] = read_oa_secret_key(reader, table);
    channel.oa_secret_key = std::move(signing);
    channel.older_oa_secret_key = std::move(signed_before);
    channel.app_secret_key =
        read_secret_later(reader, table, "app_secret_key", "copy it from developers.zalo.me", Absence::problem);
    channel.access_token = read_first_token(reader, table, "access_token");
    channel.refresh_token = read_first_token(reader, table, "refresh_token");
    channel.site_verification = table.text("site_verification");
    channel.paid_messages = table.flag("paid_messages", false);
    channel.prove_secret = table.flag("appsecret_proof", false);
    for (const toml::table* form : table.tables("template"))
        channel.forms.push_back(read_form(reader, *form));
    channel.api_base = read_base(table, "api_base", "https://openapi.zalo.me");
    channel.oauth_base = read_base(table, "oauth_base", "https://oauth.zaloapp.com");
}

void read_bot(Reader& reader, Table& table, ChannelSection& channel, std::string_view api_base)
{
    const std::string receive = table.text("receive", "webhook");
    if (receive == "polling")
        channel.receive = Receive::polling;
    else if (receive != "webhook")
        table.problem("receive", "receive is neither webhook nor polling", "write \"webhook\" or \"polling\"");
    channel.token = read_secret(reader, table, "token", Absence::problem);
    if (channel.receive == Receive::webhook || table.has("webhook_secret")) {
        auto [now, older] = read_webhook_secret(reader, table);
        channel.webhook_secret = std::move(now);
        channel.older_webhook_secret = std::move(older);
    }
    table.allow({"webhook_secret"});
    channel.api_base = read_base(table, "api_base", api_base);
}

void read_telegram(Reader& reader, Table& table, ChannelSection& channel)
{
    read_bot(reader, table, channel, "https://api.telegram.org");
    channel.proxy = table.text("proxy");
    if (!channel.proxy.empty() && !is_proxy(channel.proxy))
        table.problem("proxy", "proxy is not an address of the form http://host:port",
                      "write for example \"http://127.0.0.1:3128\"");
}

void read_zalo_bot(Reader& reader, Table& table, ChannelSection& channel)
{
    read_bot(reader, table, channel, "https://bot-api.zaloplatforms.com");
    channel.bot_name = table.text("bot_name");
    const auto secret = channel.webhook_secret.reveal().size();
    if (secret > 0 && (secret < shortest_bot_secret || secret > longest_bot_secret))
        table.problem("webhook_secret", "webhook_secret has not 8 to 256 characters, as setWebhook demands",
                      "write a longer one: openssl rand -hex 16");
    if (channel.receive == Receive::polling)
        table.warn("receive", "Zalo Bot's polling consumes what it reads: a message may be lost in a crash",
                   "write \"webhook\"");
}

void read_platform_keys(Reader& reader, Table& table, ChannelSection& channel)
{
    switch (channel.platform) {
    case PlatformKind::zalo_oa:
        return read_zalo_oa(reader, table, channel);
    case PlatformKind::telegram:
        return read_telegram(reader, table, channel);
    case PlatformKind::zalo_bot:
        return read_zalo_bot(reader, table, channel);
    }
}

} // namespace

std::string_view name_of(PlatformKind platform) { return platforms[static_cast<std::size_t>(platform)]; }

std::string read_base(Table& table, std::string_view key, std::string_view otherwise)
{
    std::string base = without_slash(table.text(key, otherwise));
    const std::string wrong = wrong_base(base, true);
    if (!wrong.empty())
        table.problem(key, fmt::format("{} {}", key, wrong), fmt::format("write for example \"{}\"", otherwise));
    return base;
}

Secret read_secret(Reader& reader, Table& table, std::string_view key, Absence absence)
{
    const std::string text = table.required(key, "\"file:secrets/…\"");
    return text.empty() ? Secret{} : find_secret(reader, table, key, text, absence);
}

ChannelSection read_channel(Reader& reader, const toml::table& section)
{
    ChannelSection channel;
    Table table(section, "[[commune.channel]]", reader.notes);
    channel.line = table.line();
    channel.name = table.required("name", "\"zalo\"");
    if (!channel.name.empty() && !is_slug(channel.name))
        table.problem("name", "the name may have only a-z, 0-9 and - inside, at most 40", "write for example \"zalo\"");
    else if (channel.name == "web")
        table.problem("name", "the web form is called web already", "write for example \"zalo\"");
    const auto platform = read_platform(table);
    if (!platform)
        return channel; // which keys it may have is not known
    channel.platform = *platform;
    read_platform_keys(reader, table, channel);
    table.close();
    return channel;
}

} // namespace langnghe::config
