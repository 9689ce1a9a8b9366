#include "adapters/sandbox/demo.hpp"
#include "adapters/sandbox/signal.hpp"
#include "tests/sandbox/lab.hpp"

#include <boost/asio/co_spawn.hpp>
#include <nlohmann/json.hpp>

using namespace langnghe;
using namespace langnghe::test;
using sandbox::Network;

namespace {

void with_page(Lab& lab)
{
    sandbox::PageSide page;
    page.commune = "Xã Lương Sơn";
    lab.options.page = page;
}

asio::awaitable<json> news(Lab& lab, const json& before)
{
    std::string query = "/sandbox/changes";
    if (!before.is_null())
        query += "?world=" + before["world"].get<std::string>() + "&since=" + before["version"].dump();
    const auto reply = co_await lab.get(std::move(query));
    CHECK(reply.status == 200);
    co_return reply.body();
}

} // namespace

TEST_CASE("the page and its parts are served with a strict policy and load nothing from elsewhere")
{
    Lab lab;
    with_page(lab);
    auto body = [&]() -> asio::awaitable<void> {
        for (const auto* path : {"/", "/pocket.css", "/pocket.js"}) {
            const auto reply = co_await lab.get(path);
            INFO(path);
            CHECK(reply.status == 200);
            CHECK(reply.raw.size() > 1000);
            const std::string policy(net::find_header(reply.headers, "Content-Security-Policy"));
            CHECK(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"));
            CHECK(policy.find("unsafe") == std::string::npos);
            CHECK(net::find_header(reply.headers, "X-Content-Type-Options") == "nosniff");
            for (const auto* outside :
                 {"http://", "https://", "src=\"//", "onclick=", "onload=", "style=\"", "innerHTML"})
                CHECK(reply.raw.find(outside) == std::string::npos);
        }
        const auto page = co_await lab.get("/");
        CHECK(page.raw.find("Nhóm của Mặt trận / hội, đoàn thể") != std::string::npos);
        CHECK(page.raw.find("lang=\"vi\"") != std::string::npos);
        const auto none = co_await lab.get("/sandbox/none");
        CHECK(none.status == 404);
    };
    lab.run(body);
}

TEST_CASE("without a page there is none")
{
    Lab lab;
    auto body = [&]() -> asio::awaitable<void> {
        for (const auto* path : {"/", "/sandbox/changes"}) {
            const auto reply = co_await lab.get(path);
            CHECK(reply.status == 404);
        }
    };
    lab.run(body);
}

TEST_CASE("the page's interface is closed to other sites and other host names")
{
    Lab lab;
    with_page(lab);
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::zalo);
        net::ClientRequest request;
        request.method = "POST";
        request.url = lab.pocket->base_url() + "/sandbox/say";
        request.headers.push_back({"Content-Type", "application/json"});
        request.headers.push_back({"Origin", "http://evil.example"});
        request.body = json({{"chat", lan}, {"person", lan}, {"text", "a"}}).dump();
        auto reply = co_await lab.send(request);
        CHECK(reply.status == 403);
        request.headers[1] = {"Sec-Fetch-Site", "cross-site"};
        reply = co_await lab.send(request);
        CHECK(reply.status == 403);
        request.headers[1] = {"Sec-Fetch-Site", "same-origin"};
        request.headers[0].value = "text/plain";
        reply = co_await lab.send(request);
        CHECK(reply.status == 415);
        CHECK(lab.pocket->messages(lan).empty());
        request.headers[0].value = "application/json";
        reply = co_await lab.send(request);
        CHECK(reply.status == 200);
        CHECK(lab.pocket->messages(lan).size() == 1);
    };
    lab.run(body);
}

TEST_CASE("speaking, tapping, a picture and a place through the page")
{
    Lab lab;
    with_page(lab);
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::zalo);
        const auto ba = lab.person(Network::zalo, "Trần Văn Ba");
        json say{{"chat", lan}, {"person", lan}, {"text", "Đèn đường hỏng"}};
        auto reply = co_await lab.post_page("/sandbox/say", say);
        REQUIRE(reply.status == 200);
        say["reply_to"] = reply.body()["message"];
        reply = co_await lab.post_page("/sandbox/say", say);
        CHECK(lab.pocket->messages(lan).at(1).reply_to == lab.pocket->messages(lan).at(0).id);

        const std::vector<std::pair<json, unsigned>> refused{
            {{{"chat", lan}, {"person", lan}, {"text", "  "}}, 400},
            {{{"chat", lan}, {"person", lan}}, 400},
            {{{"chat", lan}, {"person", ba}, {"text", "a"}}, 403},
            {{{"chat", "none"}, {"person", ba}, {"text", "a"}}, 404},
            {{{"chat", lan}, {"person", lan}, {"text", "a"}, {"reply_to", "none"}}, 404},
            {{{"chat", lan}, {"person", lan}, {"text", std::string(4097, 'a')}}, 413},
            {json::array(), 400},
        };
        for (const auto& [wrong, status] : refused) {
            reply = co_await lab.post_page("/sandbox/say", wrong);
            CHECK(reply.status == status);
        }

        json send{{"recipient", {{"user_id", lan}}}, {"message", {{"text", "Hài lòng không?"}}}};
        send["message"]["attachment"]["type"] = "template";
        send["message"]["attachment"]["payload"]["buttons"] =
            json::parse(R"([{"title":"Có","type":"oa.query.show","payload":"#co"}])");
        const auto sent = co_await lab.zalo("/v3.0/oa/message/cs", send);
        json tap{{"chat", lan}, {"person", lan}, {"message", sent.body()["data"]["message_id"]}, {"button", 0}};
        reply = co_await lab.post_page("/sandbox/tap", tap);
        CHECK(reply.status == 200);
        CHECK(lab.pocket->messages(lan).back().text == "#co");
        tap["button"] = -1;
        reply = co_await lab.post_page("/sandbox/tap", tap);
        CHECK(reply.status == 400);

        const json who{{"chat", lan}, {"person", lan}};
        reply = co_await lab.post_page("/sandbox/place", who);
        CHECK(lab.pocket->messages(lan).back().place.has_value());
        reply = co_await lab.post_page("/sandbox/photo", who);
        const auto picture = co_await lab.get("/files/" + lab.pocket->messages(lan).back().photo);
        CHECK(picture.raw.starts_with("\x89PNG"));
    };
    lab.run(body);
}

TEST_CASE("changes come at once, and only what is new")
{
    Lab lab;
    with_page(lab);
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::telegram);
        REQUIRE(lab.pocket->person_says(lan, lan, "một").has_value());
        const json all = co_await news(lab, nullptr);
        CHECK(all["commune"] == "Xã Lương Sơn");
        CHECK(all["people"][0]["name"] == "Nguyễn Thị Lan");
        CHECK(all["messages"].size() == 1);
        CHECK(all["status"]["ready"].is_null());
        CHECK(all["status"]["telegram"]["pending"] == 1);

        sandbox::Signal changed(lab.io.get_executor());
        json later;
        auto done = [&](std::exception_ptr, json got) {
            later = std::move(got);
            changed.notify();
        };
        asio::co_spawn(lab.io, news(lab, all), done);
        json send{{"chat_id", lan}, {"text", "hai"}};
        const auto sent = co_await lab.telegram("sendMessage", send);
        CHECK(sent.status == 200);
        if (later.is_null())
            co_await changed.wait(std::chrono::steady_clock::now() + patience);
        REQUIRE(later["messages"].size() == 1);
        CHECK(later["messages"][0]["text"] == "hai");
        CHECK(later["messages"][0]["author"] == "");

        json stranger = later;
        stranger["world"] = "other";
        const json again = co_await news(lab, stranger);
        CHECK(again["messages"].size() == 2);
    };
    lab.run(body);
}

TEST_CASE("a waiting page does not hold up the shutdown")
{
    Lab lab;
    with_page(lab);
    auto body = [&]() -> asio::awaitable<void> {
        lab.person(Network::telegram);
        const json all = co_await news(lab, nullptr);
        auto done = [](std::exception_ptr, json) {};
        asio::co_spawn(lab.io, news(lab, all), done);
        // On another connection: when it is answered the waiting one has arrived too.
        const auto style = co_await lab.get("/pocket.css");
        CHECK(style.status == 200);
    };
    const auto before = std::chrono::steady_clock::now();
    lab.run(body);
    CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds{5});
}

TEST_CASE("the demo has its people and groups on the networks that are there")
{
    Lab lab;
    with_page(lab);
    auto body = [&]() -> asio::awaitable<void> {
        const auto demo = sandbox::make_demo(*lab.pocket);
        REQUIRE(demo.has_value());
        CHECK(demo->people.size() == 10);
        REQUIRE(demo->person("mai", Network::zalo) != nullptr);
        CHECK(demo->person("mai", Network::zalo)->side == sandbox::Side::officer);
        REQUIRE(demo->group("women") != nullptr);
        CHECK(demo->group("women")->title == "Hội Phụ nữ xã Lương Sơn");
        CHECK(demo->group("area5")->network == Network::telegram);
        CHECK(lab.pocket->samples().size() == 5);
        CHECK(lab.pocket->chats().size() == 12);
        const auto& lan = demo->person("lan", Network::zalo)->id;
        CHECK(lab.pocket->person_says(demo->group("women")->id, lan, "Chào các chị").has_value());
        co_return;
    };
    lab.run(body);

    Lab zalo_only;
    zalo_only.options.telegram.reset();
    auto fewer = [&]() -> asio::awaitable<void> {
        const auto demo = sandbox::make_demo(*zalo_only.pocket);
        REQUIRE(demo.has_value());
        CHECK(demo->people.size() == 6);
        CHECK(demo->groups.size() == 1);
        const auto none = co_await zalo_only.get("/bot7012345678:pocket/getMe");
        CHECK(none.status == 404);
    };
    zalo_only.run(fewer);
}
