#include "adapters/metrics/metrics.hpp"

#include "adapters/metrics/families.hpp"

#include <prometheus/text_serializer.h>

#include <array>
#include <map>
#include <mutex>
#include <sstream>
#include <utility>

namespace langnghe::metrics {
namespace {

constexpr std::size_t route_count = static_cast<std::size_t>(Route::count_);
constexpr std::array<std::string_view, route_count> route_names{"hook", "page",    "form",  "progress", "published",
                                                                "file", "console", "admin", "other"};
// What our program answers; any other number is counted as 0.
constexpr std::array<unsigned, 17> statuses{0,   200, 204, 206, 301, 302, 303, 304, 400,
                                            401, 403, 404, 405, 413, 429, 500, 503};

const prometheus::Histogram::BucketBoundaries request_buckets{0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5};

std::size_t status_index(unsigned status)
{
    for (std::size_t i = 1; i < statuses.size(); ++i)
        if (statuses[i] == status)
            return i;
    return 0;
}

} // namespace

prometheus::Labels with(prometheus::Labels labels, std::string name, std::string_view value)
{
    labels.insert_or_assign(std::move(name), std::string(value));
    return labels;
}

struct Metrics::State
{
    explicit State(std::string_view version) : families(registry)
    {
        for (std::size_t route = 0; route < route_count; ++route) {
            const prometheus::Labels labels{{"route", std::string(route_names[route])}};
            seconds[route] = &families.request_seconds.Add(labels, request_buckets);
            for (std::size_t status = 0; status < statuses.size(); ++status)
                requests[route][status] =
                    &families.requests.Add(with(labels, "status", status ? std::to_string(statuses[status]) : "other"));
        }
        families.build.Add({{"version", std::string(version)}}).Set(1);
    }

    prometheus::Registry registry;
    Families families;
    std::array<std::array<prometheus::Counter*, statuses.size()>, route_count> requests{};
    std::array<prometheus::Histogram*, route_count> seconds{};
    prometheus::Gauge& connections = families.connections.Add({});

    std::mutex mutex; // of what follows
    std::map<std::pair<std::string, std::string>, std::unique_ptr<Channel>> channels;
    std::map<std::string, std::unique_ptr<Store>> stores;
};

Metrics::Metrics(std::string_view version) : state_(std::make_unique<State>(version)) {}

Metrics::~Metrics() = default;

void Metrics::request(Route route, unsigned status, double seconds)
{
    const auto index = static_cast<std::size_t>(route < Route::count_ ? route : Route::other);
    state_->requests[index][status_index(status)]->Increment();
    state_->seconds[index]->Observe(seconds);
}

void Metrics::connections(std::size_t open) { state_->connections.Set(static_cast<double>(open)); }

Channel& Metrics::channel(std::string_view commune, std::string_view channel)
{
    const std::scoped_lock lock(state_->mutex);
    auto& entry = state_->channels[{std::string(commune), std::string(channel)}];
    if (!entry)
        entry = make_channel(state_->families, {{"commune", std::string(commune)}, {"channel", std::string(channel)}});
    return *entry;
}

Store& Metrics::store(std::string_view commune)
{
    const std::scoped_lock lock(state_->mutex);
    auto& entry = state_->stores[std::string(commune)];
    if (!entry)
        entry = make_store(state_->families, {{"commune", std::string(commune)}});
    return *entry;
}

std::string Metrics::render() const
{
    std::ostringstream out;
    prometheus::TextSerializer{}.Serialize(out, state_->registry.Collect());
    return std::move(out).str();
}

} // namespace langnghe::metrics
