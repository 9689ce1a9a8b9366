#include "adapters/metrics/metrics.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace langnghe;
using metrics::Metrics;
using metrics::Route;

namespace {

bool has(const Metrics& metrics, const std::string& line)
{
    return ("\n" + metrics.render()).find("\n" + line + "\n") != std::string::npos;
}

} // namespace

TEST_CASE("requests are counted by route and status")
{
    Metrics metrics("1.2.3");
    metrics.request(Route::hook, 200, 0.003);
    metrics.request(Route::hook, 200, 0.2);
    metrics.request(Route::hook, 418, 0.2);
    metrics.request(Route::other, 404, 0.2);
    metrics.connections(7);
    CHECK(has(metrics, R"(langnghe_http_requests_total{route="hook",status="200"} 2)"));
    CHECK(has(metrics, R"(langnghe_http_requests_total{route="hook",status="other"} 1)"));
    CHECK(has(metrics, R"(langnghe_http_requests_total{route="other",status="404"} 1)"));
    CHECK(has(metrics, R"(langnghe_http_request_seconds_bucket{route="hook",le="0.005"} 1)"));
    CHECK(has(metrics, R"(langnghe_http_request_seconds_count{route="hook"} 3)"));
    CHECK(has(metrics, "langnghe_http_connections 7"));
    CHECK(has(metrics, R"(langnghe_build_info{version="1.2.3"} 1)"));
}

TEST_CASE("a channel counts what comes and goes")
{
    Metrics metrics("1");
    metrics::Channel& channel = metrics.channel("luong-son", "zalo");
    CHECK(&channel == &metrics.channel("luong-son", "zalo"));
    CHECK(&channel != &metrics.channel("tan-son", "zalo"));
    channel.webhook(Reception::Verdict::unauthorized);
    channel.event(Message{});
    channel.event(Unknown{});
    channel.event(Unknown{"free text never becomes a label"});
    channel.duplicate();
    channel.sent(Outcome::Kind::channel_paused);
    channel.send_seconds(0.3);
    channel.outbox(DeliveryState::queued, 12);
    channel.oldest_waiting(61.5);
    channel.usable(true);
    channel.renewed(credentials::GrantAnswer::Kind::doubtful);
    channel.reconnect_needed(true);
    channel.token_left(3600);
    channel.backfilled(2);
    channel.backfilled(1);
    channel.charged(Charge::package);
    channel.charged(Charge::money);
    channel.charged(Charge::money);
    channel.groups_end(from_millis(1'795'230'000'000));
    channel.paused(true);
    const std::string labels = R"(channel="zalo",commune="luong-son")";
    CHECK(has(metrics, "langnghe_webhooks_total{" + labels + R"(,verdict="unauthorized"} 1)"));
    CHECK(has(metrics, "langnghe_events_total{" + labels + R"(,kind="message"} 1)"));
    CHECK(has(metrics, "langnghe_events_total{" + labels + R"(,kind="unknown"} 2)"));
    CHECK(has(metrics, "langnghe_events_duplicate_total{" + labels + "} 1"));
    CHECK(has(metrics, "langnghe_sends_total{" + labels + R"(,outcome="channel_paused"} 1)"));
    CHECK(has(metrics, "langnghe_token_renewals_total{" + labels + R"(,outcome="doubtful"} 1)"));
    CHECK(has(metrics, "langnghe_channel_reconnect_needed{" + labels + "} 1"));
    CHECK(has(metrics, "langnghe_token_seconds_left{" + labels + "} 3600"));
    CHECK(has(metrics, "langnghe_events_backfilled_total{" + labels + "} 3"));
    CHECK(has(metrics, "langnghe_send_seconds_count{" + labels + "} 1"));
    CHECK(has(metrics, "langnghe_outbox_rows{" + labels + R"(,state="queued"} 12)"));
    CHECK(has(metrics, "langnghe_outbox_oldest_seconds{" + labels + "} 61.5"));
    CHECK(has(metrics, "langnghe_channel_usable{" + labels + "} 1"));
    CHECK(has(metrics, R"(langnghe_sends_charged_total{channel="zalo",charge="package",commune="luong-son"} 1)"));
    CHECK(has(metrics, R"(langnghe_sends_charged_total{channel="zalo",charge="money",commune="luong-son"} 2)"));
    CHECK(has(metrics, "langnghe_groups_end_timestamp_seconds{" + labels + "} 1795230000"));
    channel.groups_end(std::nullopt);
    CHECK(has(metrics, "langnghe_groups_end_timestamp_seconds{" + labels + "} 0"));
    CHECK(has(metrics, "langnghe_channel_paused{" + labels + "} 1"));
    CHECK(metrics.render().find("free text") == std::string::npos);
}

TEST_CASE("a store counts its work")
{
    Metrics metrics("1");
    metrics::Store& store = metrics.store("luong-son");
    CHECK(&store == &metrics.store("luong-son"));
    store.batch(17, 0.004);
    store.queue_depth(3);
    store.refused();
    store.wal_bytes(4096);
    store.tickets(Status::in_progress, 5);
    store.parked(2);
    store.files(3, 1, 42.5);
    store.file_bytes(20'000'000);
    CHECK(has(metrics, R"(langnghe_store_batch_jobs_bucket{commune="luong-son",le="16"} 0)"));
    CHECK(has(metrics, R"(langnghe_store_batch_jobs_bucket{commune="luong-son",le="32"} 1)"));
    CHECK(has(metrics, R"(langnghe_store_commit_seconds_bucket{commune="luong-son",le="0.005"} 1)"));
    CHECK(has(metrics, R"(langnghe_store_queue_jobs{commune="luong-son"} 3)"));
    CHECK(has(metrics, R"(langnghe_store_refused_total{commune="luong-son"} 1)"));
    CHECK(has(metrics, R"(langnghe_store_wal_bytes{commune="luong-son"} 4096)"));
    CHECK(has(metrics, R"(langnghe_tickets{commune="luong-son",status="in_progress"} 5)"));
    CHECK(has(metrics, R"(langnghe_inbox_parked{commune="luong-son"} 2)"));
    CHECK(has(metrics, R"(langnghe_files{commune="luong-son",state="waiting"} 3)"));
    CHECK(has(metrics, R"(langnghe_files{commune="luong-son",state="failed"} 1)"));
    CHECK(has(metrics, R"(langnghe_files_oldest_seconds{commune="luong-son"} 42.5)"));
    CHECK(has(metrics, R"(langnghe_files_bytes{commune="luong-son"} 20000000)"));
}

TEST_CASE("the number of series does not grow with traffic")
{
    Metrics metrics("1");
    const auto lines = [&] {
        const std::string text = metrics.render();
        return std::count(text.begin(), text.end(), '\n');
    };
    metrics.channel("luong-son", "zalo");
    const auto before = lines();
    for (unsigned status = 0; status < 1000; ++status)
        metrics.request(Route::page, status, 0.1);
    for (int i = 0; i < 100; ++i)
        metrics.channel("luong-son", "zalo").event(Ignored{std::to_string(i)});
    CHECK(lines() == before);
}
