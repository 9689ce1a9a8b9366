#include "tests/unit/bot/sample.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace langnghe::test {
namespace {

constexpr std::string_view good = R"([server]
listen = "127.0.0.1:8080"
admin_listen = "127.0.0.1:9090"
public_url = "https://langnghe.example.vn/"
master_key = "file:secrets/master_key"
trusted_proxies = ["127.0.0.1/32", "10.0.0.0/8", "::1"]
[[commune]]
slug = "luong-son"
name = "Xã Lương Sơn"
code = "LS"
timezone = "Asia/Ho_Chi_Minh"
store = "var/luong-son.db"
files = "var/luong-son.files"
[commune.rules]
join_minutes = 20
reopen_days = 10
quiet = "22:30-05:15"
[[commune.channel]]
name = "zalo"
platform = "zalo-oa"
app_id = "4012345678901234567"
oa_id = "3012345678901234567"
oa_secret_key = "file:secrets/zalo_oa_secret"
app_secret_key = "file:secrets/zalo_app_secret"
access_token = "file:secrets/zalo_access"
refresh_token = "file:secrets/zalo_refresh"
site_verification = "HiQb2"
paid_messages = true
api_base = "http://127.0.0.1:7001/zalo/"
oauth_base = "https://oauth.zaloapp.com"
[[commune.channel]]
name = "telegram"
platform = "telegram"
token = "file:secrets/telegram_token"
webhook_secret = "file:secrets/telegram_webhook"
receive = "polling"
api_base = "https://api.telegram.org"
proxy = "http://127.0.0.1:3128"
[[commune.channel]]
name = "zalobot"
platform = "zalo-bot"
token = "file:secrets/zalobot_token"
webhook_secret = "file:secrets/zalobot_webhook"
receive = "webhook"
api_base = "https://bot-api.zaloplatforms.com"
[[commune]]
slug = "tan-son"
name = "Xã Tân Sơn"
code = "TS"
store = "var/tan-son.db"
files = "var/tan-son.files"
[[commune.channel]]
name = "telegram"
platform = "telegram"
token = "file:secrets/telegram_token2"
receive = "polling"
)";

} // namespace

Sample::Sample() : text_(good)
{
    folder_.write("secrets/master_key", std::string(64, 'a') + "\n");
    for (const char* name : {"zalo_oa_secret", "zalo_app_secret", "zalo_access", "zalo_refresh", "telegram_token",
                             "telegram_token2", "telegram_webhook", "zalobot_token", "zalobot_webhook"})
        folder_.write(fmt::format("secrets/{}", name), fmt::format("value-of-{}\r\n", name));
}

Sample& Sample::line(int number, std::string_view was, std::string_view now)
{
    std::size_t begin = 0;
    for (int i = 1; i < number; ++i)
        begin = text_.find('\n', begin) + 1;
    const std::size_t end = text_.find('\n', begin);
    if (text_.substr(begin, end - begin).find(was) == std::string::npos)
        throw std::logic_error(fmt::format("line {} has no {}", number, was));
    text_.replace(begin, end - begin, now);
    return *this;
}

config::Loaded Sample::load(unsigned mode) const { return config::load(folder_.write("langnghe.toml", text_, mode)); }

std::string listed(const std::vector<config::Problem>& problems)
{
    std::string all;
    for (const auto& problem : problems)
        all += fmt::format("{}: {}; {}\n", problem.line, problem.what, problem.instead);
    return all;
}

} // namespace langnghe::test
