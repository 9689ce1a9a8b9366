#include "tests/sandbox/lab.hpp"

#include <nlohmann/json.hpp>

using namespace langnghe;
using namespace langnghe::test;
using sandbox::Network;

namespace {

asio::awaitable<Reply> upload(Lab& lab, std::string kind, std::string name, std::string content)
{
    net::ClientRequest request;
    request.method = "POST";
    request.url = lab.pocket->base_url() + "/v2.0/oa/upload/" + kind;
    request.headers.push_back({"access_token", std::string(lab.options.zalo->access_token.reveal())});
    request.headers.push_back({"Content-Type", "multipart/form-data; boundary=edge"});
    request.body = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name +
                   "\"\r\nContent-Type: x/y\r\n\r\n" + content + "\r\n--edge--\r\n";
    co_return co_await lab.send(std::move(request));
}

json picture_to(const std::string& user, const std::string& id)
{
    const json element{{"media_type", "image"}, {"attachment_id", id}};
    const json payload{{"template_type", "media"}, {"elements", json::array({element})}};
    json body{{"recipient", {{"user_id", user}}}, {"message", {{"text", "Ảnh"}}}};
    body["message"]["attachment"] = {{"type", "template"}, {"payload", payload}};
    return body;
}

json file_to(const std::string& user, const std::string& token)
{
    json body{{"recipient", {{"user_id", user}}}, {"message", json::object()}};
    body["message"]["attachment"] = {{"type", "file"}, {"payload", {{"token", token}}}};
    return body;
}

constexpr auto cs = "/v3.0/oa/message/cs";

} // namespace

TEST_CASE("uploads have their limits, and a name without an extension is answered with nothing")
{
    Lab lab;
    auto body = [&]() -> asio::awaitable<void> {
        auto reply = co_await upload(lab, "image", "a.jpg", std::string(1'000'000, 'x'));
        CHECK(reply.body()["data"].contains("attachment_id"));
        reply = co_await upload(lab, "image", "a.jpg", std::string(1'000'001, 'x'));
        CHECK(reply.body()["error"] == -210);
        reply = co_await upload(lab, "image", "a", "x");
        CHECK(reply.body()["error"] == 0);
        CHECK(reply.body()["data"].empty());
        reply = co_await upload(lab, "image", "a.pdf", "x");
        CHECK(reply.body()["error"] == -201);
        reply = co_await upload(lab, "gif", "a.GIF", "x");
        CHECK(reply.body()["data"].contains("attachment_id"));
        reply = co_await upload(lab, "file", "a.docx", std::string(5'000'000, 'x'));
        CHECK(reply.body()["data"].contains("token"));
        reply = co_await upload(lab, "file", "a.csv", "x");
        CHECK(reply.body()["error"] == -201);
        reply = co_await upload(lab, "video", "a.mp4", "x");
        CHECK(reply.body()["error"] == -201);
    };
    lab.run(body);
}

TEST_CASE("an upload is shown in a message, for seven days")
{
    Lab lab;
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::zalo);
        auto reply = co_await upload(lab, "image", "a.png", "PNG");
        const std::string picture = reply.body()["data"]["attachment_id"];
        reply = co_await upload(lab, "file", "ket qua.pdf", "PDF");
        const std::string token = reply.body()["data"]["token"];
        reply = co_await lab.zalo(cs, picture_to(lan, picture));
        CHECK(reply.body()["error"] == 0);
        reply = co_await lab.zalo(cs, file_to(lan, token));
        CHECK(reply.body()["error"] == 0);
        const auto shown = lab.pocket->messages(lan);
        REQUIRE(shown.size() == 2);
        CHECK_FALSE(shown[0].photo.empty());
        CHECK(shown[1].file_name == "ket qua.pdf");
        // Each only as what it was handed over as.
        reply = co_await lab.zalo(cs, file_to(lan, picture));
        CHECK(reply.body()["error"] == -201);
        reply = co_await lab.zalo(cs, picture_to(lan, token));
        CHECK(reply.body()["error"] == -201);
        lab.now += std::chrono::days{6};
        reply = co_await lab.zalo(cs, picture_to(lan, picture));
        CHECK(reply.body()["error"] == 0);
        lab.now += std::chrono::days{1};
        REQUIRE(lab.pocket->person_says(lan, lan, "Tôi đây").has_value());
        reply = co_await lab.zalo(cs, picture_to(lan, picture));
        CHECK(reply.body()["error"] == -100);
    };
    lab.run(body);
}

TEST_CASE("approved words reach whoever wrote long ago, if every field is there")
{
    Lab lab;
    lab.options.zalo->templates["204512"] = {"ma_phan_anh", "trang_thai"};
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::zalo);
        json form{{"user_id", lan}, {"template_id", "204512"}};
        form["template_data"] = {{"ma_phan_anh", "LS-26-0042"}, {"trang_thai", "đã có kết quả"}};
        constexpr auto path = "/v3.0/oa/message/template";
        lab.now += std::chrono::days{30};
        auto reply = co_await lab.zalo(path, form);
        CHECK(reply.body()["error"] == 0);
        CHECK(reply.body()["data"]["message_id"] == lab.pocket->messages(lan).at(0).id);
        CHECK(lab.pocket->messages(lan).at(0).text.find("LS-26-0042") != std::string::npos);
        form["template_data"].erase("trang_thai");
        reply = co_await lab.zalo(path, form);
        CHECK(reply.body()["error"] == -201);
        form["template_id"] = "1";
        reply = co_await lab.zalo(path, form);
        CHECK(reply.body()["error"] == -249);
    };
    lab.run(body);
}

TEST_CASE("a group tells how it stands, and one that has ended takes nothing")
{
    Lab lab;
    lab.options.zalo->groups_until = "05/12/2026";
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::zalo);
        const auto group = lab.group(Network::zalo, {lan});
        const auto reply = co_await lab.zalo("/v3.0/oa/group/getgroup?group_id=" + group, nullptr);
        const json data = reply.body()["data"];
        CHECK(data["group_info"]["status"] == "enabled");
        CHECK(data["group_info"]["total_member"] == 2);
        CHECK(data["asset_info"]["valid_through"] == "05/12/2026");
        const auto none = co_await lab.zalo("/v3.0/oa/group/getgroup?group_id=none", nullptr);
        CHECK(none.body()["error"] == -201);
    };
    lab.run(body);
    Lab later;
    auto ended = [&]() -> asio::awaitable<void> {
        const auto lan = later.person(Network::zalo);
        const auto group = later.group(Network::zalo, {lan});
        later.pocket->end_zalo_group(group);
        json into{{"recipient", {{"group_id", group}}}, {"message", {{"text", "a"}}}};
        const auto reply = co_await later.zalo("/v3.0/oa/group/message", into);
        CHECK(reply.body()["error"] == -237);
        const auto state = co_await later.zalo("/v3.0/oa/group/getgroup?group_id=" + group, nullptr);
        CHECK(state.body()["data"]["group_info"]["status"] == "disabled");
    };
    later.run(ended);
}

TEST_CASE("a template of buttons is taken in the shape that this platform wants")
{
    for (const auto shape : {sandbox::ButtonTemplates::bare, sandbox::ButtonTemplates::named}) {
        Lab lab;
        lab.options.zalo->button_templates = shape;
        auto body = [&]() -> asio::awaitable<void> {
            const auto lan = lab.person(Network::zalo);
            const json button{{"title", "Xem"}, {"type", "oa.query.show"}, {"payload", "#xem"}};
            json message{{"recipient", {{"user_id", lan}}}, {"message", {{"text", "a"}}}};
            json payload{{"buttons", json::array({button})}};
            message["message"]["attachment"] = {{"type", "template"}, {"payload", payload}};
            const auto bare = co_await lab.zalo(cs, message);
            message["message"]["attachment"]["payload"]["template_type"] = "button";
            const auto named = co_await lab.zalo(cs, message);
            const bool wants_bare = shape == sandbox::ButtonTemplates::bare;
            CHECK(bare.body()["error"] == (wants_bare ? 0 : -201));
            CHECK(named.body()["error"] == (wants_bare ? -201 : 0));
        };
        lab.run(body);
    }
}

TEST_CASE("what staff type, people share, withdraw and react to is told to the webhook")
{
    Lab lab;
    auto body = [&]() -> asio::awaitable<void> {
        sandbox::WebhookTargets targets;
        targets.zalo_url = lab.receiver.url();
        lab.pocket->set_webhook_targets(targets);
        const auto lan = lab.person(Network::zalo);
        const auto said = lab.pocket->staff_says(lan, "Chúng tôi sẽ đến xem").value();
        REQUIRE(lab.pocket->person_reacts(lan, lan, said, "/-heart").has_value());
        REQUIRE(lab.pocket->person_shares(lan, "84900000002", "Số 45").has_value());
        REQUIRE(lab.pocket->person_withdraws(lan).has_value());
        auto all = [&] { return lab.receiver.requests.size() == 4; };
        const bool came = co_await lab.pocket->wait_for(all, patience);
        REQUIRE(came);
        CHECK(lab.receiver.body(0)["event_name"] == "oa_send_text");
        CHECK(lab.receiver.body(0)["sender"]["admin_id"] == lab.options.zalo->staff);
        CHECK(lab.receiver.body(1)["message"]["react_icon"] == "/-heart");
        CHECK(lab.receiver.body(2)["info"]["phone"] == "84900000002");
        CHECK(lab.receiver.body(3)["user_id"] == lan);
    };
    lab.run(body);
}
