#include "adapters/sandbox/zalo_feed.hpp"
#include "tests/sandbox/lab.hpp"
#include "tests/support/pocket_faults.hpp"

#include <nlohmann/json.hpp>

using namespace langnghe;
using namespace langnghe::test;
using sandbox::Network;

namespace {

void target(Lab& lab)
{
    sandbox::WebhookTargets targets;
    targets.zalo_url = lab.receiver.url();
    lab.pocket->set_webhook_targets(targets);
}

asio::awaitable<bool> settled(Lab& lab, std::uint64_t count)
{
    auto enough = [&lab, count] {
        const auto state = lab.pocket->deliveries(Network::zalo);
        return state.delivered >= count && state.pending == 0;
    };
    std::function<bool()> predicate = enough;
    co_return co_await lab.pocket->wait_for(std::move(predicate), patience);
}

const net::Request* event(const Lab& lab, const std::string& name)
{
    for (const auto& request : lab.receiver.requests)
        if (json::parse(request.body)["event_name"] == name)
            return &request;
    return nullptr;
}

} // namespace

TEST_CASE("the signature is the documented one")
{
    // Two of the examples of the platform's event pages, byte for byte, with an invented secret.
    const std::string text =
        R"({"app_id":"3186720551293846017","sender":{"id":"6093318827745510264"},"user_id_by_app":"1152087734469021558","recipient":{"id":"2741853096128840375"},"event_name":"user_send_text","message":{"text":"Cống trước số nhà 45 ngõ 12 phố Hoa Lư bị tắc, mưa xuống là ngập tới đầu gối, nhờ phường xử lý giúp.","msg_id":"ae23b94ccaf714337e4c"},"timestamp":"1795230061337"})";
    const std::string group =
        R"({"app_id":"3186720551293846017","oa_id":"2741853096128840375","sender":{"id":"6093318827745510264"},"user_id_by_app":"1152087734469021558","recipient":{"id":"7c1e90a4d2b835f6e1a9"},"event_name":"user_send_group_text","message":{"text":"[@2741853096128840375] đèn đường ngõ 8 hỏng từ tối qua, bà con đi lại nguy hiểm","msg_id":"221f57a00481c6291e9a"},"timestamp":"1795232882839"})";
    const std::string app = "3186720551293846017";
    const std::string secret = "Invented0aSecretKey9f3C";
    CHECK(sandbox::zalo_signature(app, text, "1795230061337", secret) ==
          "mac=28b86e3b4ad01c86c33393e97a8ca8a189ee6bc7c116e9eaebcd8e042a12b25c");
    CHECK(sandbox::zalo_signature(app, group, "1795232882839", secret) ==
          "mac=927e4dc74301be7a23695fe18fa332819d27fd5af930c40ac3805d0ca0408108");
    CHECK(sandbox::zalo_signature(app, group, "1795232882838", secret) !=
          "mac=927e4dc74301be7a23695fe18fa332819d27fd5af930c40ac3805d0ca0408108");
}

TEST_CASE("a person's message is a signed compact event")
{
    Lab lab;
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::zalo);
        target(lab);
        const auto first = lab.pocket->person_says(lan, lan, "Cống tắc");
        REQUIRE(first.has_value());
        const bool one = co_await settled(lab, 1);
        REQUIRE(one);
        const auto& request = lab.receiver.requests.at(0);
        CHECK(request.header("Content-Type") == "application/json");
        CHECK(request.header("num_retry").empty());
        std::string by_app;
        for (const auto& person : lab.pocket->people())
            by_app = person.id_by_app;
        CHECK(request.body == R"({"app_id":"3186720551293846017","sender":{"id":")" + lan + R"("},"user_id_by_app":")" +
                                  by_app +
                                  R"(","recipient":{"id":"2741853096128840375"},"event_name":"user_send_text",)"
                                  R"("message":{"text":"Cống tắc","msg_id":")" +
                                  *first + R"("},"timestamp":"1795230000000"})");
        CHECK(request.header("X-ZEvent-Signature") ==
              sandbox::zalo_signature("3186720551293846017", request.body, "1795230000000", "pocket-oa-secret"));
        CHECK(lab.pocket->messages(lan).at(0).tick == sandbox::Tick::delivered);

        REQUIRE(lab.pocket->person_says(lan, lan, "Vẫn tắc", *first).has_value());
        REQUIRE(lab.pocket->person_sends_location(lan, lan, sandbox::Place{20.25, 105.5}).has_value());
        sandbox::Photo photo;
        photo.bytes = "png";
        photo.type = "image/png";
        REQUIRE(lab.pocket->person_sends_photo(lan, lan, photo).has_value());
        const bool all = co_await settled(lab, 4);
        REQUIRE(all);
        const json place = json::parse(event(lab, "user_send_location")->body)["message"];
        CHECK(place["attachments"][0]["payload"]["coordinates"] ==
              json({{"latitude", "20.25"}, {"longitude", "105.5"}}));
        const json image = json::parse(event(lab, "user_send_image")->body)["message"];
        net::ClientRequest get;
        get.url = image["attachments"][0]["payload"]["url"];
        const auto file = co_await lab.send(get);
        CHECK(file.raw == "png");
        CHECK(find_header(file.headers, "Content-Type") == "image/png");
        bool quoted = false;
        for (std::size_t i = 0; i < lab.receiver.requests.size(); ++i)
            quoted = quoted || lab.receiver.body(i)["message"].value("quote_msg_id", "") == *first;
        CHECK(quoted);
    };
    lab.run(body);
}

TEST_CASE("a group's event names the group as recipient; joins and follows are told too")
{
    Lab lab;
    auto body = [&]() -> asio::awaitable<void> {
        target(lab);
        const auto lan = lab.person(Network::zalo);
        const auto group = lab.group(Network::zalo, {lan});
        REQUIRE(lab.pocket->person_says(group, lan, "đèn hỏng").has_value());
        REQUIRE(lab.pocket->leave(group, lan).has_value());
        REQUIRE(lab.pocket->set_blocked(lan, true).has_value());
        const bool all = co_await settled(lab, 5);
        REQUIRE(all);
        const json said = json::parse(event(lab, "user_send_group_text")->body);
        CHECK(said["oa_id"] == "2741853096128840375");
        CHECK(said["recipient"]["id"] == group);
        CHECK(said["sender"]["id"] == lan);
        CHECK(json::parse(event(lab, "user_join_group")->body)["users"] == json::array({{{"id", lan}}}));
        CHECK(event(lab, "create_group"));
        CHECK(event(lab, "user_out_group"));
        CHECK(json::parse(event(lab, "unfollow")->body)["follower"]["id"] == lan);
    };
    lab.run(body);
}

TEST_CASE("a send is echoed and receipted with the same message id")
{
    Lab lab;
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::zalo);
        const auto group = lab.group(Network::zalo, {lan});
        target(lab);
        json send{{"recipient", {{"user_id", lan}}}, {"message", {{"text", "Đã nhận"}}}};
        const auto reply = co_await lab.zalo("/v3.0/oa/message/cs", send);
        json into{{"recipient", {{"group_id", group}}}, {"message", {{"text", "Kính gửi"}}}};
        const auto in_group = co_await lab.zalo("/v3.0/oa/group/message", into);
        const bool all = co_await settled(lab, 4);
        REQUIRE(all);
        const std::string id = reply.body()["data"]["message_id"];
        const json echo = json::parse(event(lab, "oa_send_text")->body);
        CHECK(echo["message"] == json({{"text", "Đã nhận"}, {"msg_id", id}}));
        CHECK(echo["sender"]["id"] == "2741853096128840375");
        CHECK_FALSE(echo["sender"].contains("admin_id"));
        CHECK(json::parse(event(lab, "user_received_message")->body)["message"]["msg_id"] == id);
        CHECK(json::parse(event(lab, "user_seen_message")->body)["message"]["msg_ids"] == json::array({id}));
        CHECK(json::parse(event(lab, "oa_send_group_text")->body)["message"]["msg_id"] ==
              in_group.body()["data"]["message_id"]);
        CHECK(lab.receiver.requests.size() == 4);
    };
    lab.run(body);
}

TEST_CASE("a tap comes back as a text with the button's payload")
{
    Lab lab;
    lab.options.zalo->echoes = false;
    lab.options.zalo->receipts = false;
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::zalo);
        target(lab);
        json send{{"recipient", {{"user_id", lan}}}, {"message", {{"text", "Hài lòng không?"}}}};
        send["message"]["attachment"]["type"] = "template";
        send["message"]["attachment"]["payload"]["buttons"] = json::parse(
            R"([{"title":"Có","type":"oa.query.show","payload":"#co"},{"title":"Không","type":"oa.query.hide","payload":"#khong"},{"title":"Gọi","type":"oa.open.phone","payload":{"phone_code":"19001234"}}])");
        const auto reply = co_await lab.zalo("/v3.0/oa/message/cs", send);
        REQUIRE(reply.body()["error"] == 0);
        const std::string id = reply.body()["data"]["message_id"];
        REQUIRE(lab.pocket->person_taps(lan, lan, id, 0).has_value());
        const bool came = co_await settled(lab, 1);
        REQUIRE(came);
        CHECK(lab.receiver.body(0)["event_name"] == "user_send_text");
        CHECK(lab.receiver.body(0)["message"]["text"] == "#co");
        CHECK_FALSE(lab.pocket->messages(lan).back().hidden);
        REQUIRE(lab.pocket->person_taps(lan, lan, id, 1).has_value());
        CHECK(lab.pocket->messages(lan).back().hidden);
        CHECK(lab.pocket->person_taps(lan, lan, id, 2).error() == Errc::malformed);
        CHECK(lab.pocket->messages(lan).at(0).rows.at(2).at(0).link == "tel:19001234");
    };
    lab.run(body);
}

TEST_CASE("a refused event is repeated five times with the same body, then the webhook is off")
{
    Lab lab;
    lab.options.speed = 100'000;
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::zalo);
        target(lab);
        lab.receiver.answers.assign(6, {201, "", "", {}});
        REQUIRE(lab.pocket->person_says(lan, lan, "một").has_value());
        auto off = [&lab] { return lab.pocket->deliveries(Network::zalo).disabled; };
        std::function<bool()> predicate = off;
        const bool gone = co_await lab.pocket->wait_for(std::move(predicate), patience);
        REQUIRE(gone);
        REQUIRE(lab.receiver.requests.size() == 6);
        for (std::size_t i = 0; i < 6; ++i) {
            CHECK(lab.receiver.requests[i].body == lab.receiver.requests[0].body);
            CHECK(lab.receiver.requests[i].header("num_retry") == (i == 0 ? "" : std::to_string(i)));
        }
        CHECK(lab.pocket->messages(lan).at(0).tick == sandbox::Tick::failed);
        REQUIRE(lab.pocket->person_says(lan, lan, "hai").has_value());
        CHECK(lab.pocket->messages(lan).at(1).tick == sandbox::Tick::failed);
        target(lab);
        REQUIRE(lab.pocket->person_says(lan, lan, "ba").has_value());
        const bool again = co_await settled(lab, 1);
        CHECK(again);
    };
    lab.run(body);
}

TEST_CASE("an answer after the patience is a failure, and the event comes again")
{
    Lab lab;
    lab.options.zalo->patience = std::chrono::milliseconds{100};
    lab.options.speed = 1000;
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::zalo);
        target(lab);
        lab.receiver.answers = {{200, "", "", std::chrono::milliseconds{400}}};
        REQUIRE(lab.pocket->person_says(lan, lan, "một").has_value());
        const bool came = co_await settled(lab, 1);
        REQUIRE(came);
        CHECK(lab.receiver.requests.size() == 2);
        CHECK(lab.receiver.requests[1].header("num_retry") == "1");
    };
    lab.run(body);
}

TEST_CASE("every Zalo event can come twice")
{
    Lab lab;
    lab.options.deliveries = duplicated(2);
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::zalo);
        target(lab);
        REQUIRE(lab.pocket->person_says(lan, lan, "một").has_value());
        const bool came = co_await settled(lab, 1);
        REQUIRE(came);
        REQUIRE(lab.receiver.requests.size() == 2);
        CHECK(lab.receiver.requests[0].body == lab.receiver.requests[1].body);
    };
    lab.run(body);
}
