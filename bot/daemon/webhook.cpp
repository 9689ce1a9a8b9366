#include "bot/daemon/webhook.hpp"

#include "bot/daemon/answers.hpp"
#include "bot/log/log.hpp"

#include <utility>
#include <vector>

namespace langnghe::daemon {

namespace asio = boost::asio;
namespace {

constexpr std::chrono::seconds patience{5}; // with the store; platforms wait 2 to 60 s, and come again

} // namespace

Webhook::Webhook(Environment& environment, const Commune& commune, sql::Store& store, const Channel& channel,
                 Arrivals arrivals)
    : environment_(environment), commune_(commune), store_(store), channel_(channel), arrivals_(std::move(arrivals)),
      metrics_(environment.metrics.channel(commune.slug, channel.section.name)),
      store_metrics_(environment.metrics.store(commune.slug))
{}

asio::awaitable<net::Response> Webhook::handle(const net::Request& request)
{
    const TimePoint now = environment_.now();
    Reception reception = channel_.platform->receive(
        {request.body, [&request](std::string_view name) { return request.header(name); }, now});
    metrics_.webhook(reception.verdict);
    metrics_.variants(reception.variant);
    if (reception.verdict != Reception::Verdict::events)
        co_return refuse(reception);

    const auto until = std::chrono::steady_clock::now() + patience;
    const auto delivery = std::make_shared<const Delivery>(Delivery{std::move(reception.events), request.body});
    auto taken = co_await write(delivery, take_in, until);
    if (taken.has_error() && taken.error() == Errc::storage_refused)
        taken = co_await write(delivery, set_aside, until);
    if (!taken) {
        store_metrics_.refused();
        log::warn("webhook.not_stored", {{"commune", commune_.slug},
                                         {"channel", channel_.section.name},
                                         {"request", request.id},
                                         {"why", taken.error().message()}});
        if (on_refused_)
            on_refused_();
        co_return problem_of(taken.error());
    }
    count(delivery->events, *taken);
    arrivals_.stored();
    co_return net::empty(200);
}

asio::awaitable<Result<std::vector<Intake>>> Webhook::write(std::shared_ptr<const Delivery> delivery, Keep keep,
                                                            std::chrono::steady_clock::time_point until)
{
    auto job = [&commune = commune_, &random = environment_.random, delivery = std::move(delivery), keep,
                now = environment_.now()](Tx& tx) {
        Context context{tx, commune, random, now};
        std::vector<Intake> taken;
        for (const InboundEvent& event : delivery->events)
            taken.push_back(keep(context, event, delivery->body));
        return taken;
    };
    co_return co_await store_.write_by(std::move(job), until);
}

net::Response Webhook::refuse(const Reception& reception)
{
    using Verdict = Reception::Verdict;
    if (reception.verdict == Verdict::probe)
        return net::empty(200);
    log::warn("webhook.refused",
              {{"commune", commune_.slug}, {"channel", channel_.section.name}, {"why", reception.reason}});
    if (on_refused_ && reception.verdict != Verdict::malformed)
        on_refused_();
    switch (reception.verdict) {
    case Verdict::unauthorized:
        return problem_of(Errc::unauthorized);
    case Verdict::unconfigured:
        return problem_of(Errc::unconfigured);
    default:
        return problem_of(Errc::malformed);
    }
}

void Webhook::count(const std::vector<InboundEvent>& events, const std::vector<Intake>& taken)
{
    const TimePoint now = environment_.now();
    for (std::size_t i = 0; i < taken.size(); ++i) {
        metrics_.event(events[i].content);
        if (const auto* press = std::get_if<ButtonPress>(&events[i].content))
            arrivals_.pressed(*press);
        if (taken[i] == Intake::duplicate)
            metrics_.duplicate();
        if (taken[i] == Intake::replayed)
            metrics_.replayed();
        if (is_out_of_time(events[i], now))
            metrics_.out_of_time();
        if (taken[i] == Intake::parked)
            log::warn("inbox.parked",
                      {{"commune", commune_.slug}, {"channel", channel_.section.name}, {"type", events[i].type}});
    }
}

} // namespace langnghe::daemon
