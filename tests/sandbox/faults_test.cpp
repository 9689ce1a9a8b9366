#include "tests/sandbox/lab.hpp"
#include "tests/support/fault_gate.hpp"
#include "tests/support/pocket_faults.hpp"

#include <nlohmann/json.hpp>

using namespace langnghe;
using namespace langnghe::test;
using Kind = sandbox::Fault::Kind;
using sandbox::Network;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds patient{3'000};
constexpr milliseconds hasty{300};

asio::awaitable<Reply> send_through(Lab& lab, std::uint16_t port, std::string lan, std::chrono::milliseconds timeout)
{
    net::ClientRequest request;
    request.method = "POST";
    request.url = "http://127.0.0.1:" + std::to_string(port) + "/bot7012345678:pocket/sendMessage";
    request.headers.push_back({"Content-Type", "application/json"});
    request.body = json({{"chat_id", lan}, {"text", "Đã tiếp nhận"}}).dump();
    request.timeout = timeout;
    co_return co_await lab.send(std::move(request));
}

} // namespace

TEST_CASE("each fault is what a client sees")
{
    Lab lab;
    FaultScript script;
    lab.options.api_fault = script.hook();
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::telegram);
        FaultGate gate(lab.io.get_executor(), lab.pocket->port(), milliseconds{1});
        const auto shown = [&] { return lab.pocket->messages(lan).size(); };
        const auto go = [&](sandbox::Fault fault) {
            script.add("sendMessage", fault);
            return send_through(lab, gate.port(), lan, patient);
        };

        const auto flooded = status_fault(429, std::chrono::seconds{17});
        auto reply = co_await send_through(lab, gate.port(), lan, patient);
        CHECK(reply.status == 200);
        CHECK(shown() == 1);

        reply = co_await go(flooded);
        CHECK(reply.status == 429);
        CHECK(reply.body()["parameters"]["retry_after"] == 17);
        CHECK(reply.body()["description"] == "Too Many Requests: retry after 17");
        reply = co_await go(status_fault(502));
        CHECK(reply.status == 502);
        CHECK(reply.body()["ok"] == false);
        CHECK(shown() == 1);

        reply = co_await go(fault(Kind::garbage));
        CHECK(reply.status == 200);
        CHECK(reply.body().is_discarded());
        CHECK(shown() == 1);

        reply = co_await go(fault(Kind::reset));
        CHECK(reply.stage == net::Stage::written);
        CHECK(shown() == 1);
        reply = co_await go(lost_answer());
        CHECK(reply.stage == net::Stage::written);
        CHECK(shown() == 2);

        reply = co_await go(fault(Kind::drip));
        CHECK(reply.stage == net::Stage::answered);
        CHECK(reply.body()["ok"] == true);
        CHECK(shown() == 3);

        script.add("sendMessage", fault(Kind::hang));
        reply = co_await send_through(lab, gate.port(), lan, hasty);
        CHECK(reply.stage == net::Stage::written);
        CHECK(shown() == 3);

        for (const Kind kind : {Kind::cut, Kind::torn}) {
            reply = co_await go(fault(kind));
            CHECK(reply.stage == net::Stage::written);
            CHECK(reply.status == 200);
        }
        reply = co_await go(fault(Kind::corrupt));
        CHECK(reply.stage == net::Stage::answered);
        CHECK(reply.body().is_discarded());
        CHECK(shown() == 6);

        gate.shut();
        reply = co_await send_through(lab, gate.port(), lan, hasty);
        CHECK(reply.stage == net::Stage::not_sent);
        gate.open();
        gate.swallow(true);
        reply = co_await send_through(lab, gate.port(), lan, hasty);
        CHECK(reply.stage == net::Stage::written);
        gate.swallow(false);
        CHECK(shown() == 6);
        CHECK(script.left() == 0);
        co_await gate.shutdown();
    };
    lab.run(body);
}

TEST_CASE("a drip outlasts a client's patience")
{
    Lab lab;
    FaultScript script;
    script.add("sendMessage", fault(Kind::drip));
    lab.options.api_fault = script.hook();
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::telegram);
        FaultGate gate(lab.io.get_executor(), lab.pocket->port(), milliseconds{50});
        const auto reply = co_await send_through(lab, gate.port(), lan, hasty);
        CHECK(reply.stage == net::Stage::written);
        CHECK(lab.pocket->messages(lan).size() == 1);
        co_await gate.shutdown();
    };
    lab.run(body);
}

TEST_CASE("faults of Zalo's calls have Zalo's shape")
{
    Lab lab;
    FaultScript script;
    script.add("/v3.0/oa/message/cs", status_fault(500)).add("/v3.0/oa/message/cs", status_fault(200));
    lab.options.api_fault = script.hook();
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::zalo);
        json send{{"recipient", {{"user_id", lan}}}, {"message", {{"text", "a"}}}};
        auto reply = co_await lab.zalo("/v3.0/oa/message/cs", send);
        CHECK(reply.status == 500);
        reply = co_await lab.zalo("/v3.0/oa/message/cs", send);
        CHECK(reply.status == 200);
        CHECK(reply.body()["error"] == -32);
        CHECK(lab.pocket->messages(lan).empty());
        reply = co_await lab.zalo("/v3.0/oa/message/cs", send);
        CHECK(reply.body()["error"] == 0);
    };
    lab.run(body);
}
