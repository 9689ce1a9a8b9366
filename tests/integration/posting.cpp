#include "tests/integration/posting.hpp"

#include "core/hash/hash.hpp"

#include <boost/asio/co_spawn.hpp>
#include <nlohmann/json.hpp>

namespace langnghe::test {

std::string zalo_signature(const Town& town, const std::string& body)
{
    const json document = json::parse(body, nullptr, false);
    const json time = document.is_object() ? document.value("timestamp", json{}) : json{};
    hash::Sha256 hasher;
    hasher.add(town.accounts.zalo_app).add(body);
    hasher.add(time.is_string() ? time.get<std::string>() : time.is_number_integer() ? time.dump() : "");
    hasher.add(town.accounts.zalo_secret.reveal());
    return "mac=" + hash::to_hex(hash::bytes_of(hasher.finish()));
}

Posting authentic(const Town& town, const std::string& channel, std::string body)
{
    Posting posting{channel, std::move(body), {}};
    if (channel == "zalo")
        posting.credential = zalo_signature(town, posting.body);
    else
        posting.credential = town.accounts.telegram_secret.reveal();
    return posting;
}

Posting zalo_text(const Town& town, const std::string& from, const std::string& id, const std::string& text)
{
    json event;
    event["app_id"] = town.accounts.zalo_app;
    event["sender"]["id"] = from;
    event["user_id_by_app"] = "9" + from;
    event["recipient"]["id"] = town.accounts.zalo_oa;
    event["event_name"] = "user_send_text";
    event["message"]["text"] = text;
    event["message"]["msg_id"] = id;
    event["timestamp"] = std::to_string(to_millis(system_now()));
    return authentic(town, "zalo", event.dump());
}

Posting telegram_text(const Town& town, std::int64_t from, std::int64_t id, const std::string& text)
{
    json message;
    message["message_id"] = id;
    message["from"]["id"] = from;
    message["from"]["is_bot"] = false;
    message["from"]["first_name"] = "Lan";
    message["chat"]["id"] = from;
    message["chat"]["type"] = "private";
    message["chat"]["first_name"] = "Lan";
    message["date"] = to_millis(system_now()) / 1000;
    message["text"] = text;
    json update;
    update["update_id"] = 1'000'000 + id;
    update["message"] = std::move(message);
    return authentic(town, "telegram", update.dump());
}

net::ClientRequest request_of(const Town& town, const Posting& posting)
{
    net::ClientRequest request;
    request.method = "POST";
    request.url = town.hook(posting.channel);
    request.headers.push_back({"Content-Type", "application/json"});
    const char* name = posting.channel == "zalo"       ? "X-ZEvent-Signature"
                       : posting.channel == "telegram" ? "X-Telegram-Bot-Api-Secret-Token"
                                                       : "X-Bot-Api-Secret-Token";
    if (!posting.credential.empty())
        request.headers.push_back({name, posting.credential});
    request.body = posting.body;
    return request;
}

asio::awaitable<net::ClientReply> post(Town& town, Posting posting)
{
    auto request = request_of(town, posting);
    co_return co_await town.send(std::move(request));
}

asio::awaitable<std::vector<unsigned>> post_together(Town& town, std::vector<Posting> postings)
{
    std::vector<unsigned> statuses;
    const std::size_t all = postings.size();
    for (Posting& posting : postings)
        asio::co_spawn(town.io, post(town, std::move(posting)), [&](std::exception_ptr error, net::ClientReply reply) {
            statuses.push_back(error ? 0 : reply.status);
        });
    const auto answered = [&]() -> asio::awaitable<bool> { co_return statuses.size() == all; };
    const Town::Condition condition = answered;
    const bool done = co_await town.eventually(condition);
    REQUIRE(done);
    co_return statuses;
}

} // namespace langnghe::test
