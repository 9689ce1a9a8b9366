#pragma once
// A platform's webhook: verify, parse, store, and only then 200 with an empty body, so that the platform may safely
// repeat everything else. A store that stands still is not waited for: 503, and what it takes after all is known by its
// key when it comes again. On the I/O thread.

#include "adapters/net/http.hpp"
#include "adapters/sql/store.hpp"
#include "bot/commune/setup.hpp"
#include "bot/daemon/arrivals.hpp"
#include "bot/daemon/environment.hpp"
#include "core/intake/take_in.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace langnghe::daemon {

class Webhook
{
public:
    // `on_stored` is called after each commit that may have put something into an outbox.
    Webhook(Environment& environment, const Commune& commune, sql::Store& store, const Channel& channel,
            Arrivals arrivals);

    // Called when something was refused that may not come again.
    void on_refused(std::function<void()> call) { on_refused_ = std::move(call); }

    // The request must live until the answer is there.
    boost::asio::awaitable<net::Response> handle(const net::Request& request);

private:
    using Keep = Intake (*)(Context&, const InboundEvent&, std::string_view raw);

    // What a job of the store owns: it may outlive the request.
    struct Delivery
    {
        std::vector<InboundEvent> events;
        std::string body;
    };
    boost::asio::awaitable<Result<std::vector<Intake>>> write(std::shared_ptr<const Delivery> delivery, Keep keep,
                                                              std::chrono::steady_clock::time_point until);
    net::Response refuse(const Reception& reception);
    void count(const std::vector<InboundEvent>& events, const std::vector<Intake>& taken);

    Environment& environment_;
    const Commune& commune_;
    sql::Store& store_;
    const Channel& channel_;
    Arrivals arrivals_;
    std::function<void()> on_refused_;
    metrics::Channel& metrics_;
    metrics::Store& store_metrics_;
};

} // namespace langnghe::daemon
