#pragma once
// The families of the registry, shared by all channels and stores. Inside adapters/metrics only.

#include "adapters/metrics/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <memory>
#include <string>

namespace langnghe::metrics {

using Counters = prometheus::Family<prometheus::Counter>;
using Gauges = prometheus::Family<prometheus::Gauge>;
using Histograms = prometheus::Family<prometheus::Histogram>;

struct Families
{
    explicit Families(prometheus::Registry& registry);

    Counters& requests;
    Histograms& request_seconds;
    Gauges& connections;
    Gauges& build;

    Counters& webhooks;
    Counters& events;
    Counters& variants;
    Counters& duplicates;
    Counters& replayed;
    Counters& out_of_time;
    Counters& sends;
    Histograms& send_seconds;
    Gauges& outbox;
    Gauges& oldest_waiting;
    Gauges& usable;
    Gauges& quota_used;
    Gauges& quota_limit;
    Counters& renewals;
    Gauges& reconnect_needed;
    Gauges& token_left;
    Counters& backfilled;
    Counters& charged;
    Gauges& groups_end;
    Gauges& paused;

    Histograms& batch_jobs;
    Histograms& commit_seconds;
    Gauges& queue_depth;
    Counters& refused;
    Gauges& wal_bytes;
    Gauges& tickets;
    Gauges& parked;
    Gauges& files;
    Gauges& oldest_file;
    Gauges& file_bytes;
};

std::unique_ptr<Channel> make_channel(Families& families, const prometheus::Labels& labels);
std::unique_ptr<Store> make_store(Families& families, const prometheus::Labels& labels);

// The labels with one more.
prometheus::Labels with(prometheus::Labels labels, std::string name, std::string_view value);

} // namespace langnghe::metrics
